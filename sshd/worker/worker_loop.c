#include "worker/worker_loop.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/random.h>

#include "base/clock.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/process.h"
#include "process/session_kind.h"
#include "worker/worker_actions.h"
#include "worker/worker_events.h"

/* Milliseconds without a moment of CPU time for a renderer that has input. */
#define STUCK_TIME 5000

/* Milliseconds after which the CPU time is read again, which takes two system
 * calls: too many for each short turn. */
#define COUNT_TIME 10

static void
loop_handle(struct worker_loop *loop, enum worker_event event, uint64_t now)
{
    worker_machine_handle(&loop->machine, event, 0, now);
}

static void
loop_transfer_files(struct worker_loop *loop, uint64_t now)
{
    struct file_transfer *file_transfer = &loop->file_transfer;

    if (!file_transfer_move(file_transfer, &loop->session))
        return;
    LOG(EVENT_RENDERER_EXITED, LOG_NUMBER("exit", file_transfer->status));
    worker_machine_handle(&loop->machine, ON_TRANSFER_END,
                          file_transfer->status, now);
}

/* Whether a renderer runs without a launcher that could report its end. */
static bool
loop_is_on_its_own(const struct worker_loop *loop)
{
    return loop->launcher.fd < 0 && (loop->machine.state == STATE_RUNNING ||
                                     loop->machine.state == STATE_STOPPING);
}

/* Set or clear the timer ON_STUCK. resume-ui runs at each key, unless it is
 * stopped or frozen, or waits until its output is read; any other program might
 * let a child process read the keys. */
static void
loop_watch_renderer(struct worker_loop *loop, uint64_t now)
{
    const struct session *session = &loop->session;
    uint64_t *due = &loop->machine.timers[ON_STUCK];

    if (session_room(session) == 0)
        *due = CLOCK_NEVER;
    else if (session->length > 0 && loop->relay.terminal &&
             loop->machine.state == STATE_RUNNING &&
             loop->plan->program.can_fork &&
             (cpu_usage_has_run(&loop->cpu_usage) || *due == CLOCK_NEVER))
        *due = now + STUCK_TIME;
}

/* Move the renderer's bytes, and handle the end of its output. */
static void
loop_relay(struct worker_loop *loop, const struct pollfd *polls, uint64_t now)
{
    struct relay *relay = &loop->relay;
    unsigned long long before = loop->session.received;

    loop_watch_renderer(loop, now);
    relay_move(relay, &loop->session, polls);
    if (relay->terminal && loop->session.received != before)
        session_kind_raise(loop->kind, SESSION_KIND_TERMINAL);
    if (!relay_is_drained(relay))
        return;
    if (loop_is_on_its_own(loop))
        worker_events_unreported_end(loop, now);
    loop_handle(loop, ON_OUTPUT_END, now);
    if (loop->machine.state == STATE_FINISHING)
        relay_move(relay, &loop->session, polls);
}

/* Move bytes, and handle a client that does not take them. */
static void
loop_move(struct worker_loop *loop, const struct pollfd *polls, uint64_t now)
{
    const struct relay *relay = &loop->relay;
    struct session *session = &loop->session;
    unsigned long long before = session->sent;

    if (loop->machine.state == STATE_TRANSFERRING)
        loop_transfer_files(loop, now);
    else
        loop_relay(loop, polls, now);
    if (session->sent != before && !relay->terminal)
        session->active = true;
    if (session->sent != before) /* a slow client has not stalled */
        worker_machine_stall(&loop->machine, false, now);
    worker_machine_stall(
        &loop->machine,
        (session_events(session) & POLLOUT) ||
            relay_is_stalled(relay, session) ||
            file_transfer_is_stalled(&loop->file_transfer, session),
        now);
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
    loop->visit.fd = -1;
    loop->signals = process_signalfd_open(signals);
    return loop->signals < 0 ? -1 : 0;
}

/* Random milliseconds, so that many clients that connected together are not
 * disconnected, and do not reconnect, together. */
static uint64_t
loop_draw_jitter(unsigned long seconds)
{
    uint32_t number = 0;

    if (getrandom(&number, sizeof(number), 0) < 0 || seconds == 0)
        return 0;
    return number % (seconds * 1000);
}

