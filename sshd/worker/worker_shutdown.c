#include "worker/worker_shutdown.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>

#include "worker/worker_loop.h"
#include "base/clock.h"
#include "worker/terminal_reset.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/session_kind.h"
#include "process/process.h"
#include "base/array.h"

/* Milliseconds. */
#define GIVE_UP 2000 /* from a kill in vain until the worker gives up */
#define DRAIN   2000 /* for output after its renderer's death */
#define LEAVE   1000 /* for the client to leave by itself at the end */

uint64_t
worker_shutdown_goodbye(const struct worker_loop *loop)
{
    return loop->plan->limits->goodbye_time * 1000;
}

bool
worker_shutdown_is_alive(const struct worker_loop *loop)
{
    return loop->stage == STAGE_STARTING || loop->stage == STAGE_RUNNING;
}

void
worker_shutdown_stop(struct worker_loop *loop, int signal, uint64_t now)
{
    if (!worker_shutdown_is_alive(loop))
        return;
    loop->stopping = true;
    launcher_client_signal(&loop->launcher, signal);
    if (loop->timers[TIMER_KILL] == CLOCK_NEVER)
        loop->timers[TIMER_KILL] = now + worker_shutdown_goodbye(loop);
}

void
worker_shutdown_expect_report(struct worker_loop *loop, uint64_t now)
{
    uint64_t *give_up = &loop->timers[TIMER_GIVE_UP];

    if (*give_up != CLOCK_NEVER)
        return;
    if (loop->timers[TIMER_STOP] == CLOCK_NEVER)
        loop->timers[TIMER_STOP] = now + worker_shutdown_goodbye(loop);
    *give_up = now + 2 * worker_shutdown_goodbye(loop) + GIVE_UP;
}

void
worker_shutdown_end(struct worker_loop *loop, enum disconnect_reason reason,
                    uint64_t now)
{
    if (loop->reason != DISCONNECT_NONE) { /* asked twice */
        loop->over = reason == DISCONNECT_SHUTDOWN;
        return;
    }
    loop->reason = reason;
    worker_shutdown_stop(loop, SIGTERM, now);
    loop->over = loop->stage == STAGE_NONE || loop->stage == STAGE_TRANSFERRING;
    loop->timers[TIMER_GIVE_UP] = now + worker_shutdown_goodbye(loop) + GIVE_UP;
}

void
worker_shutdown_cut(struct worker_loop *loop, enum disconnect_reason reason,
                    uint64_t now)
{
    (void)now;
    if (loop->reason == DISCONNECT_NONE)
        loop->reason = reason;
    loop->over = true;
}

void
worker_shutdown_finish(struct worker_loop *loop, uint64_t now)
{
    session_close(&loop->session, loop->status);
    worker_shutdown_forget(loop);
    if (loop->reason != DISCONNECT_NONE)
        loop->timers[TIMER_GIVE_UP] = now + LEAVE;
}

void
worker_shutdown_forget(struct worker_loop *loop)
{
    static const enum worker_timer its[] = {
        TIMER_STALL, TIMER_RESIZE, TIMER_STOP, TIMER_KILL, TIMER_DRAIN};

    relay_close(&loop->relay);
    file_transfer_close(&loop->file_transfer);
    for (size_t i = 0; i < COUNT(its); i++)
        loop->timers[its[i]] = CLOCK_NEVER;
    loop->stage = STAGE_NONE;
    loop->abandoned = loop->stopping = false;
    loop->session.active = true;
}

void
worker_shutdown_note(struct worker_loop *loop,
                     const struct launcher_reply *reply, uint64_t now)
{
    if (reply->event == LAUNCHER_FAILED) {
        LOG(EVENT_ERROR, LOG_TEXT("renderer", strerror(reply->value)));
        loop->status = 1;
        terminal_reset_write(loop->last, loop->relay.terminal, false,
                             "This cannot be shown just now.");
    } else {
        loop->status = process_exit_status(reply->value);
        if (WIFSIGNALED(reply->value))
            terminal_reset_write(loop->last, loop->relay.terminal, true,
                                 loop->stopping
                                     ? disconnect_reason_message(loop->reason)
                                     : "The program broke down; sorry.");
        else if (loop->status != SESSION_KIND_UNKNOWN_COMMAND &&
                 (loop->session.request.exec || !loop->relay.terminal))
            session_kind_raise(loop->kind, SESSION_KIND_COMMAND);
    }
    LOG(EVENT_RENDERER_EXITED, LOG_NUMBER("exit", loop->status));
    loop->stage = STAGE_DRAINING;
    loop->timers[TIMER_KILL] = CLOCK_NEVER;
    if (loop->reason == DISCONNECT_NONE)
        loop->timers[TIMER_GIVE_UP] = CLOCK_NEVER;
    loop->timers[TIMER_DRAIN] = now + DRAIN;
    if (loop->abandoned)
        worker_shutdown_forget(loop);
}

void
worker_shutdown_lose(struct worker_loop *loop, uint64_t now)
{
    const struct launcher_reply loss = {
        .event =
            loop->stage == STAGE_RUNNING ? LAUNCHER_ENDED : LAUNCHER_FAILED,
        .value = loop->stage == STAGE_RUNNING ? SIGKILL : EPIPE};

    launcher_client_close(&loop->launcher);
    if (loop->reason == DISCONNECT_NONE)
        loop->reason = DISCONNECT_FAILED;
    loop->stopping = true;
    if (worker_shutdown_is_alive(loop))
        worker_shutdown_note(loop, &loss, now);
    if (loop->stage == STAGE_NONE)
        worker_shutdown_cut(loop, DISCONNECT_FAILED, now);
}

void
worker_shutdown_launcher_gone(struct worker_loop *loop, uint64_t now)
{
    launcher_client_close(&loop->launcher);
    if (loop->stage == STAGE_NONE || loop->stage == STAGE_STARTING)
        worker_shutdown_lose(loop, now);
}

void
worker_shutdown_give_up(struct worker_loop *loop, enum disconnect_reason reason,
                        uint64_t now)
{
    if (!worker_shutdown_is_alive(loop)) {
        worker_shutdown_cut(loop, reason, now);
        return;
    }
    worker_shutdown_lose(loop, now);
    relay_close(&loop->relay);
    loop->timers[TIMER_GIVE_UP] = now + DRAIN;
}
