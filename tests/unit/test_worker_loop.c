/* The state machine of a worker: each row of its table, each timer, and the
 * ways in which a session ends, with a fake session, a fake launcher and a
 * clock that the test sets. */

#include "unit.h"

#include <signal.h>
#include <string.h>

#include "base/array.h"
#include "process/limits.h"
#include "worker/worker_machine.h"

#define S 1000 /* milliseconds */

static const struct limits limits = {
    .grace_time = 30,
    .idle_timeout = 600,
    .session_timeout = 3600,
    .stall_timeout = 60,
    .goodbye_time = 2,
    .max_resizes = 10,
};

/* What the machine did to the session and the launcher: a word for each. */
struct fake {
    char done[512];
    char sent_text[TERMINAL_RESET_MAX];
    int status; /* that the client was sent */
    bool gone;  /* the launcher is */
};

static void
note(void *context, const char *word)
{
    struct fake *fake = context;

    if (fake->done[0] != '\0')
        strcat(fake->done, " ");
    strcat(fake->done, word);
}

static int
fake_start(void *context)
{
    note(context, "start");
    return ((struct fake *)context)->gone ? -1 : 0;
}

static void
fake_signal(void *context, int number)
{
    note(context, number == SIGTERM   ? "TERM"
                  : number == SIGKILL ? "KILL"
                  : number == SIGHUP  ? "HUP"
                  : number == SIGUSR1 ? "USR1"
                                      : "?");
}

static void
fake_leave(void *context)
{
    note(context, "leave");
}

static void
fake_hang_up(void *context)
{
    note(context, "hang-up");
}

static void
fake_resize(void *context)
{
    note(context, "resize");
}

static void
fake_send_text(void *context, const char *text)
{
    struct fake *fake = context;

    note(fake, "text");
    strcpy(fake->sent_text, text);
}

static void
fake_close(void *context, int status)
{
    struct fake *fake = context;

    note(fake, "close");
    fake->status = status;
}

static const struct worker_machine_ops ops = {
    fake_start,  fake_signal,    fake_leave, fake_hang_up,
    fake_resize, fake_send_text, fake_close,
};

/* A machine at time 0. */
struct scene {
    struct fake fake;
    struct worker_machine machine;
};

static struct worker_machine *
begin(struct scene *scene, enum worker_state state)
{
    memset(scene, 0, sizeof(*scene));
    worker_machine_init(&scene->machine, &limits, &ops, &scene->fake, 0, 0);
    scene->machine.state = state;
    scene->machine.terminal = true;
    return &scene->machine;
}

/* What was done since the last call. */
static const char *
did(struct scene *scene)
{
    static char done[sizeof(scene->fake.done)];

    strcpy(done, scene->fake.done);
    scene->fake.done[0] = '\0';
    return done;
}

