#include "attendant.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "process.h"

#define REFUSALS_MAX 32
#define ALARM_SLACK  60 /* seconds past the session timeout */

/* Milliseconds. */
#define GOODBYE     2000  /* for a renderer to say goodbye, then SIGKILL */
#define GIVE_UP     5000  /* then the connection is cut */
#define LEAVE       1000  /* for the client to leave by itself at the end */
#define DRAIN       2000  /* for output after its renderer's death */
#define STALL       60000 /* for a client that reads nothing */
#define RESIZE_STEP 50    /* between two resizes */

/* What a dead renderer's terminal is given: the modes that a full-screen
 * program may have set are undone, and a terminal that never had them
 * ignores it. */
#define RESET_TERMINAL                                                         \
    "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1004l"       \
    "\033[?2004l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n"

static bool
is_alive(const struct attendant *attendant)
{
    return attendant->stage == STAGE_STARTING ||
           attendant->stage == STAGE_RUNNING;
}

/* Ask the renderer to end by SIGNAL; soon after that it must. */
static void
stop_renderer(struct attendant *attendant, int signal, uint64_t now)
{
    if (!is_alive(attendant))
        return;
    attendant->stopping = true;
    seat_signal(&attendant->seat, signal);
    if (attendant->deadlines[DEADLINE_KILL] == CLOCK_NEVER)
        attendant->deadlines[DEADLINE_KILL] = now + GOODBYE;
}

/* End the visit: at once, or when its renderer has said goodbye. */
static void
end_visit(struct attendant *attendant, enum ending ending, uint64_t now)
{
    if (attendant->ending != ENDING_NONE) { /* asked twice */
        attendant->over = ending == ENDING_SHUTDOWN;
        return;
    }
    attendant->ending = ending;
    stop_renderer(attendant, SIGTERM, now);
    attendant->over = attendant->stage == STAGE_NONE;
    attendant->deadlines[DEADLINE_GIVE_UP] = now + GIVE_UP;
}

static void
cut_visit(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)now;
    if (attendant->ending == ENDING_NONE)
        attendant->ending = ending;
    attendant->over = true;
}

/* There is no renderer any more, and none of its deadlines. */
static void
forget_renderer(struct attendant *attendant)
{
    static const enum deadline its[] = {DEADLINE_STALL, DEADLINE_RESIZE,
                                        DEADLINE_STOP, DEADLINE_KILL,
                                        DEADLINE_DRAIN};

    relay_close(&attendant->relay);
    for (size_t i = 0; i < sizeof(its) / sizeof(its[0]); i++)
        attendant->deadlines[its[i]] = CLOCK_NEVER;
    attendant->stage = STAGE_NONE;
    attendant->abandoned = attendant->stopping = false;
    attendant->session.active = true;
}

static void
start_renderer(struct attendant *attendant)
{
    const struct visit *visit = &attendant->session.visit;

    attendant->session.wanted = false;
    attendant->stage = STAGE_STARTING;
    attendant->last = NULL;
    attendant->relay.terminal = visit->pty;
    seat_start(&attendant->seat, visit);
    LOG(EVENT_SESSION, LOG_TEXT("kind", visit->exec ? "exec" : "shell"),
        LOG_TEXT("term", visit->pty ? visit->term : "none"),
        LOG_NUMBER("columns", visit->columns), LOG_NUMBER("rows", visit->rows),
        LOG_WIRE("command", visit->command));
}

static void
resize(struct attendant *attendant, uint64_t now)
{
    const struct visit *visit = &attendant->session.visit;
    const struct winsize size = {.ws_col = visit->columns,
                                 .ws_row = visit->rows};

    if (now < attendant->resized + RESIZE_STEP) {
        attendant->deadlines[DEADLINE_RESIZE] =
            attendant->resized + RESIZE_STEP;
        return;
    }
    if (attendant->relay.out >= 0)
        ioctl(attendant->relay.out, TIOCSWINSZ, &size);
    attendant->session.resized = false;
    attendant->resized = now;
    attendant->deadlines[DEADLINE_RESIZE] = CLOCK_NEVER;
}

/* The client closed the channel under its renderer. */
static void
abandon_renderer(struct attendant *attendant, uint64_t now)
{
    relay_close(&attendant->relay);
    attendant->abandoned = is_alive(attendant);
    stop_renderer(attendant, SIGHUP, now);
    if (!attendant->abandoned)
        forget_renderer(attendant);
}

