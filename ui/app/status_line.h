#pragma once

/* A sentence in the footer, shown until the next key or for a limited time. */

#include <stdbool.h>

#define STATUS_LINE_MS 4000 /* how long it is shown */

struct status_line {
    char text[200];  /* "": none */
    long long until; /* -1: until the next key */
};

void status_line_set(struct status_line *status, long long now,
                     const char *text);
void status_line_keep(struct status_line *status, const char *text);

/* Clear an expired text. Returns whether it was cleared. */
bool status_line_tick(struct status_line *status, long long now);
