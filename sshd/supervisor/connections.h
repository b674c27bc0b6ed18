#pragma once

/*
 * The visits there are, and who may begin another: the house is only so
 * large, each source has its limits, and who misbehaved waits outside.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

#include "process/session_kind.h"
#include "net/peer.h"
#include "supervisor/penalty.h"
#include "supervisor/srclimit.h"

struct limits;

/* Processes beyond MAX that may be there because their connections are closed
 * but they have not been reaped. */
#define GUESTS_CLOSING 64

/* A worker, and the mark by which it says what its visitor has come for. */
struct connection {
    pid_t pid;
    uint64_t since;     /* as clock_now() counts */
    bool established;   /* or told to make room: it does not count as waiting */
    bool killed;        /* killed for its lateness */
    bool closed;        /* its connection is: it counts as a process alone, */
    uint64_t closed_at; /* and has to end soon */
    atomic_uchar *kind;
    struct peer peer;
};

struct connections {
    struct connection
        *items; /* `count`, and behind them free ones up to `places` */
    size_t count, places;
    size_t closed;       /* of those, with a closed connection */
    size_t max;          /* with an open one */
    atomic_uchar *kinds; /* `places`, shared with the workers */
    struct srclimit limit;
    struct penalty_box box;
};

struct rejection {
    const char *why;      /* for the log */
    const char *sentence; /* for the visitor */
};

/* Room for MAX connections, and GUESTS_CLOSING processes more, under BOUNDS and
 * TERMS, which are borrowed. No child process can see it, but for the marks.
 * NULL without memory. */
struct connections *connections_new(size_t max,
                                    const struct srclimit_bounds *bounds,
                                    const struct penalty_terms *terms);
void connections_free(struct connections *connections);

/* Count PEER in, or say why not; NULL: he is welcome, perhaps in the place of
 * another, who is told to go. */
const struct rejection *connections_admit(struct connections *connections,
                                          const struct peer *peer,
                                          uint64_t now);

/* How many connections are open, as far as connections_admit() and
 * connections_expire() have seen. */
size_t connections_active(const struct connections *connections);

/* The mark of the worker that connections_add() is about to tell of. */
atomic_uchar *connections_next_kind(struct connections *connections);

/* PEER, who was admitted, is served by PID; or -1: by nobody after all. */
void connections_add(struct connections *connections, const struct peer *peer,
                     pid_t pid, uint64_t now);

/* PID ended with STATUS, as wait(2) tells it. Returns whom it served, until
 * somebody enters; NULL where it is no worker. */
const struct connection *connections_remove(struct connections *connections,
                                            pid_t pid, int status,
                                            uint64_t now);

/* Kill the workers that should have ended by themselves long ago: by LIMITS,
 * or because their connections are closed. Returns when to look again, or
 * CLOCK_NEVER. */
uint64_t connections_expire(struct connections *connections,
                            const struct limits *limits, uint64_t now);

/* Send the signal NUMBER to every worker. */
void connections_signal(const struct connections *connections, int number);
