#include "worker/worker_loop.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/login.h"
#include "base/memory.h"
#include "files/published_files.h"
#include "process/audience_names.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/memory_guard.h"
#include "process/process.h"
#include "process/session_kind.h"

/* Milliseconds without a moment of CPU time for a renderer that has input. */
#define STUCK_TIME 5000

/* Milliseconds after which the CPU time is counted again: two system calls,
 * which a turn that takes less has no need of. */
#define COUNT_TIME 10

static int
loop_start_renderer(void *context)
{
    struct worker_loop *loop = context;

    return launcher_client_start(&loop->launcher, &loop->session.request);
}

static void
loop_signal_renderer(void *context, int signal)
{
    struct worker_loop *loop = context;

    launcher_client_signal(&loop->launcher, signal);
}

static void
loop_leave_launcher(void *context)
{
    struct worker_loop *loop = context;

    launcher_client_close(&loop->launcher);
}

static void
loop_hang_up(void *context)
{
    struct worker_loop *loop = context;

    relay_close(&loop->relay);
    file_transfer_close(&loop->file_transfer);
}

static void
loop_resize(void *context)
{
    struct worker_loop *loop = context;
    const struct session_request *request = &loop->session.request;
    const struct winsize size = {.ws_col = request->columns,
                                 .ws_row = request->rows};

    if (loop->relay.out >= 0)
        ioctl(loop->relay.out, TIOCSWINSZ, &size);
}

static void
loop_send_text(void *context, const char *text)
{
    struct worker_loop *loop = context;

    relay_send_text(&loop->relay,
                    loop->relay.terminal ? SESSION_OUT : SESSION_ERR, text);
}

static void
loop_close_channel(void *context, int status)
{
    struct worker_loop *loop = context;

    session_close(&loop->session, status);
}

static const struct worker_machine_ops loop_ops = {
    .start_renderer = loop_start_renderer,
    .signal_renderer = loop_signal_renderer,
    .leave_launcher = loop_leave_launcher,
    .hang_up = loop_hang_up,
    .resize = loop_resize,
    .send_text = loop_send_text,
    .close_channel = loop_close_channel,
};

static void
loop_handle(struct worker_loop *loop, enum worker_event event, uint64_t now)
{
    worker_machine_handle(&loop->machine, event, 0, now);
}

/* The client is served: raise its kind of session to LEAST, and set the alarm
 * to the end of the session instead of the grace time. */
static void
loop_note_service(struct worker_loop *loop, enum session_kind least)
{
    const struct limits *limits = loop->plan->limits;

    session_kind_raise(loop->kind, least);
    alarm((unsigned)(limits->session_timeout + limits->goodbye_time) +
          LIMIT_ALARM_SLACK);
}

/* The first word of COMMAND: what a visitor searches for is not logged. */
static void
loop_name_command(char word[LOG_WIRE_MAX + 1], const char *command)
{
    command += strspn(command, " \t\r\n");
    snprintf(word, LOG_WIRE_MAX + 1, "%.*s", (int)strcspn(command, " \t\r\n"),
             command);
}

/* Add to the request what only the worker knows. */
static void
loop_complete_request(struct worker_loop *loop, uint64_t now)
{
    struct session_request *request = &loop->session.request;
    unsigned long left = worker_machine_seconds_left(&loop->machine, now);

    request->seconds_left = left > 0 ? (unsigned)left : 1;
    session_request_set_round_trip(request, session_round_trip(&loop->session));
}

/* Record the audience that the user name names, if it is known. */
static void
loop_note_audience(struct worker_loop *loop)
{
    const struct worker_plan *plan = loop->plan;
    struct login login = login_resolve(&plan->files->index,
                                       loop->session.request.user, NULL, NULL);

    if (login.kind != LOGIN_AUDIENCE)
        return;
    visit_set_audience(&loop->visit, login.name);
    session_kind_set_audience(loop->kind,
                              audience_names_find(plan->audiences, login.name));
}

/* Start what the client requested: a renderer, or files. */
static void
loop_start_service(struct worker_loop *loop, uint64_t now)
{
    struct session *session = &loop->session;
    const struct session_request *request = &session->request;
    char word[LOG_WIRE_MAX + 1];

    loop_name_command(word, request->command);
    loop_note_audience(loop);
    session->wanted = false;
    loop_complete_request(loop, now);
    loop->machine.terminal = loop->relay.terminal = request->pty;
    LOG(EVENT_SESSION,
        LOG_TEXT("kind", session->sftp   ? "sftp"
                         : request->exec ? "exec"
                                         : "shell"),
        LOG_TEXT("term", request->pty ? request->term : "none"),
        LOG_NUMBER("columns", request->columns),
        LOG_NUMBER("rows", request->rows), LOG_WIRE("command", word));
    if (!file_transfer_open(&loop->file_transfer, session, loop->plan->files)) {
        loop_handle(loop, ON_PROGRAM, now);
        return;
    }
    loop->file_transfer.visit = &loop->visit; /* a page that others lack */
    loop_note_service(loop, SESSION_KIND_FILE);
    loop_handle(loop, ON_FILES, now);
}

