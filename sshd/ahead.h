#pragma once

/*
 * When what is kept ahead of need, workers and renderers, is filled up again.
 */

#include <stdbool.h>
#include <stdint.h>

#include "clock.h"

/* Milliseconds: a visitor who has just come is served first; and where there
 * is no room, there is none in a moment, either. */
#define AHEAD_LATER  5
#define AHEAD_FAILED 500

/* It was filled at NOW, FULL or not: write to *FILL_AT when that may be done
 * again. Returns when it has to be. */
static inline uint64_t
ahead_filled(uint64_t *fill_at, bool full, uint64_t now)
{
    *fill_at = now + (full ? AHEAD_LATER : AHEAD_FAILED);
    return full ? CLOCK_NEVER : *fill_at;
}
