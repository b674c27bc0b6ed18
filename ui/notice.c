#include "notice.h"

#include <stdio.h>

void
notice_set(struct notice *notice, long long now, const char *text)
{
    snprintf(notice->text, sizeof(notice->text), "%s", text);
    notice->until = now + NOTICE_MS;
}

bool
notice_tick(struct notice *notice, long long now)
{
    if (*notice->text == '\0' || now < notice->until)
        return false;
    *notice->text = '\0';
    return true;
}
