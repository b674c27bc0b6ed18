#include "screen/availability.h"

#include <stdio.h>
#include <string.h>

#include "language/language.h"

#define OPEN_MARK   "● "
#define CLOSED_MARK "○ "

char *
availability_text(char *buffer, size_t size, const struct resume *resume,
                  struct date today)
{
    const struct availability *availability = &resume->availability;

    *buffer = '\0';
    if (availability_shown(availability, today))
        snprintf(buffer, size, "%s%s",
                 availability->status == AVAILABILITY_OPEN ? OPEN_MARK
                                                           : CLOSED_MARK,
                 availability->label);
    return buffer;
}

char *
availability_details(char *buffer, size_t size, const struct resume *resume,
                     struct date today)
{
    const struct availability *availability = &resume->availability;
    const struct language *language = language_find(resume->language);
    char date[64], until[128] = "";

    *buffer = '\0';
    if (!availability_shown(availability, today))
        return buffer;
    if (availability->until.year != 0)
        language_format(until, sizeof(until), language, WORD_UNTIL,
                        language_date(date, sizeof(date), language,
                                      availability->until.year,
                                      availability->until.month));
    snprintf(buffer, size, "%s%s%s", availability->note,
             *availability->note != '\0' && *until != '\0' ? " · " : "", until);
    return buffer;
}

enum role
availability_role(const struct resume *resume)
{
    return resume->availability.status == AVAILABILITY_OPEN ? ROLE_AVAILABLE
                                                            : ROLE_MUTED;
}
