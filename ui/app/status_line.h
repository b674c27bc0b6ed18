#pragma once

/* One sentence that stands in the footer: until a key is pressed, or for a
 * while. */

#include <stdbool.h>

#define STATUS_LINE_MS 4000 /* how long it stands there */

struct status_line {
    char text[200];  /* "" none */
    long long until; /* -1: the next key */
};

void status_line_set(struct status_line *status, long long now,
                     const char *text);
void status_line_keep(struct status_line *status, const char *text);

/* Take it away when its time is over. Returns whether it did. */
bool status_line_tick(struct status_line *status, long long now);