/* Handle what libssh's callbacks recorded. */
static void
loop_handle_session(struct worker_loop *loop, uint64_t now)
{
    struct session *session = &loop->session;
    const struct worker_machine *machine = &loop->machine;

    if (session->hung_up)
        loop_handle(loop, ON_CHANNEL_CLOSED, now);
    if (session->wanted &&
        (machine->state == STATE_HANDSHAKE || machine->state == STATE_OPEN))
        loop_start_service(loop, now);
    if (session->resized && machine->state == STATE_RUNNING) {
        session->resized = false;
        loop_handle(loop, ON_RESIZE, now);
    }
    if (session->stop)
        loop_handle(loop, ON_SIGNAL, now);
    if (loop->relay.ended)
        loop_handle(loop, ON_INPUT_END, now);
    if (session->active) {
        visit_touch(&loop->visit, now);
        loop_handle(loop, ON_ACTIVITY, now);
    }
    session->hung_up = session->stop = session->active = false;
    if (session->refusals >= loop->plan->limits->max_refusals)
        loop_handle(loop, ON_REFUSALS, now);
    if (session->flooding)
        loop_handle(loop, ON_FLOOD, now);
    if (session->misused)
        loop_handle(loop, ON_MISUSE, now);
    session->failed |= memory_guard_was_used();
    if (session->failed) {
        session->failed = false;
        loop_handle(loop, ON_UNSENT, now);
    }
}

static void
loop_handle_start(struct worker_loop *loop,
                  const struct launcher_report *report, uint64_t now)
{
    size_t streams = report->end_count - 1;

    relay_open(&loop->relay, report->ends, streams);
    visit_open(&loop->visit, report->ends[streams]);
    cpu_usage_begin(&loop->cpu_usage, report->reply.value);
    loop_note_service(loop, SESSION_KIND_BOT);
    if (loop->relay.terminal)
        memory_trim(); /* what the handshake used; a terminal may stay long */
    loop_handle(loop, ON_STARTED, now);
}

/* The renderer ended with the wait(2) STATUS. */
static void
loop_handle_end(struct worker_loop *loop, int status, uint64_t now)
{
    bool command = loop->session.request.exec || !loop->relay.terminal;

    if (command && WIFEXITED(status) &&
        WEXITSTATUS(status) != SESSION_KIND_UNKNOWN_COMMAND)
        session_kind_raise(loop->kind, SESSION_KIND_COMMAND);
    loop->cpu_limit_hit |= WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    LOG(EVENT_RENDERER_EXITED, LOG_NUMBER("exit", process_exit_status(status)));
    worker_machine_handle(&loop->machine, ON_ENDED, status, now);
}

static void
loop_handle_launcher(struct worker_loop *loop, uint64_t now)
{
    struct launcher_report report;
    int outcome = launcher_client_receive(&loop->launcher, &report);

    if (outcome == 0)
        return;
    if (outcome < 0) {
        launcher_client_close(&loop->launcher);
        loop_handle(loop, ON_LAUNCHER_GONE, now);
    } else if (report.reply.event == LAUNCHER_STARTED) {
        loop_handle_start(loop, &report, now);
    } else if (report.reply.event == LAUNCHER_FAILED) {
        log_error("cannot start a renderer: %s", strerror(report.reply.value));
        loop_handle(loop, ON_FAILED, now);
    } else {
        cpu_usage_end(&loop->cpu_usage, report.reply.used);
        loop_handle_end(loop, report.reply.value, now);
    }
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

/* Whether a renderer runs whose end no process will report. */
static bool
loop_is_on_its_own(const struct worker_loop *loop)
{
    return loop->launcher.fd < 0 && (loop->machine.state == STATE_RUNNING ||
                                     loop->machine.state == STATE_STOPPING);
}

/* A key makes our own program run, unless it is stopped or frozen, or waits
 * until its output is read. Another one may have a child read the keys. */
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
        loop_handle_end(loop, 0, now);
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
    if (session->sent != before) /* a slow client is none that stopped */
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

    worker_machine_init(&loop->machine, limits, &loop_ops, loop, now,
                        loop_draw_jitter(limits->grace_jitter));
    cpu_limiter_init(&loop->cpu_limiter, limits->cpu_share,
                     cpu_usage_total(&loop->cpu_usage), now);
}

static void
loop_handle_signal(struct worker_loop *loop, uint64_t now)
{
    int number = process_signalfd_read(loop->signals, NULL);

    if (number == SIGTERM)
        loop_handle(loop, ON_SHUTDOWN, now);
    if (number == SIGUSR1)
        loop_handle(loop, ON_RENEWED, now);
    if (number == SIGUSR2)
        loop_handle(loop, ON_DISPLACED, now);
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
        loop_handle_signal(loop, now);
    if (polls[SOCKET].revents != 0 && !session_turn(session))
        loop_handle(loop, session_was_left(session) ? ON_LEFT : ON_MISUSE, now);
    if (polls[VISIT].revents != 0)
        visit_read(&loop->visit, now);
    if (polls[LAUNCHER].revents != 0)
        loop_handle_launcher(loop, now);
    loop_handle_session(loop, now);
    loop_expire(loop, now);
    if (resting || loop->machine.state == STATE_OVER)
        return;
    loop_move(loop, &polls[RELAY], now);
    loop_handle_session(loop, now); /* libssh reads whenever it writes */
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
