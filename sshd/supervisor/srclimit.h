#pragma once

/*
 * Per-source connection limits. A source, an IPv4 address or an IPv6 /64, may
 * have a number of connections, and a smaller number of waiting ones: those
 * without a shell or command yet. When many connections in total are waiting,
 * new ones of sources that already have one waiting are dropped at random, the
 * more the more there are. A source without a waiting connection is always
 * admitted; at the upper end of the ramp the caller first displaces the
 * connection of another source. The tables have a fixed size, since there are
 * never more sources than connections.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer;

/* From `start` waiting connections on, drop `percent` of the new ones of
 * sources that already have one; the share rises linearly to all of them at
 * `full`, which waiting connections never exceed. */
struct srclimit_ramp {
    unsigned long start, percent, full;
};

/* Maximum processes of one source whose connections are closed but which have
 * not been reaped. */
#define SRCLIMIT_CLOSING 32

struct srclimit_bounds {
    unsigned long per_source, waiting_per_source;
    unsigned long rate; /* new connections a second; 0: any number */
    struct srclimit_ramp early_drop;
};

struct srclimit {
    struct source *sources;
    size_t count, capacity;
    size_t waiting; /* connections without a shell or command, of all */
    const struct srclimit_bounds *bounds;
};

enum srclimit_verdict {
    SRCLIMIT_ADMIT,
    SRCLIMIT_PER_SOURCE, /* the source has enough, open or still closing */
    SRCLIMIT_WAITING,    /* the source has enough waiting ones */
    SRCLIMIT_DROPPED,    /* dropped at random, by the ramp */
    SRCLIMIT_FULL,       /* the ramp is full: displace one to admit this one */
};

/* Allocate room for CAPACITY connections under BOUNDS, which are borrowed.
 * Returns -1 without memory. */
int srclimit_init(struct srclimit *limit, size_t capacity,
                  const struct srclimit_bounds *bounds);
void srclimit_fini(struct srclimit *limit);

/* Decide about a new connection of PEER, and count it as waiting if the verdict
 * is SRCLIMIT_ADMIT. RANDOM is a uniformly distributed number. */
enum srclimit_verdict srclimit_enter(struct srclimit *limit,
                                     const struct peer *peer, uint32_t random);

/* Return the number of waiting connections of the source that has most of them,
 * with its KEY as in struct peer; 0 if no connection is waiting. */
unsigned long srclimit_busiest(const struct srclimit *limit,
                               unsigned char key[16]);

/* A connection of PEER waits no longer: it has a shell or command, or has been
 * displaced. The call does nothing if PEER has none waiting. */
void srclimit_establish(struct srclimit *limit, const struct peer *peer);

/* Undo srclimit_enter() for a connection of PEER that gets no worker. */
void srclimit_cancel(struct srclimit *limit, const struct peer *peer);

/* A connection of PEER ended, after srclimit_establish() was called for it
 * (ESTABLISHED) or before. The call does nothing for an unknown source. */
void srclimit_leave(struct srclimit *limit, const struct peer *peer,
                    bool established);

/* The same in two steps: the connection is closed, and later its process is
 * reaped. */
void srclimit_close(struct srclimit *limit, const struct peer *peer,
                    bool established);
void srclimit_reap(struct srclimit *limit, const struct peer *peer);
