#pragma once

/*
 * The event loop of one connection. It polls the client's socket, the
 * launcher, the renderer and the supervisor's signals, moves bytes, and turns
 * what happens into events of worker_machine.h, whose actions it carries out.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "launcher/launcher_client.h"
#include "worker/cpu_limiter.h"
#include "worker/cpu_usage.h"
#include "worker/file_transfer.h"
#include "worker/relay.h"
#include "worker/session.h"
#include "worker/visit.h"
#include "worker/worker_machine.h"
#include "worker/worker_plan.h"

struct worker_loop {
    const struct worker_plan *plan; /* borrowed */
    atomic_uchar *kind;             /* shared with the supervisor */
    int signals;
    struct launcher_client launcher;
    struct worker_machine machine;
    struct cpu_limiter cpu_limiter;
    struct cpu_usage cpu_usage;
    bool cpu_limit_hit; /* a renderer was killed by its CPU limit */
    struct visit visit;
    /* Members that end in a large buffer come last, so that pages that a
     * connection does not use stay unallocated. */
    struct relay relay;
    struct session session;
    struct file_transfer file_transfer;
};

/* Prepare LOOP, all zero, with the descriptor LAUNCHER, of which it takes
 * ownership, and the byte KIND; the caller opens `session`. Returns -1 and
 * errno. */
int worker_loop_init(struct worker_loop *loop, const struct worker_plan *plan,
                     int launcher, atomic_uchar *kind);

/* Start the timers of a connection that was accepted at NOW. */
void worker_loop_begin(struct worker_loop *loop, uint64_t now);

/* Serve until the connection is to be closed; then the machine's `reason` says
 * why. */
void worker_loop_serve(struct worker_loop *loop);