/* A terminal whose input has ended: the renderer was told, and may still end
 * by itself. */
static void
expect_end(struct attendant *attendant, uint64_t now)
{
    uint64_t *stop = &attendant->deadlines[DEADLINE_STOP];

    if (attendant->stage == STAGE_RUNNING && !attendant->stopping &&
        attendant->relay.terminal && attendant->relay.ended &&
        *stop == CLOCK_NEVER)
        *stop = now + GOODBYE;
}

/* Act on what the callbacks wrote down. */
static void
obey_visitor(struct attendant *attendant, uint64_t now)
{
    struct session *session = &attendant->session;

    if (session->hung_up)
        abandon_renderer(attendant, now);
    if (session->wanted && attendant->stage == STAGE_NONE &&
        attendant->ending == ENDING_NONE)
        start_renderer(attendant);
    if (session->resized && attendant->stage == STAGE_RUNNING)
        resize(attendant, now);
    if (session->stop)
        stop_renderer(attendant, SIGTERM, now);
    expect_end(attendant, now);
    if (session->active)
        attendant->deadlines[DEADLINE_IDLE] =
            now + attendant->plan->idle_timeout * 1000;
    session->hung_up = session->stop = session->active = false;
    if (session->refusals >= REFUSALS_MAX)
        cut_visit(attendant, ENDING_REFUSALS, now);
    if (session->flooding)
        cut_visit(attendant, ENDING_FLOOD, now);
}

/* What is said where the renderer cannot say it. */
static const char *
last_words(const struct attendant *attendant, bool started)
{
    bool terminal = attendant->relay.terminal;

    if (!started)
        return terminal ? "This cannot be shown just now.\r\n"
                        : "This cannot be shown just now.\n";
    if (attendant->stopping)
        return terminal ? RESET_TERMINAL : NULL;
    return terminal ? RESET_TERMINAL "The program broke down; sorry.\r\n"
                    : "The program broke down; sorry.\n";
}

static void
note_start(struct attendant *attendant, const struct seat_report *report)
{
    relay_open(&attendant->relay, report->ends, report->end_count);
    if (attendant->abandoned)
        relay_close(&attendant->relay);
    attendant->stage = STAGE_RUNNING;
    attendant->deadlines[DEADLINE_GRACE] = CLOCK_NEVER;
    alarm((unsigned)attendant->plan->session_timeout + ALARM_SLACK);
}

static void
note_end(struct attendant *attendant, const struct seat_report *report,
         uint64_t now)
{
    if (report->news == SEAT_FAILED) {
        LOG(EVENT_TROUBLE, LOG_TEXT("renderer", strerror(report->value)));
        attendant->status = 1;
        attendant->last = last_words(attendant, false);
    } else {
        attendant->status = process_exit_status(report->value);
        if (WIFSIGNALED(report->value))
            attendant->last = last_words(attendant, true);
    }
    LOG(EVENT_ENDED, LOG_NUMBER("exit", attendant->status));
    attendant->stage = STAGE_DRAINING;
    attendant->deadlines[DEADLINE_KILL] = CLOCK_NEVER;
    attendant->deadlines[DEADLINE_DRAIN] = now + DRAIN;
    if (attendant->abandoned)
        forget_renderer(attendant);
}

static void
obey_seat(struct attendant *attendant, uint64_t now)
{
    struct seat_report report;
    int outcome = seat_report(&attendant->seat, &report);

    if (outcome < 0)
        cut_visit(attendant, ENDING_FAILED, now);
    else if (outcome > 0 && report.news == SEAT_STARTED)
        note_start(attendant, &report);
    else if (outcome > 0)
        note_end(attendant, &report, now);
}

/* Move bytes, and see whether the renderer is through. */
static void
carry(struct attendant *attendant, const struct pollfd *polls, uint64_t now)
{
    struct relay *relay = &attendant->relay;
    struct session *session = &attendant->session;
    uint64_t *stall = &attendant->deadlines[DEADLINE_STALL];
    unsigned long long before = relay->sent;

    relay_move(relay, session, polls);
    if (relay->sent != before && !relay->terminal)
        session->active = true;
    if (!relay_is_stalled(relay, session))
        *stall = CLOCK_NEVER;
    else if (*stall == CLOCK_NEVER)
        *stall = now + STALL;
    if (attendant->stage != STAGE_DRAINING || !relay_is_drained(relay))
        return;
    if (attendant->last != NULL) {
        relay_say(relay, relay->terminal ? SESSION_OUT : SESSION_ERR,
                  attendant->last);
        attendant->last = NULL;
        relay_move(relay, session, polls);
        return;
    }
    session_close(session, attendant->status);
    forget_renderer(attendant);
    if (attendant->ending != ENDING_NONE)
        attendant->deadlines[DEADLINE_GIVE_UP] = now + LEAVE;
}