/* Every pair that does something; `done` as fake tells it. */
static const struct row {
    enum worker_state state;
    enum worker_event event;
    const char *done;
    enum worker_state next;
    enum disconnect_reason reason;
} rows[] = {
    {STATE_HANDSHAKE, ON_PROGRAM, "start", STATE_STARTING, DISCONNECT_NONE},
    {STATE_HANDSHAKE, ON_FILES, "", STATE_TRANSFERRING, DISCONNECT_NONE},
    {STATE_HANDSHAKE, ON_DISPLACED, "", STATE_OVER, DISCONNECT_DISPLACED},
    {STATE_OPEN, ON_PROGRAM, "start", STATE_STARTING, DISCONNECT_NONE},
    {STATE_OPEN, ON_FILES, "", STATE_TRANSFERRING, DISCONNECT_NONE},
    {STATE_STARTING, ON_STARTED, "", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_STARTING, ON_FAILED, "", STATE_DRAINING, DISCONNECT_NONE},
    {STATE_STARTING, ON_LAUNCHER_GONE, "leave", STATE_DRAINING,
     DISCONNECT_FAILED},
    {STATE_STARTING, ON_GRACE, "leave", STATE_DRAINING, DISCONNECT_FAILED},
    {STATE_STARTING, ON_GIVE_UP, "leave", STATE_DRAINING, DISCONNECT_FAILED},
    {STATE_STARTING, ON_SIGNAL, "TERM", STATE_STARTING, DISCONNECT_NONE},
    {STATE_STARTING, ON_KILL_DUE, "KILL", STATE_STARTING, DISCONNECT_NONE},
    {STATE_STARTING, ON_CHANNEL_CLOSED, "hang-up HUP", STATE_ABANDONED,
     DISCONNECT_NONE},
    {STATE_STARTING, ON_IDLE, "TERM", STATE_STOPPING, DISCONNECT_IDLE},
    {STATE_STARTING, ON_TOTAL, "TERM", STATE_STOPPING, DISCONNECT_TOTAL},
    {STATE_STARTING, ON_SHUTDOWN, "TERM", STATE_STOPPING, DISCONNECT_SHUTDOWN},
    {STATE_RUNNING, ON_ENDED, "", STATE_DRAINING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_LAUNCHER_GONE, "leave", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_GIVE_UP, "leave hang-up", STATE_DRAINING,
     DISCONNECT_FAILED},
    {STATE_RUNNING, ON_UNSENT, "leave hang-up", STATE_DRAINING,
     DISCONNECT_FAILED},
    {STATE_RUNNING, ON_SIGNAL, "TERM", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_STOP_DUE, "TERM", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_KILL_DUE, "KILL", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_STUCK, "KILL", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_INPUT_END, "", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_OUTPUT_END, "", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_RESIZE, "resize", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_RESIZE_DUE, "resize", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_RENEWED, "USR1", STATE_RUNNING, DISCONNECT_NONE},
    {STATE_RUNNING, ON_CHANNEL_CLOSED, "hang-up HUP", STATE_ABANDONED,
     DISCONNECT_NONE},
    {STATE_RUNNING, ON_IDLE, "TERM", STATE_STOPPING, DISCONNECT_IDLE},
    {STATE_RUNNING, ON_TOTAL, "TERM", STATE_STOPPING, DISCONNECT_TOTAL},
    {STATE_RUNNING, ON_SHUTDOWN, "TERM", STATE_STOPPING, DISCONNECT_SHUTDOWN},
    {STATE_STOPPING, ON_STARTED, "", STATE_STOPPING, DISCONNECT_NONE},
    {STATE_STOPPING, ON_FAILED, "", STATE_DRAINING, DISCONNECT_NONE},
    {STATE_STOPPING, ON_ENDED, "", STATE_DRAINING, DISCONNECT_NONE},
    {STATE_STOPPING, ON_LAUNCHER_GONE, "leave", STATE_STOPPING,
     DISCONNECT_NONE},
    {STATE_STOPPING, ON_KILL_DUE, "KILL", STATE_STOPPING, DISCONNECT_NONE},
    {STATE_STOPPING, ON_GIVE_UP, "leave hang-up", STATE_DRAINING,
     DISCONNECT_FAILED},
    {STATE_STOPPING, ON_UNSENT, "leave hang-up", STATE_DRAINING,
     DISCONNECT_FAILED},
    {STATE_STOPPING, ON_SHUTDOWN, "leave hang-up", STATE_DRAINING,
     DISCONNECT_FAILED},
    {STATE_STOPPING, ON_IDLE, "", STATE_STOPPING, DISCONNECT_NONE},
    {STATE_STOPPING, ON_TOTAL, "", STATE_STOPPING, DISCONNECT_NONE},
    {STATE_STOPPING, ON_CHANNEL_CLOSED, "hang-up", STATE_OVER, DISCONNECT_NONE},
    {STATE_ABANDONED, ON_STARTED, "hang-up", STATE_ABANDONED, DISCONNECT_NONE},
    {STATE_ABANDONED, ON_FAILED, "hang-up", STATE_OPEN, DISCONNECT_NONE},
    {STATE_ABANDONED, ON_ENDED, "hang-up", STATE_OPEN, DISCONNECT_NONE},
    {STATE_ABANDONED, ON_KILL_DUE, "KILL", STATE_ABANDONED, DISCONNECT_NONE},
    {STATE_DRAINING, ON_OUTPUT_END, "close hang-up", STATE_OPEN,
     DISCONNECT_NONE},
    {STATE_DRAINING, ON_DRAIN_DUE, "hang-up", STATE_DRAINING, DISCONNECT_NONE},
    {STATE_DRAINING, ON_LAUNCHER_GONE, "leave", STATE_DRAINING,
     DISCONNECT_NONE},
    {STATE_DRAINING, ON_CHANNEL_CLOSED, "hang-up", STATE_OPEN, DISCONNECT_NONE},
    {STATE_DRAINING, ON_IDLE, "", STATE_DRAINING, DISCONNECT_IDLE},
    {STATE_DRAINING, ON_TOTAL, "", STATE_DRAINING, DISCONNECT_TOTAL},
    {STATE_DRAINING, ON_SHUTDOWN, "", STATE_DRAINING, DISCONNECT_SHUTDOWN},
    {STATE_FINISHING, ON_OUTPUT_END, "close hang-up", STATE_OPEN,
     DISCONNECT_NONE},
    {STATE_FINISHING, ON_LAUNCHER_GONE, "leave", STATE_FINISHING,
     DISCONNECT_NONE},
    {STATE_FINISHING, ON_CHANNEL_CLOSED, "hang-up", STATE_OPEN,
     DISCONNECT_NONE},
    {STATE_FINISHING, ON_IDLE, "", STATE_FINISHING, DISCONNECT_IDLE},
    {STATE_FINISHING, ON_TOTAL, "", STATE_FINISHING, DISCONNECT_TOTAL},
    {STATE_FINISHING, ON_SHUTDOWN, "", STATE_FINISHING, DISCONNECT_SHUTDOWN},
    {STATE_TRANSFERRING, ON_TRANSFER_END, "close hang-up", STATE_OPEN,
     DISCONNECT_NONE},
    {STATE_TRANSFERRING, ON_LAUNCHER_GONE, "leave", STATE_TRANSFERRING,
     DISCONNECT_NONE},
    {STATE_TRANSFERRING, ON_CHANNEL_CLOSED, "hang-up", STATE_OPEN,
     DISCONNECT_NONE},
    {STATE_LEAVING, ON_LEAVE_DUE, "", STATE_OVER, DISCONNECT_NONE},
    /* In every other state. */
    {STATE_ANY, ON_LEFT, "", STATE_OVER, DISCONNECT_LEFT},
    {STATE_ANY, ON_GRACE, "", STATE_OVER, DISCONNECT_GRACE},
    {STATE_ANY, ON_STALL, "", STATE_OVER, DISCONNECT_STALLED},
    {STATE_ANY, ON_REFUSALS, "", STATE_OVER, DISCONNECT_REFUSALS},
    {STATE_ANY, ON_MISUSE, "", STATE_OVER, DISCONNECT_MISUSED},
    {STATE_ANY, ON_UNSENT, "", STATE_OVER, DISCONNECT_FAILED},
    {STATE_ANY, ON_FLOOD, "", STATE_OVER, DISCONNECT_FLOOD},
    {STATE_ANY, ON_IDLE, "", STATE_OVER, DISCONNECT_IDLE},
    {STATE_ANY, ON_TOTAL, "", STATE_OVER, DISCONNECT_TOTAL},
    {STATE_ANY, ON_SHUTDOWN, "", STATE_OVER, DISCONNECT_SHUTDOWN},
    {STATE_ANY, ON_LAUNCHER_GONE, "", STATE_OVER, DISCONNECT_FAILED},
    {STATE_ANY, ON_GIVE_UP, "", STATE_OVER, DISCONNECT_FAILED},
    {STATE_ANY, ON_ACTIVITY, "", STATE_ANY, DISCONNECT_NONE},
};

