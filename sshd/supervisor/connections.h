#pragma once

/*
 * The connection table and admission. Each entry is a worker process. A new
 * connection is admitted or rejected by the total, by the limits of its
 * source (srclimit.h, rate.h), and by penalties (penalty.h); by any recent
 * penalty while it is crowded, so that those without one are served soon.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

#include "net/peer.h"
#include "process/session_kind.h"
#include "supervisor/penalty.h"
#include "supervisor/rate.h"
#include "supervisor/srclimit.h"

struct limits;

/* Maximum processes in addition to the maximum of connections: workers whose
 * connection is closed but which have not been reaped. */
#define CONNECTIONS_CLOSING 64

struct connection {
    pid_t pid;        /* of the worker */
    uint64_t since;   /* as clock_now() counts */
    bool established; /* not counted as waiting: it has a shell or command, or
                         was signalled to end */
    bool killed;      /* SIGKILL was sent */
    bool displaced;   /* SIGUSR2 was sent */
    uint64_t stopped_at; /* when its worker was stopped, or 0 */
    bool closed;         /* the socket is: only the process counts, */
    uint64_t closed_at;  /* and has EXIT_TIME to end */
    atomic_uchar *kind;  /* the byte that the worker writes */
    struct peer peer;
};

struct connections {
    struct connection *items; /* `count` used, then free up to `capacity` */
    size_t count, capacity;
    size_t closed;       /* entries with a closed connection */
    size_t max;          /* entries with an open connection */
    bool crowded;        /* more clients are waiting than can be served now */
    atomic_uchar *kinds; /* SESSION_KIND_BYTES for each of `capacity`,
                            shared with the workers */
    struct srclimit limit;
    struct penalties penalties;
    struct rates rates;
};

struct rejection {
    const char *reason;  /* for log and metrics */
    const char *message; /* for the client's user */
};

/* Allocate room for MAX connections, and CONNECTIONS_CLOSING processes more,
 * under BOUNDS and TERMS, which are borrowed. Child processes have no copy of
 * the table, only the shared bytes. Returns NULL without memory. */
struct connections *connections_new(size_t max,
                                    const struct srclimit_bounds *bounds,
                                    const struct penalty_terms *terms);
void connections_free(struct connections *connections);

/* Count a connection of PEER and return NULL, or return why it is rejected.
 * To admit it, the worker of another connection may be signalled to end. After
 * NULL, call connections_add(). */
const struct rejection *connections_admit(struct connections *connections,
                                          const struct peer *peer,
                                          uint64_t now);

/* A connection of PEER was reset before it could be served. It counts for the
 * rate of its source, and as one that left before authentication. */
void connections_note_reset(struct connections *connections,
                            const struct peer *peer, uint64_t now);

/* The number of open connections, as the last connections_admit() or
 * connections_expire() saw it. */
size_t connections_active(const struct connections *connections);

/* The byte for the worker that the next connections_add() names. */
atomic_uchar *connections_next_kind(struct connections *connections);

/* The worker PID serves the connection of PEER that was admitted; -1: no
 * worker could be started, so uncount it. */
void connections_add(struct connections *connections, const struct peer *peer,
                     pid_t pid, uint64_t now);

/* The process PID ended with the wait(2) STATUS. Returns its entry, valid until
 * the next connections_add(); NULL if PID is not a worker. */
const struct connection *connections_remove(struct connections *connections,
                                            pid_t pid, int status,
                                            uint64_t now);

/* The process PID was STOPPED by a signal, or continued. Does nothing if it is
 * not a worker. */
void connections_note_stopped(struct connections *connections, pid_t pid,
                              bool stopped, uint64_t now);

/* Kill the workers that outlived LIMITS, or EXIT_TIME after their connection
 * was closed, or were stopped for STOP_TIME. Returns when to call again, or
 * CLOCK_NEVER. */
uint64_t connections_expire(struct connections *connections,
                            const struct limits *limits, uint64_t now);

/* Send the signal NUMBER to every worker. */
void connections_signal(const struct connections *connections, int number);
