#pragma once

/*
 * One visit, in a process of its own: born for it, and gone with it.
 */

#include <libssh/server.h>
#include <stdatomic.h>

#include "launcher/program.h"

struct published_files;
struct limits;
struct peer;

struct worker_plan {
    pid_t supervisor;
    const struct published_files *files; /* open, and borrowed */
    ssh_bind bind;
    struct program program;
    const struct limits *limits; /* borrowed */
};

/* How it ends, for the supervisor to judge its source by; or by a signal. */
enum worker_status {
    WORKER_FINE,
    WORKER_FAILED, /* not the visitor's doing */
    WORKER_LATE,   /* no shell or command in time */
    WORKER_SHY,    /* it left, or had to, before it said who it is */
};

/* In a child just forked: serve the connection FD of PEER, and exit with a
 * worker_status. SEAT is what launcher_connect() gave; MARK, an enum kind, is
 * shared with the supervisor. */
_Noreturn void worker_run(const struct worker_plan *plan, int launcher,
                          atomic_uchar *kind, const struct peer *peer, int fd);
