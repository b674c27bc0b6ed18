#pragma once

/*
 * The only thing on the screen that moves by itself: words that run along.
 * It stops when the visitor says so, when nobody is there, and when the
 * connection cannot take more (WCAG 2.2, success criterion 2.2.2). Times
 * are milliseconds of any steady clock.
 */

#include <stdbool.h>

#define TICKER_STEP_MS  250   /* between two steps, at least */
#define TICKER_QUIET_MS 20000 /* it stops so long after the last key */

struct canvas;
struct strings;

struct ticker {
    bool off;    /* never moves: ACCESSIBLE or NO_MOTION */
    bool paused; /* by key */
    bool away;   /* the window has lost the focus */
    long long last_key;
    long long last_step;
    int position; /* columns that have run out on the left */
};

/* The moment of the next step, or -1 while it stands still. */
long long ticker_next(const struct ticker *ticker);

/* Step if it is time. Returns whether anything moved. */
bool ticker_step(struct ticker *ticker, long long now);

void ticker_draw(const struct ticker *ticker, const struct strings *words,
                 struct canvas *canvas, int row, int column, int columns);