static const struct row *
find_row(enum worker_state state, enum worker_event event)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].state == state && rows[i].event == event)
            return &rows[i];
    return NULL;
}

static void
check_pair(enum worker_state state, enum worker_event event)
{
    const struct row *row = find_row(state, event);
    struct scene scene;
    struct worker_machine *machine = begin(&scene, state);
    enum worker_state next;

    if (row == NULL)
        row = find_row(STATE_ANY, event);
    worker_machine_handle(machine, event, 0, S);
    next = row != NULL && row->next != STATE_ANY ? row->next : state;
    if (row == NULL || state == STATE_OVER) {
        assert_string_equal(did(&scene), "");
        assert_int_equal(machine->state, state);
        assert_int_equal(machine->reason, DISCONNECT_NONE);
        return;
    }
    assert_string_equal(did(&scene), row->done);
    assert_int_equal(machine->state, next);
    assert_int_equal(machine->reason, row->reason);
}

static void
each_state_and_event_leads_where_the_table_says(void **state)
{
    (void)state;
    for (int from = STATE_HANDSHAKE; from < WORKER_STATES; from++)
        for (int event = 0; event < WORKER_EVENTS; event++)
            check_pair((enum worker_state)from, (enum worker_event)event);
}

/* Handle the timers one after the other, each when it runs out, until the
 * time is AT. */
