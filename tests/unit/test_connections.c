/* Which connections are admitted and counted, and which workers are killed. */

#include "unit.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "log_file.h"
#include "process/limits.h"
#include "supervisor/connections.h"
#include "worker/worker.h"

#define MAX 3

/* A pid that no process has: what a fault would have killed is nobody's. */
#define NOBODY(n) (0x7fffff00 + (n))

static const struct srclimit_bounds bounds = {
    .per_source = 2,
    .waiting_per_source = 1,
    .early_drop = {.start = 1000, .percent = 0, .full = 2000},
};
static const struct srclimit_bounds lenient = {
    .per_source = 1000,
    .waiting_per_source = 1000,
    .early_drop = {.start = 1000, .percent = 0, .full = 2000},
};
static const struct penalty_terms terms = {.max = 0};
static const struct limits limits = {.grace_time = 120,
                                     .session_timeout = 3600};

static struct peer
source(unsigned char number)
{
    struct peer peer = {.text = ""};

    peer.key[15] = number;
    return peer;
}

/* Why a connection of the source NUMBER is rejected; NULL where it is served
 * by PID, which writes to *BYTE. */
static const char *
arrives(struct connections *connections, unsigned char number, pid_t pid,
        atomic_uchar **byte)
{
    struct peer peer = source(number);
    const struct rejection *rejection =
        connections_admit(connections, &peer, 0);

    if (rejection != NULL)
        return rejection->reason;
    *byte = connections_next_kind(connections);
    connections_add(connections, &peer, pid, 0);
    return NULL;
}

static void
a_closed_connection_does_not_count_for_its_source(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    atomic_uchar *byte;

    (void)state;
    assert_null(arrives(connections, 1, NOBODY(1), &byte));
    assert_string_equal(arrives(connections, 1, NOBODY(2), &byte),
                        "per-source-waiting");
    session_kind_close(byte);
    assert_null(arrives(connections, 1, NOBODY(2), &byte));
    session_kind_raise(byte, SESSION_KIND_BOT);
    assert_null(arrives(connections, 1, NOBODY(3), &byte));
    session_kind_raise(byte, SESSION_KIND_BOT);
    assert_string_equal(arrives(connections, 1, NOBODY(4), &byte),
                        "per-source");
    session_kind_close(byte); /* the third */
    assert_null(arrives(connections, 1, NOBODY(4), &byte));
    assert_int_equal(connections_active(connections), 2);
    assert_int_equal(connections->count, 4);
    connections_free(connections);
}

static void
a_closed_connection_does_not_count_for_the_total(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    atomic_uchar *byte;

    (void)state;
    for (unsigned char i = 1; i <= MAX; i++)
        assert_null(arrives(connections, i, NOBODY(i), &byte));
    assert_string_equal(arrives(connections, 9, NOBODY(9), &byte),
                        "max-sessions");
    session_kind_close(byte);
    assert_null(arrives(connections, 9, NOBODY(9), &byte));
    assert_string_equal(arrives(connections, 8, NOBODY(8), &byte),
                        "max-sessions");
    connections_free(connections);
}

/* What was closed is taken off once, whenever it is reaped. */
static void
reaping_takes_off_what_is_left(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    atomic_uchar *byte;

    (void)state;
    for (int i = 0; i < 3 * MAX; i++) {
        assert_null(arrives(connections, 1, NOBODY(0), &byte));
        if (i % 3 > 0)
            session_kind_raise(byte, SESSION_KIND_FILE);
        if (i % 2 > 0)
            session_kind_close(byte);
        connections_expire(connections, &limits, 0);
        assert_int_equal(connections_active(connections), i % 2 > 0 ? 0 : 1);
        assert_int_equal(
            session_kind_of(
                *connections_remove(connections, NOBODY(0), 0, 0)->kind),
            i % 3 > 0 ? SESSION_KIND_FILE : SESSION_KIND_NONE);
        assert_int_equal(connections->count, 0);
        assert_int_equal(connections->limit.count, 0);
        assert_int_equal(connections->limit.waiting, 0);
    }
    connections_free(connections);
}