void
worker_loop_begin(struct worker_loop *loop, uint64_t now)
{
    const struct limits *limits = loop->plan->limits;

    worker_machine_init(&loop->machine, limits, &worker_actions, loop, now,
                        loop_draw_jitter(limits->grace_jitter));
    cpu_limiter_init(&loop->cpu_limiter, limits->cpu_share,
                     cpu_usage_total(&loop->cpu_usage), now);
}

/* Returns when to continue, even if no descriptor is ready. */
static uint64_t
loop_next_turn(const struct worker_loop *loop, bool resting)
{
    if (!resting &&
        file_transfer_is_ready(&loop->file_transfer, &loop->session))
        return 0;
    return worker_machine_next(&loop->machine);
}

/* Whether a client that used too much CPU time has to wait. The end of a
 * session does not: its terminal must be restored immediately. */
static bool
loop_is_resting(const struct worker_loop *loop)
{
    enum worker_state state = loop->machine.state;

    return loop->machine.timers[ON_REST_DUE] != CLOCK_NEVER &&
           state != STATE_STOPPING && state != STATE_DRAINING &&
           state != STATE_FINISHING && state != STATE_LEAVING;
}

/* Handle the timers that have run out. */
static void
loop_expire(struct worker_loop *loop, uint64_t now)
{
    bool connected = loop->launcher.fd >= 0;
    uint64_t *stuck = &loop->machine.timers[ON_STUCK];

    if (now >= *stuck && cpu_usage_has_run(&loop->cpu_usage))
        *stuck = CLOCK_NEVER;
    worker_machine_expire(&loop->machine, now);
    if (connected && loop->launcher.fd < 0)
        log_error("the launcher does not answer; gave up on a renderer");
}

/* Wait for events, and handle them. While a client that used too much CPU time
 * has to wait, its socket is not read. */
static void
loop_turn(struct worker_loop *loop)
{
    enum {
        SIGNALS,
        LAUNCHER,
        SOCKET,
        VISIT,
        RELAY,
        POLLS = RELAY + RELAY_POLLS
    };
    struct session *session = &loop->session;
    bool resting = loop_is_resting(loop);
    struct pollfd polls[POLLS] = {
        [SIGNALS] = {loop->signals, POLLIN, 0},
        [LAUNCHER] = {loop->launcher.fd, POLLIN, 0},
        [SOCKET] = {session->fd, session_events(session), 0},
        [VISIT] = {loop->visit.fd, POLLIN, 0},
    };
    uint64_t now;

    relay_poll(&loop->relay, session, &polls[RELAY]);
    poll(polls, resting ? SOCKET : POLLS,
         clock_until(loop_next_turn(loop, resting), clock_now()));
    now = clock_now();
    if (polls[SIGNALS].revents != 0)
        worker_events_signal(loop, now);
    if (polls[SOCKET].revents != 0 && !session_turn(session))
        loop_handle(loop, session_was_left(session) ? ON_LEFT : ON_MISUSE, now);
    if (polls[VISIT].revents != 0)
        visit_read(&loop->visit, now);
    if (polls[LAUNCHER].revents != 0)
        worker_events_launcher(loop, now);
    worker_events_session(loop, now);
    loop_expire(loop, now);
    if (resting || loop->machine.state == STATE_OVER)
        return;
    loop_move(loop, &polls[RELAY], now);
    worker_events_session(loop, now); /* libssh reads whenever it writes */
}

/* Count what the connection has used since the last time. */
static void
loop_limit_cpu(struct worker_loop *loop)
{
    struct cpu_limiter *cpu_limiter = &loop->cpu_limiter;
    uint64_t now = clock_now(), rest;

    if (now - cpu_limiter->seen < COUNT_TIME)
        return;
    rest =
        cpu_limiter_spend(cpu_limiter, cpu_usage_total(&loop->cpu_usage), now);
    if (rest > 0)
        loop->machine.timers[ON_REST_DUE] = rest;
}

void
worker_loop_serve(struct worker_loop *loop)
{
    while (loop->machine.state != STATE_OVER) {
        loop_turn(loop);
        loop_limit_cpu(loop);
    }
}
