#pragma once

/*
 * Renderers that were born ahead of need, each on a terminal of its own, and
 * wait for a visit: the porter's.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "renderer.h"

#define BERTHS_MAX 16

/* Zero is none, and none wanted. */
struct berths {
    struct renderer items[BERTHS_MAX];
    size_t count, wanted;
    uint64_t fill_at; /* when there is time for another */
};

/* Have those born that are missing, once NURSERY has time. Returns when that
 * is. */
uint64_t berths_fill(struct berths *berths, struct nursery *nursery,
                     uint64_t now);

/* Take one for RENDERER; false where there is none. */
bool berths_take(struct berths *berths, struct renderer *renderer,
                 uint64_t now);

/* Send all away: what they show is old. */
void berths_dismiss(struct berths *berths);

/* PID has ended. */
void berths_ended(struct berths *berths, pid_t pid, uint64_t now);