/* Workers that report the end and do not exit: processes are limited, too. */
static void
processes_are_bounded_whatever_their_workers_say(void **state)
{
    struct connections *connections = connections_new(MAX, &lenient, &terms);
    atomic_uchar *byte;
    int served = 0;

    (void)state;
    while (served < 10000 && arrives(connections, (unsigned char)served,
                                     NOBODY(served), &byte) == NULL) {
        session_kind_close(byte);
        served++;
    }
    assert_int_equal(served, MAX + CONNECTIONS_CLOSING);
    connections_free(connections);
}

static void
processes_of_one_source_are_bounded(void **state)
{
    struct connections *connections = connections_new(MAX, &lenient, &terms);
    atomic_uchar *byte;

    (void)state;
    for (int i = 0; i < SRCLIMIT_CLOSING; i++) {
        assert_null(arrives(connections, 1, NOBODY(i), &byte));
        session_kind_close(byte);
    }
    assert_string_equal(arrives(connections, 1, NOBODY(100), &byte),
                        "per-source");
    assert_null(arrives(connections, 2, NOBODY(100), &byte));
    assert_non_null(connections_remove(connections, NOBODY(0), 0, 0));
    assert_null(arrives(connections, 1, NOBODY(101), &byte));
    connections_free(connections);
}

/* A broken worker takes it back: it counts as closed all the same, and has
 * half a minute. */
static void
a_worker_that_says_closed_and_stays_is_killed(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    atomic_uchar *byte;
    pid_t pid = unit_fork();
    uint64_t end;
    int status;

    (void)state;
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        alarm(60);
        for (;;)
            pause();
    }
    assert_null(arrives(connections, 1, pid, &byte));
    session_kind_raise(byte, SESSION_KIND_TERMINAL);
    session_kind_close(byte);
    end = connections_expire(connections, &limits, 5000);
    assert_int_equal(end, 35000);
    *byte = SESSION_KIND_NONE;
    assert_int_equal(connections_expire(connections, &limits, end - 1), end);
    assert_int_equal(connections_active(connections), 0);
    assert_int_equal(waitpid(pid, &status, WNOHANG), 0);
    assert_int_equal(connections_expire(connections, &limits, end),
                     CLOCK_NEVER);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    assert_non_null(connections_remove(connections, pid, 0, end));
    connections_free(connections);
}

/* A process that ends only by a signal. */
static pid_t
start_worker(void)
{
    pid_t pid = unit_fork();

    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        alarm(60);
        for (;;)
            pause();
    }
    return pid;
}

/* The signal that ended PID, which was sent one. */
static int
signal_of(pid_t pid)
{
    int status;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    return WTERMSIG(status);
}

static const struct srclimit_bounds narrow = {
    .per_source = 10,
    .waiting_per_source = 10,
    .early_drop = {.start = 3, .percent = 100, .full = 3},
};

/* With the ramp full, a source without a waiting connection is admitted, and
 * the oldest connection of the busiest source gets SIGUSR2. */
static void
another_source_displaces_the_oldest_of_the_busiest(void **state)
{
    struct connections *connections = connections_new(10, &narrow, &terms);
    atomic_uchar *byte;
    pid_t pids[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        pids[i] = start_worker();
        assert_null(arrives(connections, i == 0 ? 2 : 1, pids[i], &byte));
    }
    assert_string_equal(arrives(connections, 1, NOBODY(9), &byte),
                        "early-drop");
    assert_null(arrives(connections, 3, NOBODY(99), &byte));
    assert_int_equal(signal_of(pids[1]), SIGUSR2);
    assert_int_equal(kill(pids[0], 0), 0);
    assert_int_equal(kill(pids[2], 0), 0);
    kill(pids[0], SIGKILL);
    kill(pids[2], SIGKILL);
    signal_of(pids[0]);
    signal_of(pids[2]);
    connections_free(connections);
}

