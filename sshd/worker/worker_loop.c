#include "worker/worker_loop.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "worker/worker_timers.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/session_kind.h"
#include "base/memory.h"
#include "worker/worker_shutdown.h"
#include "process/process.h"

/* The visitor is served: the handshake's clock stops. */
static void
enter(struct worker_loop *loop, enum stage stage)
{
    loop->stage = stage;
    loop->timers[TIMER_GRACE] = CLOCK_NEVER;
    session_kind_raise(loop->kind, stage == STAGE_TRANSFERRING
                                       ? SESSION_KIND_FILE
                                       : SESSION_KIND_BOT);
    alarm((unsigned)loop->plan->limits->session_timeout + LIMIT_ALARM_SLACK);
}

/* Give the visitor documents, or a renderer, as wanted. */
static void
start_service(struct worker_loop *loop)
{
    struct session *session = &loop->session;
    const struct session_request *request = &session->request;

    session->wanted = false;
    loop->last[0] = '\0';
    loop->relay.terminal = request->pty;
    LOG(EVENT_SESSION,
        LOG_TEXT("kind", session->sftp   ? "sftp"
                         : request->exec ? "exec"
                                         : "shell"),
        LOG_TEXT("term", request->pty ? request->term : "none"),
        LOG_NUMBER("columns", request->columns),
        LOG_NUMBER("rows", request->rows),
        LOG_WIRE("command", request->command));
    if (file_transfer_open(&loop->file_transfer, session, loop->plan->files)) {
        enter(loop, STAGE_TRANSFERRING);
        return;
    }
    loop->stage = STAGE_STARTING;
    if (launcher_client_start(&loop->launcher, request) < 0)
        worker_shutdown_cut(loop, DISCONNECT_FAILED, clock_now());
}

/* The client closed the channel under its renderer. */
static void
abandon_renderer(struct worker_loop *loop, uint64_t now)
{
    relay_close(&loop->relay);
    loop->abandoned = worker_shutdown_is_alive(loop);
    worker_shutdown_stop(loop, SIGHUP, now);
    if (!loop->abandoned)
        worker_shutdown_forget(loop);
}

/* A terminal whose input has ended: the renderer was told, and may still end
 * by itself. */
static void
expect_end(struct worker_loop *loop, uint64_t now)
{
    uint64_t *stop = &loop->timers[TIMER_STOP];

    if (loop->stage == STAGE_RUNNING && !loop->stopping &&
        loop->relay.terminal && loop->relay.ended && *stop == CLOCK_NEVER)
        *stop = now + worker_shutdown_goodbye(loop);
}

/* Act on what the callbacks wrote down. */
static void
obey_visitor(struct worker_loop *loop, uint64_t now)
{
    const struct limits *limits = loop->plan->limits;
    struct session *session = &loop->session;

    if (session->hung_up)
        abandon_renderer(loop, now);
    if (session->wanted && loop->stage == STAGE_NONE &&
        loop->reason == DISCONNECT_NONE)
        start_service(loop);
    if (session->resized && loop->stage == STAGE_RUNNING)
        worker_timers_resize(loop, now);
    if (session->stop)
        worker_shutdown_stop(loop, SIGTERM, now);
    expect_end(loop, now);
    if (session->active)
        worker_timers_key(loop, now);
    session->hung_up = session->stop = session->active = false;
    if (session->refusals >= limits->max_refusals)
        worker_shutdown_cut(loop, DISCONNECT_REFUSALS, now);
    if (session->flooding)
        worker_shutdown_cut(loop, DISCONNECT_FLOOD, now);
}

static void
note_start(struct worker_loop *loop, const struct launcher_report *report)
{
    relay_open(&loop->relay, report->ends, report->end_count);
    if (loop->abandoned)
        relay_close(&loop->relay);
    enter(loop, STAGE_RUNNING);
    if (loop->relay.terminal)
        memory_trim(); /* the handshake is over, and this visit may be long */
}

static void
obey_seat(struct worker_loop *loop, uint64_t now)
{
    struct launcher_report report;
    int outcome = launcher_client_receive(&loop->launcher, &report);

    if (outcome < 0)
        worker_shutdown_launcher_gone(loop, now);
    else if (outcome > 0 && report.reply.event == LAUNCHER_STARTED)
        note_start(loop, &report);
    else if (outcome > 0)
        worker_shutdown_note(loop, &report.reply, now);
}

static void
transfer_files(struct worker_loop *loop, uint64_t now)
{
    struct file_transfer *file_transfer = &loop->file_transfer;

    if (!file_transfer_move(file_transfer, &loop->session))
        return;
    loop->status = file_transfer->status;
    LOG(EVENT_RENDERER_EXITED, LOG_NUMBER("exit", loop->status));
    worker_shutdown_finish(loop, now);
}

