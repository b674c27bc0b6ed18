#include "screen/availability.h"

#include <stdio.h>

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
                 availability_label(availability, today));
    return buffer;
}

char *
availability_details(char *buffer, size_t size, const struct resume *resume,
                     struct date today)
{
    *buffer = '\0';
    if (availability_shown(&resume->availability, today))
        availability_note(buffer, size, resume, today);
    return buffer;
}

enum role
availability_role(const struct resume *resume)
{
    return resume->availability.status == AVAILABILITY_OPEN ? ROLE_AVAILABLE
                                                            : ROLE_MUTED;
}
