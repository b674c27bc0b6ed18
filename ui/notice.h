#pragma once

/* One sentence that stands in the footer: until a key is pressed, or for a
 * while. */

#include <stdbool.h>

#define NOTICE_MS 4000 /* how long it stands there */

struct notice {
    char text[200];  /* "" none */
    long long until; /* -1: the next key */
};

void notice_set(struct notice *notice, long long now, const char *text);
void notice_keep(struct notice *notice, const char *text);

/* Take it away when its time is over. Returns whether it did. */
bool notice_tick(struct notice *notice, long long now);