/* Move the renderer's bytes, and see whether it is through. */
static void
carry(struct worker_loop *loop, const struct pollfd *polls, uint64_t now)
{
    /* Without the launcher nobody tells how, but its output ends. */
    static const struct launcher_reply ended = {.event = LAUNCHER_ENDED};
    struct relay *relay = &loop->relay;
    unsigned long long before = loop->session.received;

    relay_move(relay, &loop->session, polls);
    if (relay->terminal && loop->session.received != before)
        session_kind_raise(loop->kind, SESSION_KIND_TERMINAL);
    if (loop->stage == STAGE_RUNNING && loop->launcher.fd < 0 &&
        relay_is_drained(relay))
        worker_shutdown_note(loop, &ended, now);
    else if (loop->stage == STAGE_RUNNING && relay_is_drained(relay))
        worker_shutdown_expect_report(loop, now);
    if (loop->stage != STAGE_DRAINING || !relay_is_drained(relay))
        return;
    if (loop->last[0] == '\0') {
        worker_shutdown_finish(loop, now);
        return;
    }
    relay_say(relay, relay->terminal ? SESSION_OUT : SESSION_ERR, loop->last);
    loop->last[0] = '\0';
    relay_move(relay, &loop->session, polls);
}

/* Move bytes, and see whether the client takes them. */
static void
serve(struct worker_loop *loop, const struct pollfd *polls, uint64_t now)
{
    const struct relay *relay = &loop->relay;
    struct session *session = &loop->session;
    uint64_t *stall = &loop->timers[TIMER_STALL];
    unsigned long long before = session->sent;

    if (loop->stage == STAGE_TRANSFERRING)
        transfer_files(loop, now);
    else
        carry(loop, polls, now);
    if (session->sent != before && !relay->terminal)
        session->active = true;
    if (!(session_events(session) & POLLOUT) &&
        !relay_is_stalled(relay, session) &&
        !file_transfer_is_stalled(&loop->file_transfer, session))
        *stall = CLOCK_NEVER;
    else if (*stall == CLOCK_NEVER)
        *stall = now + loop->plan->limits->stall_timeout * 1000;
}

int
worker_loop_init(struct worker_loop *loop, const struct worker_plan *plan,
                 int launcher, atomic_uchar *kind)
{
    static const int signals[] = {SIGTERM, SIGUSR1, SIGUSR2, 0};

    loop->plan = plan;
    loop->kind = kind;
    loop->launcher.fd = launcher;
    relay_init(&loop->relay);
    loop->signals = process_signalfd_open(signals);
    return loop->signals < 0 ? -1 : 0;
}

void
worker_loop_begin(struct worker_loop *loop, uint64_t now)
{
    worker_timers_init(loop, now);
    cpu_limiter_init(&loop->cpu_limiter, loop->plan->limits->cpu_share,
                     clock_used(), now);
}

/* SIGTERM: the server ends. SIGUSR1: there is a new version; a program on a
 * terminal may want to say so. SIGUSR2: others want to come in, and this
 * client has no shell yet. */
static void
obey_supervisor(struct worker_loop *loop, uint64_t now)
{
    int number = process_signalfd_read(loop->signals, NULL);

    if (number == SIGTERM)
        worker_shutdown_end(loop, DISCONNECT_SHUTDOWN, now);
    if (number == SIGUSR2 && loop->stage == STAGE_NONE &&
        loop->timers[TIMER_GRACE] != CLOCK_NEVER)
        worker_shutdown_cut(loop, DISCONNECT_DISPLACED, now);
    if (number == SIGUSR1 && loop->stage == STAGE_RUNNING &&
        loop->relay.terminal && !loop->stopping)
        launcher_client_signal(&loop->launcher, SIGUSR1);
}

/* When to look around, whatever the descriptors say. */
static uint64_t
next_turn(const struct worker_loop *loop, bool resting)
{
    if (!resting &&
        file_transfer_is_ready(&loop->file_transfer, &loop->session))
        return 0;
    return worker_timers_next(loop);
}

/* Wait for something, and do it. While the client rests, nothing that it
 * could ask for is even read. */
static void
turn(struct worker_loop *loop)
{
    enum { SIGNALS, CONNECT, SOCKET, RELAY, POLLS = RELAY + RELAY_POLLS };
    struct session *session = &loop->session;
    bool resting = loop->timers[TIMER_REST] != CLOCK_NEVER;
    struct pollfd polls[POLLS] = {
        [SIGNALS] = {loop->signals, POLLIN, 0},
        [CONNECT] = {loop->launcher.fd, POLLIN, 0},
        [SOCKET] = {session->fd, session_events(session), 0},
    };
    uint64_t now;

    relay_poll(&loop->relay, session, &polls[RELAY]);
    poll(polls, resting ? SOCKET : POLLS,
         clock_until(next_turn(loop, resting), clock_now()));
    now = clock_now();
    if (polls[SIGNALS].revents != 0)
        obey_supervisor(loop, now);
    if (polls[SOCKET].revents != 0 && !session_turn(session))
        worker_shutdown_cut(loop, DISCONNECT_LEFT, now);
    if (polls[CONNECT].revents != 0)
        obey_seat(loop, now);
    obey_visitor(loop, now);
    worker_timers_meet(loop, now);
    if (resting)
        return;
    serve(loop, &polls[RELAY], now);
    obey_visitor(loop, now); /* libssh reads whenever it writes */
}

void
worker_loop_serve(struct worker_loop *loop)
{
    while (!loop->over) {
        uint64_t rest;

        turn(loop);
        rest = cpu_limiter_spend(&loop->cpu_limiter, clock_used(), clock_now());
        if (rest > 0)
            loop->timers[TIMER_REST] = rest;
    }
}