static void
pass_time(struct worker_machine *machine, uint64_t at)
{
    while (worker_machine_next(machine) <= at && machine->state != STATE_OVER)
        worker_machine_expire(machine, worker_machine_next(machine));
    worker_machine_expire(machine, at);
}

static void
handshake_has_the_grace_time(void **state)
{
    struct scene scene;
    struct worker_machine *machine = begin(&scene, STATE_HANDSHAKE);

    (void)state;
    worker_machine_init(machine, &limits, &ops, &scene.fake, 0, 500);
    pass_time(machine, 30 * S + 499);
    assert_int_equal(machine->state, STATE_HANDSHAKE);
    pass_time(machine, 30 * S + 500);
    assert_int_equal(machine->state, STATE_OVER);
    assert_int_equal(machine->reason, DISCONNECT_GRACE);
}

static struct worker_machine *
run(struct scene *scene)
{
    struct worker_machine *machine = begin(scene, STATE_HANDSHAKE);

    worker_machine_handle(machine, ON_PROGRAM, 0, 0);
    worker_machine_handle(machine, ON_STARTED, 0, 0);
    assert_int_equal(machine->state, STATE_RUNNING);
    assert_string_equal(did(scene), "start");
    return machine;
}

static void
keys_keep_a_session_from_the_idle_timeout(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    pass_time(machine, 600 * S);
    worker_machine_handle(machine, ON_ACTIVITY, 0, 600 * S);
    pass_time(machine, 1200 * S);
    assert_int_equal(machine->state, STATE_RUNNING);
    pass_time(machine, 1202 * S);
    assert_int_equal(machine->state, STATE_STOPPING);
    assert_int_equal(machine->reason, DISCONNECT_IDLE);
    assert_string_equal(did(&scene), "TERM");
}

/* SIGUSR1 would end another program, and one that is about to end. */
static void
news_are_for_screens_that_stay(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    machine->terminal = false;
    worker_machine_handle(machine, ON_RENEWED, 0, S);
    assert_string_equal(did(&scene), "");
    machine->terminal = true;
    worker_machine_handle(machine, ON_SIGNAL, 0, S);
    worker_machine_handle(machine, ON_RENEWED, 0, S);
    assert_string_equal(did(&scene), "TERM");
}

