#pragma once

/*
 * Attends to one visit, between the client's session, its seat at the
 * launcher's and the deadlines, until it is over.
 */

#include <stdbool.h>
#include <stdint.h>

#include "worker/cpu_limiter.h"
#include "worker/worker_timers.h"
#include "worker/disconnect_reason.h"
#include "worker/file_transfer.h"
#include "worker/relay.h"
#include "launcher/launcher_client.h"
#include "worker/session.h"
#include "worker/terminal_reset.h"
#include "worker/worker.h"

/*
 * 1 NONE -> 2 STARTING: the seat was asked for a renderer -> 3 RUNNING ->
 * 4 DRAINING: it has ended, its output goes on -> 1, and the channel is
 * closed. When the client closes the channel first, the renderer is
 * `abandoned`, and its end leads from 2 or 3 to 1 directly.
 * 1 NONE -> 5 HANDING_OUT: documents, without a renderer -> 1.
 */
enum stage {
    STAGE_NONE,
    STAGE_STARTING,
    STAGE_RUNNING,
    STAGE_DRAINING,
    STAGE_TRANSFERRING
};

struct worker_loop {
    const struct worker_plan *plan;
    atomic_uchar *kind; /* shared with the supervisor */
    int signals;
    struct launcher_client launcher;
    enum stage stage;
    bool abandoned;
    int status; /* of the renderer, as a shell would say it */
    char last[TERMINAL_RESET_MAX]; /* what we send behind its output */
    bool stopping;                 /* the renderer was asked to end */
    enum disconnect_reason reason;
    bool over; /* nothing is left to wait for */
    uint64_t resized;
    struct cpu_limiter cpu_limiter;
    uint64_t timers[TIMERS];
    /* Last what ends in a large buffer: of that a visit has no page that it
     * does not use. */
    struct relay relay;
    struct session session;
    struct file_transfer file_transfer;
};

/* Prepare LOOP, all zero, with SEAT, which is taken, and MARK; the
 * session is the caller's to open. Returns -1 and errno. */
int worker_loop_init(struct worker_loop *loop, const struct worker_plan *plan,
                     int launcher, atomic_uchar *kind);

/* The visitor is there: the clocks start. */
void worker_loop_begin(struct worker_loop *loop, uint64_t now);

/* Serve until the visit is over; then `reason` says why. */
void worker_loop_serve(struct worker_loop *loop);
