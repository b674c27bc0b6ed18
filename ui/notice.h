#pragma once

/* One sentence that stands in the footer for a while. */

#include <stdbool.h>

#define NOTICE_MS 4000 /* how long it stands there */

struct notice {
    char text[200]; /* "" none */
    long long until;
};

void notice_set(struct notice *notice, long long now, const char *text);

/* Take it away when its time is over. Returns whether it did. */
bool notice_tick(struct notice *notice, long long now);