static void
session_has_a_longest_time(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    for (uint64_t now = 0; now < 3600 * S; now += 300 * S) {
        pass_time(machine, now);
        worker_machine_handle(machine, ON_ACTIVITY, 0, now);
    }
    assert_int_equal(worker_machine_seconds_left(machine, 3598 * S), 2);
    pass_time(machine, 3601 * S);
    assert_int_equal(machine->reason, DISCONNECT_NONE);
    pass_time(machine, 3602 * S);
    assert_int_equal(machine->reason, DISCONNECT_TOTAL);
    assert_int_equal(worker_machine_seconds_left(machine, 3602 * S), 0);
    worker_machine_handle(machine, ON_ENDED, 0, 3603 * S);
    worker_machine_handle(machine, ON_OUTPUT_END, 0, 3603 * S);
    assert_string_equal(did(&scene), "TERM close hang-up");
    assert_int_equal(machine->state, STATE_LEAVING);
    pass_time(machine, 3604 * S);
    assert_int_equal(machine->state, STATE_OVER);
}

static void
program_that_counts_down_itself_ends_the_session(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_ACTIVITY, 0, 3599 * S);
    worker_machine_handle(machine, ON_ENDED, 0, 3600 * S);
    worker_machine_handle(machine, ON_OUTPUT_END, 0, 3600 * S);
    assert_string_equal(did(&scene), "close hang-up");
    assert_int_equal(machine->state, STATE_LEAVING);
    assert_int_equal(machine->reason, DISCONNECT_TOTAL);
}

static void
client_that_reads_nothing_is_disconnected(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_stall(machine, true, S);
    worker_machine_stall(machine, true, 30 * S);
    worker_machine_stall(machine, false, 50 * S);
    worker_machine_stall(machine, true, 51 * S);
    pass_time(machine, 110 * S);
    assert_int_equal(machine->state, STATE_RUNNING);
    pass_time(machine, 111 * S);
    assert_int_equal(machine->state, STATE_OVER);
    assert_int_equal(machine->reason, DISCONNECT_STALLED);
}

/* The output of a program that has ended was cut off after two seconds, also
 * where the client was only slow. */
static void
output_waits_for_a_slow_client(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_ENDED, 0, S);
    worker_machine_stall(machine, true, S);
    did(&scene);
    pass_time(machine, 40 * S);
    assert_string_equal(did(&scene), "");
    worker_machine_stall(machine, false, 40 * S);
    pass_time(machine, 42 * S);
    assert_string_equal(did(&scene), "hang-up");
    assert_int_equal(machine->state, STATE_DRAINING);
}

static void
sizes_are_passed_on_ten_times_a_second(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_RESIZE, 0, S);
    worker_machine_handle(machine, ON_RESIZE, 0, S + 10);
    worker_machine_handle(machine, ON_RESIZE, 0, S + 20);
    assert_string_equal(did(&scene), "resize");
    pass_time(machine, S + 99);
    assert_string_equal(did(&scene), "");
    pass_time(machine, S + 100);
    assert_string_equal(did(&scene), "resize");
    pass_time(machine, 2 * S);
    assert_string_equal(did(&scene), "");
}

static void
end_of_input_stops_a_terminal_program(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_INPUT_END, 0, S);
    worker_machine_handle(machine, ON_INPUT_END, 0, 2 * S);
    pass_time(machine, 3 * S);
    assert_string_equal(did(&scene), "TERM");
    pass_time(machine, 5 * S);
    assert_string_equal(did(&scene), "KILL");
    assert_int_equal(machine->reason, DISCONNECT_NONE);
}

static void
end_of_input_leaves_a_program_on_pipes_alone(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    machine->terminal = false;
    worker_machine_handle(machine, ON_INPUT_END, 0, S);
    pass_time(machine, 500 * S);
    assert_string_equal(did(&scene), "");
}

