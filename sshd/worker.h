#pragma once

/*
 * One visit, in a process of its own: born for it, and gone with it.
 */

#include <libssh/server.h>

#include "renderer.h"

struct documents;
struct peer;

struct worker_plan {
    pid_t supervisor;
    const struct documents *documents; /* open, and borrowed */
    ssh_bind bind;
    struct program program;
    unsigned long grace_time, idle_timeout, session_timeout; /* seconds */
};

/* In a child just forked: serve the connection FD of PEER, and exit; with
 * status 0 unless something went wrong that was not the visitor's doing. */
_Noreturn void worker_run(const struct worker_plan *plan,
                          const struct peer *peer, int fd);
