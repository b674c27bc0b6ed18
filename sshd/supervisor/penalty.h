#pragma once

/*
 * Penalties of sources that misbehave. Each fault adds its seconds to the
 * source's penalty, which runs out with time. A sum below `min` has no effect
 * yet; no sum exceeds `max`. The table has a fixed size: a full one replaces
 * the penalty that ends first.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer;

#define PENALTY_SOURCES 1024
#define PENALTY_RECENT  30000 /* milliseconds */

/* All in seconds. */
struct penalty_terms {
    unsigned long crash, grace, no_auth; /* of one fault each */
    unsigned long min, max;              /* of a sum */
};

struct penalties {
    struct {
        unsigned char key[16];
        uint64_t until; /* as clock_now() counts */
        bool active;    /* the sum has reached the minimum */
    } sources[PENALTY_SOURCES];
    size_t count;
    const struct penalty_terms *terms; /* borrowed */
};

/* Add SECONDS to the penalty of PEER's source, at NOW. */
void penalty_add(struct penalties *penalties, const struct peer *peer,
                 unsigned long seconds, uint64_t now);

/* Whether PEER's source has a penalty at NOW, if only a small one. */
bool penalty_is_pending(const struct penalties *penalties,
                        const struct peer *peer, uint64_t now);

/* Whether it has one, or had one within the last PENALTY_RECENT. */
bool penalty_is_recent(const struct penalties *penalties,
                       const struct peer *peer, uint64_t now);

/* Whether connections of PEER's source are rejected at NOW. */
bool penalty_is_active(const struct penalties *penalties,
                       const struct peer *peer, uint64_t now);