static void
killed_program_is_followed_by_a_reset_and_a_sentence(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_ENDED, SIGSEGV, S);
    worker_machine_handle(machine, ON_OUTPUT_END, 0, S);
    assert_string_equal(did(&scene), "text");
    assert_non_null(strstr(scene.fake.sent_text, "\033[?1049l"));
    assert_non_null(strstr(scene.fake.sent_text, "\033[?1000l"));
    assert_non_null(strstr(scene.fake.sent_text, "crashed"));
    worker_machine_handle(machine, ON_OUTPUT_END, 0, S);
    assert_string_equal(did(&scene), "close hang-up");
    assert_int_equal(scene.fake.status, 128 + SIGSEGV);
    assert_int_equal(machine->state, STATE_OPEN);
}

static void
exit_status_reaches_the_client(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_ENDED, 7 << 8, S);
    worker_machine_handle(machine, ON_OUTPUT_END, 0, S);
    assert_string_equal(did(&scene), "close hang-up");
    assert_int_equal(scene.fake.status, 7);
}

static void
output_of_an_ended_program_has_a_limit(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_ENDED, 0, S);
    pass_time(machine, 3 * S - 1);
    assert_string_equal(did(&scene), "");
    pass_time(machine, 3 * S);
    assert_string_equal(did(&scene), "hang-up");
}

/* Both ways in which a launcher fails a session that has to end. */
static void
check_give_up(bool dead)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    if (dead) {
        worker_machine_handle(machine, ON_LAUNCHER_GONE, 0, S);
        assert_string_equal(did(&scene), "leave");
        assert_int_equal(machine->state, STATE_RUNNING);
    }
    worker_machine_handle(machine, ON_SHUTDOWN, 0, 2 * S);
    pass_time(machine, 4 * S);
    assert_string_equal(did(&scene), "TERM KILL");
    pass_time(machine, 6 * S - 1);
    assert_int_equal(machine->state, STATE_STOPPING);
    pass_time(machine, 6 * S);
    assert_string_equal(did(&scene), "leave hang-up");
    worker_machine_handle(machine, ON_OUTPUT_END, 0, 6 * S);
    assert_string_equal(did(&scene), "text");
    assert_non_null(strstr(scene.fake.sent_text, "\033[?1049l"));
    assert_non_null(strstr(scene.fake.sent_text, "\033[?25h"));
    assert_non_null(strstr(scene.fake.sent_text, "going down"));
    worker_machine_handle(machine, ON_OUTPUT_END, 0, 6 * S);
    assert_string_equal(did(&scene), "close hang-up");
    pass_time(machine, 7 * S);
    assert_int_equal(machine->state, STATE_OVER);
    assert_int_equal(machine->reason, DISCONNECT_SHUTDOWN);
}

static void
dead_launcher_leaves_no_terminal_changed(void **state)
{
    (void)state;
    check_give_up(true);
}

static void
frozen_launcher_leaves_no_terminal_changed(void **state)
{
    (void)state;
    check_give_up(false);
}

static void
client_that_takes_no_reset_is_disconnected_all_the_same(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_SHUTDOWN, 0, 0);
    pass_time(machine, 10 * S);
    assert_int_equal(machine->state, STATE_OVER);
}

static void
second_shutdown_resets_the_terminal_at_once(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_SHUTDOWN, 0, S);
    worker_machine_handle(machine, ON_SHUTDOWN, 0, S + 10);
    worker_machine_handle(machine, ON_OUTPUT_END, 0, S + 10);
    assert_string_equal(did(&scene), "TERM leave hang-up text");
    assert_non_null(strstr(scene.fake.sent_text, "going down"));
}

static void
unreported_end_of_a_program_does_not_keep_the_client(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_OUTPUT_END, 0, S);
    pass_time(machine, 7 * S);
    assert_string_equal(did(&scene), "TERM KILL leave hang-up");
    assert_int_equal(machine->reason, DISCONNECT_FAILED);
    worker_machine_handle(machine, ON_OUTPUT_END, 0, 7 * S);
    assert_non_null(strstr(scene.fake.sent_text, "out of order"));
}

