#pragma once

/*
 * Turns what libssh's callbacks, the launcher and the supervisor reported into
 * events of worker_machine.h, starts what the client requested, and logs it.
 * NOW is clock_now(), in milliseconds.
 */

#include <stdint.h>

#include "worker/worker_loop_state.h"

/* Handle what the callbacks recorded in `session`, and reset it: a request for
 * a program or files, a closed channel, keys, and what ends a connection. */
void worker_events_session(struct worker_loop *loop, uint64_t now);

/* Receive one report of the launcher, if there is one: a renderer started, did
 * not, or ended; or that the launcher is gone. */
void worker_events_launcher(struct worker_loop *loop, uint64_t now);

/* Read one signal of the supervisor: to shut down, to announce a new version of
 * the files, or to end because other clients wait and this one has no session.
 */
void worker_events_signal(struct worker_loop *loop, uint64_t now);

/* Handle the end of a renderer whose exit status no launcher will report: it
 * counts as 0. */
void worker_events_unreported_end(struct worker_loop *loop, uint64_t now);
