#include "attendant.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "deadline.h"
#include "limit.h"
#include "log.h"
#include "mark.h"
#include "memory.h"
#include "parting.h"
#include "process.h"

/* The visitor is served: the handshake's clock stops. */
static void
enter(struct attendant *attendant, enum stage stage)
{
    attendant->stage = stage;
    attendant->deadlines[DEADLINE_GRACE] = CLOCK_NEVER;
    mark_raise(attendant->mark,
               stage == STAGE_HANDING_OUT ? MARK_FILE : MARK_BOT);
    alarm((unsigned)attendant->plan->limits->session_timeout +
          LIMIT_ALARM_SLACK);
}

/* Give the visitor documents, or a renderer, as wanted. */
static void
start_service(struct attendant *attendant)
{
    struct session *session = &attendant->session;
    const struct visit *visit = &session->visit;

    session->wanted = false;
    attendant->last = NULL;
    attendant->relay.terminal = visit->pty;
    LOG(EVENT_SESSION,
        LOG_TEXT("kind", session->sftp ? "sftp"
                         : visit->exec ? "exec"
                                       : "shell"),
        LOG_TEXT("term", visit->pty ? visit->term : "none"),
        LOG_NUMBER("columns", visit->columns), LOG_NUMBER("rows", visit->rows),
        LOG_WIRE("command", visit->command));
    if (handout_open(&attendant->handout, session,
                     attendant->plan->documents)) {
        enter(attendant, STAGE_HANDING_OUT);
        return;
    }
    attendant->stage = STAGE_STARTING;
    if (seat_start(&attendant->seat, visit) < 0)
        parting_cut(attendant, ENDING_FAILED, clock_now());
}

/* The client closed the channel under its renderer. */
static void
abandon_renderer(struct attendant *attendant, uint64_t now)
{
    relay_close(&attendant->relay);
    attendant->abandoned = parting_is_alive(attendant);
    parting_stop(attendant, SIGHUP, now);
    if (!attendant->abandoned)
        parting_forget(attendant);
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
        *stop = now + parting_goodbye(attendant);
}

/* Act on what the callbacks wrote down. */
static void
obey_visitor(struct attendant *attendant, uint64_t now)
{
    const struct limits *limits = attendant->plan->limits;
    struct session *session = &attendant->session;

    if (session->hung_up)
        abandon_renderer(attendant, now);
    if (session->wanted && attendant->stage == STAGE_NONE &&
        attendant->ending == ENDING_NONE)
        start_service(attendant);
    if (session->resized && attendant->stage == STAGE_RUNNING)
        deadline_resize(attendant, now);
    if (session->stop)
        parting_stop(attendant, SIGTERM, now);
    expect_end(attendant, now);
    if (session->active)
        deadline_key(attendant, now);
    session->hung_up = session->stop = session->active = false;
    if (session->refusals >= limits->max_refusals)
        parting_cut(attendant, ENDING_REFUSALS, now);
    if (session->flooding)
        parting_cut(attendant, ENDING_FLOOD, now);
}

static void
note_start(struct attendant *attendant, const struct seat_report *report)
{
    relay_open(&attendant->relay, report->ends, report->end_count);
    if (attendant->abandoned)
        relay_close(&attendant->relay);
    enter(attendant, STAGE_RUNNING);
    if (attendant->relay.terminal)
        memory_slim(); /* the handshake is over, and this visit may be long */
}

static void
obey_seat(struct attendant *attendant, uint64_t now)
{
    struct seat_report report;
    int outcome = seat_report(&attendant->seat, &report);

    if (outcome < 0)
        parting_orphan(attendant, now);
    else if (outcome > 0 && report.letter.news == SEAT_STARTED)
        note_start(attendant, &report);
    else if (outcome > 0)
        parting_note(attendant, &report.letter, now);
}

static void
hand_out(struct attendant *attendant, uint64_t now)
{
    struct handout *handout = &attendant->handout;

    if (!handout_move(handout, &attendant->session))
        return;
    attendant->status = handout->status;
    LOG(EVENT_ENDED, LOG_NUMBER("exit", attendant->status));
    parting_finish(attendant, now);
}

/* Move the renderer's bytes, and see whether it is through. */
static void
carry(struct attendant *attendant, const struct pollfd *polls, uint64_t now)
{
    /* Without the porter nobody tells how, but its output ends. */
    static const struct seat_letter ended = {.news = SEAT_ENDED};
    struct relay *relay = &attendant->relay;
    unsigned long long before = attendant->session.received;

    relay_move(relay, &attendant->session, polls);
    if (relay->terminal && attendant->session.received != before)
        mark_raise(attendant->mark, MARK_TERMINAL);
    if (attendant->stage == STAGE_RUNNING && attendant->seat.fd < 0 &&
        relay_is_drained(relay))
        parting_note(attendant, &ended, now);
    if (attendant->stage != STAGE_DRAINING || !relay_is_drained(relay))
        return;
    if (attendant->last == NULL) {
        parting_finish(attendant, now);
        return;
    }
    relay_say(relay, relay->terminal ? SESSION_OUT : SESSION_ERR,
              attendant->last);
    attendant->last = NULL;
    relay_move(relay, &attendant->session, polls);
}