/* Where every source has one, a client keeps its time for a handshake. */
static void
a_young_connection_is_not_displaced(void **state)
{
    struct connections *connections = connections_new(10, &narrow, &terms);
    struct peer peer = source(9);
    atomic_uchar *byte;
    pid_t pids[3];

    (void)state;
    for (unsigned char i = 0; i < 3; i++) {
        pids[i] = start_worker();
        assert_null(arrives(connections, i, pids[i], &byte));
    }
    assert_string_equal(connections_admit(connections, &peer, 1999)->reason,
                        "early-drop");
    assert_null(connections_admit(connections, &peer, 2000));
    assert_int_equal(signal_of(pids[0]), SIGUSR2);
    for (int i = 1; i < 3; i++) {
        kill(pids[i], SIGKILL);
        signal_of(pids[i]);
    }
    connections_free(connections);
}

/* A connection of the source NUMBER at NOW. Returns why it is rejected. */
static const char *
comes(struct connections *connections, unsigned char number, pid_t pid,
      uint64_t now)
{
    struct peer peer = source(number);
    const struct rejection *rejection =
        connections_admit(connections, &peer, now);

    if (rejection != NULL)
        return rejection->reason;
    *connections_next_kind(connections) = SESSION_KIND_NONE;
    connections_add(connections, &peer, pid, now);
    return NULL;
}

/* Many sources that begin a key exchange and leave, again and again, are each
 * below the minimum: while others wait for them, they are rejected. */
static void
any_recent_penalty_counts_while_clients_wait(void **state)
{
    static const struct penalty_terms mild = {
        .grace = 10, .no_auth = 1, .min = 15, .max = 600};
    struct connections *connections = connections_new(10, &narrow, &mild);

    (void)state;
    assert_null(comes(connections, 1, NOBODY(1), 1000));
    connections_remove(connections, NOBODY(1), WORKER_UNAUTHENTICATED << 8,
                       1000);
    assert_null(comes(connections, 1, NOBODY(1), 1000));
    connections->crowded = true;
    assert_string_equal(comes(connections, 1, NOBODY(2), 31999), "penalty");
    assert_null(comes(connections, 2, NOBODY(2), 31999));
    assert_null(comes(connections, 1, NOBODY(3), 32000));
    connections_free(connections);
}

/* A source that was displaced and comes back at once displaces nobody, and a
 * newcomer takes its place, however young its connection is. */
static void
a_displaced_source_that_returns_gives_way(void **state)
{
    static const struct penalty_terms mild = {
        .grace = 10, .no_auth = 1, .min = 15, .max = 600};
    struct connections *connections = connections_new(10, &narrow, &mild);
    pid_t displaced = start_worker(), returned = start_worker();

    (void)state;
    assert_null(comes(connections, 1, displaced, 0));
    assert_null(comes(connections, 2, NOBODY(2), 0));
    assert_null(comes(connections, 3, NOBODY(3), 0));
    assert_null(comes(connections, 4, NOBODY(4), 2000));
    assert_string_equal(comes(connections, 1, returned, 2000), "early-drop");
    assert_int_equal(signal_of(displaced), SIGUSR2);
    connections_remove(connections, displaced, WORKER_UNAUTHENTICATED << 8,
                       2000);
    assert_string_equal(comes(connections, 1, returned, 2000), "early-drop");

    connections_remove(connections, NOBODY(2), 0, 2000);
    connections_remove(connections, NOBODY(3), 0, 2000);
    assert_null(comes(connections, 5, NOBODY(5), 2000));
    assert_null(comes(connections, 1, returned, 2000));
    assert_null(comes(connections, 6, NOBODY(6), 2001)); /* all are young */
    assert_int_equal(signal_of(returned), SIGUSR2);
    connections_remove(connections, returned, WORKER_UNAUTHENTICATED << 8,
                       2001);
    assert_string_equal(comes(connections, 1, NOBODY(1), 2001), "penalty");
    connections_free(connections);
}

/* Where all is full and young, sources that come again and again wait: the
 * next that is displaced makes room for a newcomer, and they are blocked in the
 * end. */
