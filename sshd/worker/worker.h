#pragma once

/*
 * A worker: the process of one connection, sandboxed before it reads the first
 * byte of the client.
 */

#include <stdatomic.h>

#include "worker/worker_plan.h"

struct peer;

/* The exit status, by which the supervisor counts penalties for the source; a
 * worker may also be ended by a signal. */
enum worker_status {
    WORKER_OK,
    WORKER_FAILED,          /* an error of ours */
    WORKER_LATE,            /* no shell or command in time */
    WORKER_CPU_LIMIT,       /* a renderer was killed by its CPU limit */
    WORKER_UNAUTHENTICATED, /* left or displaced before authentication */
};

/* In a child just forked: serve the connection FD of PEER, and exit with a
 * worker_status. LAUNCHER is what launcher_connect() returned; KIND, which
 * holds an enum session_kind, is shared with the supervisor. */
_Noreturn void worker_run(const struct worker_plan *plan, int launcher,
                          atomic_uchar *kind, const struct peer *peer, int fd);
