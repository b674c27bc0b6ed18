#pragma once

/*
 * Who may come in: so many visits of each source and so many of them without
 * a shell yet. While too many of all are without one, sources that already
 * have some waiting are let in less and less; who comes for the first time is
 * always welcome, in the place of somebody else where there is none left.
 * Tables of fixed size, for there are never more sources inside than visits.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer;

/* From `start` visits without a shell on, `percent` of new ones of sources
 * that have one already are turned away, and more of them until it is all at
 * `full`, which is all that there ever are. */
struct srclimit_ramp {
    unsigned long start, percent, full;
};

/* Processes of one source that may be there after their connections were
 * closed, until they are reaped. */
#define SRCLIMIT_CLOSING 32

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
    SRCLIMIT_ADMIT,
    SRCLIMIT_CROWDED, /* its source has enough, open or still closing */
    SRCLIMIT_WAITING, /* its source has enough without a shell */
    SRCLIMIT_DROPPED, /* too many are without one, and the dice said so */
    SRCLIMIT_FULL,    /* so many are that it takes the place of another */
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

/* How many visits without a shell the source has that has most of them, and
 * its KEY, as in struct peer. */
unsigned long srclimit_crowd(const struct srclimit *limit,
                             unsigned char key[16]);

/* It has a shell, or does not count as waiting for another reason. */
void srclimit_establish(struct srclimit *limit, const struct peer *peer);

/* It is over; srclimit_establish() was called (SEATED), or was not. */
void srclimit_leave(struct srclimit *limit, const struct peer *peer,
                    bool established);

/* The same, but its process is still there: srclimit_reap() follows. */
void srclimit_close(struct srclimit *limit, const struct peer *peer,
                    bool established);
void srclimit_reap(struct srclimit *limit, const struct peer *peer);
