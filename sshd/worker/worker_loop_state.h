#pragma once

/*
 * The state of a worker's event loop (worker_loop.h), which its events and
 * actions also use.
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