static void
a_source_that_does_not_wait_gives_way_to_a_newcomer(void **state)
{
    static const struct penalty_terms mild = {
        .grace = 10, .no_auth = 1, .min = 15, .max = 600};
    struct connections *connections = connections_new(10, &narrow, &mild);
    pid_t oldest = start_worker();
    uint64_t now;

    (void)state;
    assert_null(comes(connections, 1, oldest, 0));
    assert_null(comes(connections, 2, NOBODY(2), 0));
    assert_null(comes(connections, 3, NOBODY(3), 0));
    for (now = 0; now <= 2000; now += 200)
        assert_string_equal(comes(connections, 4, 0, now), "early-drop");
    assert_null(comes(connections, 5, NOBODY(5), 2000));
    assert_int_equal(signal_of(oldest), SIGUSR2);
    for (now = 2000; strcmp(comes(connections, 4, 0, now), "penalty") != 0;
         now += 150)
        assert_true(now < 4000);
    connections_free(connections);
}

/* Each one beyond the rate is penalized, as each reset is, so that a source
 * that does not stop is blocked. */
static void
a_source_that_is_too_fast_is_blocked(void **state)
{
    static const struct srclimit_bounds slow = {
        .per_source = 1000,
        .waiting_per_source = 1000,
        .rate = 5,
        .early_drop = {.start = 1000, .percent = 0, .full = 2000}};
    static const struct penalty_terms mild = {
        .no_auth = 1, .min = 3, .max = 600};
    struct connections *connections = connections_new(100, &slow, &mild);
    struct peer one = source(1), two = source(2);

    (void)state;
    for (int i = 0; i < 10; i++)
        assert_null(comes(connections, 1, NOBODY(i), 1000));
    for (int i = 0; i < 3; i++)
        assert_string_equal(comes(connections, 1, NOBODY(20), 1000), "rate");
    assert_string_equal(comes(connections, 1, NOBODY(20), 2000), "penalty");
    assert_null(comes(connections, 2, NOBODY(20), 2000));
    connections_note_reset(connections, &two, 2000);
    assert_null(comes(connections, 2, NOBODY(21), 2000));
    connections_note_reset(connections, &two, 2000);
    connections_note_reset(connections, &two, 2000);
    assert_string_equal(comes(connections, 2, NOBODY(22), 2000), "penalty");
    assert_null(connections_admit(connections, &one, 9000));
    connections_free(connections);
}

/* A worker that was stopped is killed after five seconds, unless it
 * continues. */
static void
a_stopped_worker_is_killed(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    pid_t pids[2] = {start_worker(), start_worker()};

    (void)state;
    for (unsigned char i = 0; i < 2; i++) {
        assert_null(comes(connections, i, pids[i], 0));
        connections_note_stopped(connections, pids[i], true, 1000);
    }
    connections_note_stopped(connections, pids[1], false, 2000);
    connections_note_stopped(connections, NOBODY(1), true, 2000);
    assert_int_equal(connections_expire(connections, &limits, 5999), 6000);
    assert_int_equal(connections_expire(connections, &limits, 6000), 132000);
    assert_int_equal(signal_of(pids[0]), SIGKILL);
    assert_int_equal(kill(pids[1], SIGKILL), 0);
    signal_of(pids[1]);
    connections_free(connections);
}

static const struct penalty_terms severe = {
    .crash = 90, .grace = 10, .no_auth = 1, .min = 1, .max = 600};

/* The end of a worker of the source 1 blocks the source for so many SECONDS,
 * and no other one. */
static void
assert_blocked(int status, unsigned seconds)
{
    struct connections *connections = connections_new(MAX, &bounds, &severe);
    struct peer one = source(1), two = source(2);
    const struct rejection *rejection;
    atomic_uchar *byte;

    assert_null(arrives(connections, 1, NOBODY(0), &byte));
    connections_remove(connections, NOBODY(0), status, 0);
    if (seconds > 0) {
        rejection = connections_admit(connections, &one, seconds * 1000 - 1);
        assert_non_null(rejection);
        assert_string_equal(rejection->reason, "penalty");
        assert_non_null(strstr(rejection->message, "blocked"));
    }
    assert_null(connections_admit(connections, &two, 0));
    assert_null(connections_admit(connections, &one, seconds * 1000));
    connections_free(connections);
}

