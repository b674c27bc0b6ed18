#pragma once

/*
 * How many visits each source has open: a table of fixed size, for there
 * are never more sources inside than visits.
 */

#include <stdbool.h>
#include <stddef.h>

struct peer;

struct srclimit {
    struct source *sources;
    size_t count, capacity;
    unsigned long per_source;
};

/* Room for CAPACITY visits. Returns -1 without memory. */
int srclimit_init(struct srclimit *limit, size_t capacity,
                  unsigned long per_source);
void srclimit_fini(struct srclimit *limit);

/* Count a visit of PEER in; false where its source has enough. The caller
 * counts it out again. */
bool srclimit_enter(struct srclimit *limit, const struct peer *peer);
void srclimit_leave(struct srclimit *limit, const struct peer *peer);
