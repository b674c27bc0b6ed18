#pragma once

/*
 * The event loop of one connection. It polls the client's socket, the
 * launcher, the renderer and the supervisor's signals, moves bytes, and lets
 * worker_events.c turn what happens into events of worker_machine.h, whose
 * actions worker_actions.c carries out.
 */

#include <stdatomic.h>
#include <stdint.h>

#include "worker/worker_loop_state.h"

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
