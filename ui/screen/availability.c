#include "screen/availability.h"

#include <stdio.h>
#include <string.h>

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

void
availability_shorten(char *text)
{
    size_t mark = strlen(OPEN_MARK);

    if (strlen(text) > mark)
        text[mark + strcspn(text + mark, " ")] = '\0';
}

enum role
availability_role(const struct resume *resume)
{
    return resume->availability.status == AVAILABILITY_OPEN ? ROLE_AVAILABLE
                                                            : ROLE_MUTED;
}
