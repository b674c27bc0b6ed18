#include "app/status_line.h"

#include <stdio.h>

void
status_line_set(struct status_line *status, long long now, const char *text)
{
    snprintf(status->text, sizeof(status->text), "%s", text);
    status->until = now + STATUS_LINE_MS;
}

void
status_line_keep(struct status_line *status, const char *text)
{
    status_line_set(status, 0, text);
    status->until = -1;
}

bool
status_line_tick(struct status_line *status, long long now)
{
    if (*status->text == '\0' || status->until < 0 || now < status->until)
        return false;
    *status->text = '\0';
    return true;
}