static void
launcher_that_is_gone_starts_nothing(void **state)
{
    struct scene scene;
    struct worker_machine *machine = begin(&scene, STATE_HANDSHAKE);

    (void)state;
    scene.fake.gone = true;
    worker_machine_handle(machine, ON_PROGRAM, 0, S);
    assert_string_equal(did(&scene), "start leave");
    worker_machine_handle(machine, ON_OUTPUT_END, 0, S);
    assert_string_equal(scene.fake.sent_text,
                        "This cannot be shown right now.\r\n");
    worker_machine_handle(machine, ON_OUTPUT_END, 0, S);
    assert_int_equal(machine->state, STATE_LEAVING);
    assert_int_equal(scene.fake.status, 1);
}

static void
client_without_a_session_makes_room_for_others(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_DISPLACED, 0, S);
    assert_int_equal(machine->state, STATE_RUNNING);
    machine = begin(&scene, STATE_HANDSHAKE);
    worker_machine_handle(machine, ON_DISPLACED, 0, S);
    assert_int_equal(machine->reason, DISCONNECT_DISPLACED);
}

static void
closed_channel_kills_its_program_in_the_end(void **state)
{
    struct scene scene;
    struct worker_machine *machine = run(&scene);

    (void)state;
    worker_machine_handle(machine, ON_CHANNEL_CLOSED, 0, S);
    pass_time(machine, 3 * S);
    assert_string_equal(did(&scene), "hang-up HUP KILL");
    worker_machine_handle(machine, ON_ENDED, SIGKILL, 3 * S);
    assert_int_equal(machine->state, STATE_OPEN);
    pass_time(machine, 20 * S);
    assert_int_equal(machine->state, STATE_OPEN);
}

static void
status_of_a_transfer_reaches_the_client(void **state)
{
    struct scene scene;
    struct worker_machine *machine = begin(&scene, STATE_HANDSHAKE);

    (void)state;
    worker_machine_handle(machine, ON_FILES, 0, S);
    pass_time(machine, 40 * S); /* past the grace time */
    assert_int_equal(machine->state, STATE_TRANSFERRING);
    worker_machine_handle(machine, ON_TRANSFER_END, 1, 40 * S);
    assert_int_equal(scene.fake.status, 1);
    assert_int_equal(machine->state, STATE_OPEN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_state_and_event_leads_where_the_table_says),
        cmocka_unit_test(handshake_has_the_grace_time),
        cmocka_unit_test(keys_keep_a_session_from_the_idle_timeout),
        cmocka_unit_test(news_are_for_screens_that_stay),
        cmocka_unit_test(session_has_a_longest_time),
        cmocka_unit_test(program_that_counts_down_itself_ends_the_session),
        cmocka_unit_test(client_that_reads_nothing_is_disconnected),
        cmocka_unit_test(output_waits_for_a_slow_client),
        cmocka_unit_test(sizes_are_passed_on_ten_times_a_second),
        cmocka_unit_test(end_of_input_stops_a_terminal_program),
        cmocka_unit_test(end_of_input_leaves_a_program_on_pipes_alone),
        cmocka_unit_test(killed_program_is_followed_by_a_reset_and_a_sentence),
        cmocka_unit_test(exit_status_reaches_the_client),
        cmocka_unit_test(output_of_an_ended_program_has_a_limit),
        cmocka_unit_test(dead_launcher_leaves_no_terminal_changed),
        cmocka_unit_test(frozen_launcher_leaves_no_terminal_changed),
        cmocka_unit_test(
            client_that_takes_no_reset_is_disconnected_all_the_same),
        cmocka_unit_test(second_shutdown_resets_the_terminal_at_once),
        cmocka_unit_test(unreported_end_of_a_program_does_not_keep_the_client),
        cmocka_unit_test(launcher_that_is_gone_starts_nothing),
        cmocka_unit_test(client_without_a_session_makes_room_for_others),
        cmocka_unit_test(closed_channel_kills_its_program_in_the_end),
        cmocka_unit_test(status_of_a_transfer_reaches_the_client),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
