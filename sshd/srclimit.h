#pragma once

/*
 * Who may come in: so many visits of each source and so many of them without
 * a shell yet, and fewer and fewer of everybody while too many are without
 * one. Tables of fixed size, for there are never more sources inside than
 * visits.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer;

/* From `start` visits without a shell on, `percent` of new ones are turned
 * away, and more of them until it is all at `full`. */
struct srclimit_ramp {
    unsigned long start, percent, full;
};

struct srclimit_bounds {
    unsigned long per_source, waiting_per_source;
    struct srclimit_ramp early_drop;
};

struct srclimit {
    struct source *sources;
    size_t count, capacity;
    size_t waiting; /* visits without a shell, of all */
    const struct srclimit_bounds *bounds;
};

enum srclimit_verdict {
    SRCLIMIT_WELCOME,
    SRCLIMIT_CROWDED, /* its source has enough */
    SRCLIMIT_WAITING, /* its source has enough without a shell */
    SRCLIMIT_DROPPED, /* too many are without one, and the dice said so */
};

/* Room for CAPACITY visits under BOUNDS, which are borrowed. Returns -1
 * without memory. */
int srclimit_init(struct srclimit *limit, size_t capacity,
                  const struct srclimit_bounds *bounds);
void srclimit_fini(struct srclimit *limit);

/* Count a visit of PEER in, without a shell yet, where the verdict is
 * welcome. DICE is any number, as likely as another. */
enum srclimit_verdict srclimit_enter(struct srclimit *limit,
                                     const struct peer *peer, uint32_t dice);

/* It has a shell. */
void srclimit_seat(struct srclimit *limit, const struct peer *peer);

/* It is over; it was SEATED, or was not. */
void srclimit_leave(struct srclimit *limit, const struct peer *peer,
                    bool seated);
