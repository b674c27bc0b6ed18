#pragma once

/*
 * A ticker: a row of words that scrolls, the only motion on the screen. It
 * stops on a key, without input for TICKER_QUIET_MS, without focus, and while
 * the connection is congested (WCAG 2.2, success criterion 2.2.2). Times are
 * milliseconds of a monotonic clock.
 */

#include <stdbool.h>

#define TICKER_STEP_MS  250   /* minimum time between two steps */
#define TICKER_QUIET_MS 20000 /* time after the last key when it stops */

struct canvas;
struct strings;

struct ticker {
    bool off;    /* no motion: ACCESSIBLE or NO_MOTION is set */
    bool paused; /* the visitor paused it with a key */
    bool away;   /* the window has lost the focus */
    long long last_key;
    long long last_step;
    int position; /* columns that have scrolled out at the left */
};

/* Returns the time of the next step, or -1 if the ticker does not move. */
long long ticker_next(const struct ticker *ticker);

/* Step if it is due. Returns whether the ticker moved. */
bool ticker_step(struct ticker *ticker, long long now);

void ticker_draw(const struct ticker *ticker, const struct strings *words,
                 struct canvas *canvas, int row, int column, int columns);