static void
a_penalty_follows_from_how_a_worker_ends(void **state)
{
    (void)state;
    assert_blocked(SIGSEGV, 90); /* wait(2) statuses */
    assert_blocked(SIGXCPU, 90);
    assert_blocked(SIGALRM, 10);
    assert_blocked(SIGKILL, 0); /* the machine lacked memory */
    assert_blocked(WORKER_LATE << 8, 10);
    assert_blocked(WORKER_UNAUTHENTICATED << 8, 1);
    assert_blocked(WORKER_FAILED << 8, 0);
    assert_blocked(WORKER_OK << 8, 0);
}

/* A worker without a shell is killed after the grace time, one with a shell
 * after the session timeout; both have 12 seconds for their own alarms. */
static void
a_worker_that_misses_its_deadline_is_killed(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    pid_t waiting = start_worker(), established = start_worker();
    atomic_uchar *byte;
    int status;

    (void)state;
    assert_null(arrives(connections, 1, waiting, &byte));
    assert_null(arrives(connections, 2, established, &byte));
    session_kind_raise(byte, SESSION_KIND_TERMINAL);
    assert_int_equal(connections_expire(connections, &limits, 131999), 132000);
    assert_int_equal(waitpid(waiting, &status, WNOHANG), 0);
    assert_int_equal(connections_expire(connections, &limits, 132000), 3612000);
    assert_int_equal(signal_of(waiting), SIGKILL);
    assert_int_equal(waitpid(established, &status, WNOHANG), 0);
    assert_int_equal(connections_expire(connections, &limits, 3612000),
                     CLOCK_NEVER);
    assert_int_equal(signal_of(established), SIGKILL);
    connections_free(connections);
}

/* The log of the end of a worker, with STATUS, that has logged it itself or
 * not. */
static const char *
log_of_end(int status, bool has_logged)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    atomic_uchar *byte;

    assert_null(arrives(connections, 1, NOBODY(0), &byte));
    if (has_logged)
        session_kind_close(byte);
    log_file_open();
    connections_remove(connections, NOBODY(0), status, 0);
    connections_free(connections);
    return log_file_close();
}

static void
each_end_of_a_worker_is_logged_once(void **state)
{
    (void)state;
    /* Without memory it exits at once. */
    assert_non_null(
        strstr(log_of_end(WORKER_FAILED << 8, false), "reason=failed"));
    assert_string_equal(log_of_end(WORKER_FAILED << 8, true), "");
    assert_non_null(strstr(log_of_end(SIGALRM, false), "reason=grace-time"));
    assert_string_equal(log_of_end(SIGALRM, true), "");
    assert_non_null(strstr(log_of_end(SIGSEGV, true), "signal=11"));
    assert_string_equal(log_of_end(WORKER_OK << 8, true), "");
}

static void
a_connection_without_a_worker_is_uncounted(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
    atomic_uchar *byte;

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_null(arrives(connections, 1, -1, &byte));
    assert_int_equal(connections_active(connections), 0);
    assert_null(connections_remove(connections, 4711, 0, 0));
    connections_free(connections);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_closed_connection_does_not_count_for_its_source),
        cmocka_unit_test(a_closed_connection_does_not_count_for_the_total),
        cmocka_unit_test(reaping_takes_off_what_is_left),
        cmocka_unit_test(processes_are_bounded_whatever_their_workers_say),
        cmocka_unit_test(processes_of_one_source_are_bounded),
        cmocka_unit_test(a_worker_that_says_closed_and_stays_is_killed),
        cmocka_unit_test(another_source_displaces_the_oldest_of_the_busiest),
        cmocka_unit_test(a_young_connection_is_not_displaced),
        cmocka_unit_test(any_recent_penalty_counts_while_clients_wait),
        cmocka_unit_test(a_displaced_source_that_returns_gives_way),
        cmocka_unit_test(a_source_that_does_not_wait_gives_way_to_a_newcomer),
        cmocka_unit_test(a_source_that_is_too_fast_is_blocked),
        cmocka_unit_test(a_stopped_worker_is_killed),
        cmocka_unit_test(a_penalty_follows_from_how_a_worker_ends),
        cmocka_unit_test(a_worker_that_misses_its_deadline_is_killed),
        cmocka_unit_test(each_end_of_a_worker_is_logged_once),
        cmocka_unit_test(a_connection_without_a_worker_is_uncounted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