static void
kill_renderer(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    (void)now;
    seat_signal(&attendant->seat, SIGKILL);
}

static void
hang_up(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    (void)now;
    relay_close(&attendant->relay);
}

static void
say_stop(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    stop_renderer(attendant, SIGTERM, now);
}

static void
resize_at_last(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    resize(attendant, now);
}

static const struct {
    void (*act)(struct attendant *attendant, enum ending ending, uint64_t now);
    enum ending ending;
} duties[DEADLINES] = {
    [DEADLINE_GRACE] = {cut_visit, ENDING_GRACE},
    [DEADLINE_IDLE] = {end_visit, ENDING_IDLE},
    [DEADLINE_TOTAL] = {end_visit, ENDING_TOTAL},
    [DEADLINE_STALL] = {cut_visit, ENDING_STALLED},
    [DEADLINE_RESIZE] = {resize_at_last, ENDING_NONE},
    [DEADLINE_STOP] = {say_stop, ENDING_NONE},
    [DEADLINE_KILL] = {kill_renderer, ENDING_NONE},
    [DEADLINE_DRAIN] = {hang_up, ENDING_NONE},
    [DEADLINE_GIVE_UP] = {cut_visit, ENDING_FAILED},
};

static void
meet_deadlines(struct attendant *attendant, uint64_t now)
{
    for (int i = 0; i < DEADLINES; i++)
        if (now >= attendant->deadlines[i]) {
            attendant->deadlines[i] = CLOCK_NEVER;
            duties[i].act(attendant, duties[i].ending, now);
        }
}

static uint64_t
next_deadline(const struct attendant *attendant)
{
    uint64_t next = CLOCK_NEVER;

    for (int i = 0; i < DEADLINES; i++)
        if (attendant->deadlines[i] < next)
            next = attendant->deadlines[i];
    return next;
}

int
attendant_init(struct attendant *attendant, const struct worker_plan *plan,
               uint64_t now)
{
    static const int signals[] = {SIGTERM, 0};

    memset(attendant, 0, sizeof(*attendant));
    attendant->plan = plan;
    relay_init(&attendant->relay);
    for (int i = 0; i < DEADLINES; i++)
        attendant->deadlines[i] = CLOCK_NEVER;
    attendant->deadlines[DEADLINE_GRACE] = now + plan->grace_time * 1000;
    attendant->deadlines[DEADLINE_IDLE] = now + plan->idle_timeout * 1000;
    attendant->deadlines[DEADLINE_TOTAL] = now + plan->session_timeout * 1000;
    attendant->signals = process_catch(signals);
    return attendant->signals;
}

void
attendant_serve(struct attendant *attendant)
{
    enum { SIGNALS, SOCKET, SEAT, RELAY, POLLS = RELAY + RELAY_POLLS };
    struct session *session = &attendant->session;

    while (!attendant->over) {
        struct pollfd polls[POLLS] = {
            [SIGNALS] = {attendant->signals, POLLIN, 0},
            [SOCKET] = {session->fd, session_events(session), 0},
            [SEAT] = {attendant->seat.fd, POLLIN, 0},
        };
        uint64_t now;

        relay_poll(&attendant->relay, session, &polls[RELAY]);
        poll(polls, POLLS, clock_until(next_deadline(attendant), clock_now()));
        now = clock_now();
        if (polls[SIGNALS].revents != 0 &&
            process_caught(attendant->signals) != 0)
            end_visit(attendant, ENDING_SHUTDOWN, now);
        if (polls[SOCKET].revents != 0 && !session_turn(session))
            cut_visit(attendant, ENDING_LEFT, now);
        if (polls[SEAT].revents != 0)
            obey_seat(attendant, now);
        obey_visitor(attendant, now);
        meet_deadlines(attendant, now);
        carry(attendant, &polls[RELAY], now);
        obey_visitor(attendant, now); /* libssh reads whenever it writes */
    }
}