/* Move bytes, and see whether the client takes them. */
static void
serve(struct attendant *attendant, const struct pollfd *polls, uint64_t now)
{
    const struct relay *relay = &attendant->relay;
    struct session *session = &attendant->session;
    uint64_t *stall = &attendant->deadlines[DEADLINE_STALL];
    unsigned long long before = session->sent;

    if (attendant->stage == STAGE_HANDING_OUT)
        hand_out(attendant, now);
    else
        carry(attendant, polls, now);
    if (session->sent != before && !relay->terminal)
        session->active = true;
    if (!(session_events(session) & POLLOUT) &&
        !relay_is_stalled(relay, session) &&
        !handout_is_stalled(&attendant->handout, session))
        *stall = CLOCK_NEVER;
    else if (*stall == CLOCK_NEVER)
        *stall = now + attendant->plan->limits->stall_timeout * 1000;
}

int
attendant_init(struct attendant *attendant, const struct worker_plan *plan,
               int seat, atomic_uchar *mark)
{
    static const int signals[] = {SIGTERM, SIGUSR1, SIGUSR2, 0};

    attendant->plan = plan;
    attendant->mark = mark;
    attendant->seat.fd = seat;
    relay_init(&attendant->relay);
    attendant->signals = process_catch(signals);
    return attendant->signals < 0 ? -1 : 0;
}

void
attendant_begin(struct attendant *attendant, uint64_t now)
{
    deadline_init(attendant, now);
    budget_init(&attendant->budget, attendant->plan->limits->cpu_share,
                clock_used(), now);
}

/* SIGTERM: the server ends. SIGUSR1: there is a new version; a program on a
 * terminal may want to say so. SIGUSR2: others want to come in, and this
 * client has no shell yet. */
static void
obey_supervisor(struct attendant *attendant, uint64_t now)
{
    int number = process_caught(attendant->signals, NULL);

    if (number == SIGTERM)
        parting_end(attendant, ENDING_SHUTDOWN, now);
    if (number == SIGUSR2 && attendant->stage == STAGE_NONE &&
        attendant->deadlines[DEADLINE_GRACE] != CLOCK_NEVER)
        parting_cut(attendant, ENDING_DISPLACED, now);
    if (number == SIGUSR1 && attendant->stage == STAGE_RUNNING &&
        attendant->relay.terminal && !attendant->stopping)
        seat_signal(&attendant->seat, SIGUSR1);
}

/* When to look around, whatever the descriptors say. */
static uint64_t
next_turn(const struct attendant *attendant, bool resting)
{
    if (!resting && handout_is_ready(&attendant->handout, &attendant->session))
        return 0;
    return deadline_next(attendant);
}

/* Wait for something, and do it. While the client rests, nothing that it
 * could ask for is even read. */
static void
turn(struct attendant *attendant)
{
    enum { SIGNALS, SEAT, SOCKET, RELAY, POLLS = RELAY + RELAY_POLLS };
    struct session *session = &attendant->session;
    bool resting = attendant->deadlines[DEADLINE_REST] != CLOCK_NEVER;
    struct pollfd polls[POLLS] = {
        [SIGNALS] = {attendant->signals, POLLIN, 0},
        [SEAT] = {attendant->seat.fd, POLLIN, 0},
        [SOCKET] = {session->fd, session_events(session), 0},
    };
    uint64_t now;

    relay_poll(&attendant->relay, session, &polls[RELAY]);
    poll(polls, resting ? SOCKET : POLLS,
         clock_until(next_turn(attendant, resting), clock_now()));
    now = clock_now();
    if (polls[SIGNALS].revents != 0)
        obey_supervisor(attendant, now);
    if (polls[SOCKET].revents != 0 && !session_turn(session))
        parting_cut(attendant, ENDING_LEFT, now);
    if (polls[SEAT].revents != 0)
        obey_seat(attendant, now);
    obey_visitor(attendant, now);
    deadline_meet(attendant, now);
    if (resting)
        return;
    serve(attendant, &polls[RELAY], now);
    obey_visitor(attendant, now); /* libssh reads whenever it writes */
}

void
attendant_serve(struct attendant *attendant)
{
    while (!attendant->over) {
        uint64_t rest;

        turn(attendant);
        rest = budget_spend(&attendant->budget, clock_used(), clock_now());
        if (rest > 0)
            attendant->deadlines[DEADLINE_REST] = rest;
    }
}
