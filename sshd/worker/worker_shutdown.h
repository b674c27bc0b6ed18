#pragma once

/*
 * How an worker's visit comes to its end: those who are served are asked
 * first, and get a little time.
 */

#include <stdbool.h>
#include <stdint.h>

#include "worker/disconnect_reason.h"

struct worker_loop;
struct launcher_reply;

/* Milliseconds for a renderer to end by itself; then it is killed. */
uint64_t worker_shutdown_goodbye(const struct worker_loop *loop);

/* Whether there is a renderer, as far as we know. */
bool worker_shutdown_is_alive(const struct worker_loop *loop);

/* Ask the renderer to end by SIGNAL; soon after that it must. */
void worker_shutdown_stop(struct worker_loop *loop, int signal, uint64_t now);

/* The renderer's output has ended: it must end too, and the launcher must
 * report that, or the worker gives up. */
void worker_shutdown_expect_report(struct worker_loop *loop, uint64_t now);

/* End the visit: at once, or when its renderer has said goodbye. */
void worker_shutdown_end(struct worker_loop *loop,
                         enum disconnect_reason reason, uint64_t now);

/* End the visit, whoever is still speaking. */
void worker_shutdown_cut(struct worker_loop *loop,
                         enum disconnect_reason reason, uint64_t now);

/* All that there was to say is with libssh: close the channel. */
void worker_shutdown_finish(struct worker_loop *loop, uint64_t now);

/* Nobody is served any more, and none of the deadlines of that are left. */
void worker_shutdown_forget(struct worker_loop *loop);

/* The renderer has ended, or never began, as LETTER says: let its output come
 * to an end, and ours behind it. */
void worker_shutdown_note(struct worker_loop *loop,
                          const struct launcher_reply *reply, uint64_t now);

/* The launcher is gone. A renderer that is there goes on without it. */
void worker_shutdown_launcher_gone(struct worker_loop *loop, uint64_t now);

/* The launcher is gone or deaf, and so is its renderer: nobody else is shown
 * anything here. */
void worker_shutdown_lose(struct worker_loop *loop, uint64_t now);

/* The launcher reported nothing, not even after SIGKILL: close the renderer's
 * terminal, reset the visitor's and say why; without a renderer, end with
 * REASON at once. */
void worker_shutdown_give_up(struct worker_loop *loop,
                             enum disconnect_reason reason, uint64_t now);
