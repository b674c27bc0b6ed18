#include "notice.h"

#include <stdio.h>

void
notice_set(struct notice *notice, long long now, const char *text)
{
    snprintf(notice->text, sizeof(notice->text), "%s", text);
    notice->until = now + NOTICE_MS;
}

void
notice_keep(struct notice *notice, const char *text)
{
    notice_set(notice, 0, text);
    notice->until = -1;
}

bool
notice_tick(struct notice *notice, long long now)
{
    if (*notice->text == '\0' || notice->until < 0 || now < notice->until)
        return false;
    *notice->text = '\0';
    return true;
}
