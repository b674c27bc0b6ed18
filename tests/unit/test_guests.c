/* Which connections count, and what becomes of a worker that says that its
 * own is closed. */

#include "unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "guests.h"
#include "limit.h"

#define MAX 3

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
static const struct penalty_terms terms = {.most = 0};
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
arrives(struct guests *guests, unsigned char number, pid_t pid,
        atomic_uchar **byte)
{
    struct peer peer = source(number);
    const struct excuse *excuse = guests_admit(guests, &peer, 0);

    if (excuse != NULL)
        return excuse->why;
    *byte = guests_next_mark(guests);
    guests_enter(guests, &peer, pid, 0);
    return NULL;
}

static void
a_closed_connection_does_not_count_for_its_source(void **state)
{
    struct guests *guests = guests_open(MAX, &bounds, &terms);
    atomic_uchar *byte;

    (void)state;
    assert_null(arrives(guests, 1, 1001, &byte));
    assert_string_equal(arrives(guests, 1, 1002, &byte), "per-source-waiting");
    mark_close(byte);
    assert_null(arrives(guests, 1, 1002, &byte));
    mark_raise(byte, MARK_BOT);
    assert_null(arrives(guests, 1, 1003, &byte));
    mark_raise(byte, MARK_BOT);
    assert_string_equal(arrives(guests, 1, 1004, &byte), "per-source");
    mark_close(byte); /* 1003 */
    assert_null(arrives(guests, 1, 1004, &byte));
    assert_int_equal(guests_active(guests), 2);
    assert_int_equal(guests->count, 4);
    guests_close(guests);
}

static void
a_closed_connection_does_not_count_for_the_total(void **state)
{
    struct guests *guests = guests_open(MAX, &bounds, &terms);
    atomic_uchar *byte;

    (void)state;
    for (unsigned char i = 1; i <= MAX; i++)
        assert_null(arrives(guests, i, 1000 + i, &byte));
    assert_string_equal(arrives(guests, 9, 1009, &byte), "max-sessions");
    mark_close(byte);
    assert_null(arrives(guests, 9, 1009, &byte));
    assert_string_equal(arrives(guests, 8, 1008, &byte), "max-sessions");
    guests_close(guests);
}

/* What was closed is taken off once, whenever it is reaped. */
static void
reaping_takes_off_what_is_left(void **state)
{
    struct guests *guests = guests_open(MAX, &bounds, &terms);
    atomic_uchar *byte;

    (void)state;
    for (int i = 0; i < 3 * MAX; i++) {
        assert_null(arrives(guests, 1, 1000, &byte));
        if (i % 3 > 0)
            mark_raise(byte, MARK_FILE);
        if (i % 2 > 0)
            mark_close(byte);
        guests_expire(guests, &limits, 0);
        assert_int_equal(guests_active(guests), i % 2 > 0 ? 0 : 1);
        assert_int_equal(mark_kind(*guests_leave(guests, 1000, 0, 0)->mark),
                         i % 3 > 0 ? MARK_FILE : MARK_NONE);
        assert_int_equal(guests->count, 0);
        assert_int_equal(guests->limit.count, 0);
        assert_int_equal(guests->limit.waiting, 0);
    }
    guests_close(guests);
}

/* Workers that say so and stay: there are only so many processes. */
static void
processes_are_bounded_whatever_their_workers_say(void **state)
{
    struct guests *guests = guests_open(MAX, &lenient, &terms);
    atomic_uchar *byte;
    int served = 0;

    (void)state;
    while (served < 10000 && arrives(guests, (unsigned char)served,
                                     1000 + served, &byte) == NULL) {
        mark_close(byte);
        served++;
    }
    assert_int_equal(served, MAX + GUESTS_CLOSING);
    guests_close(guests);
}

static void
processes_of_one_source_are_bounded(void **state)
{
    struct guests *guests = guests_open(MAX, &lenient, &terms);
    atomic_uchar *byte;

    (void)state;
    for (int i = 0; i < SRCLIMIT_CLOSING; i++) {
        assert_null(arrives(guests, 1, 1000 + i, &byte));
        mark_close(byte);
    }
    assert_string_equal(arrives(guests, 1, 2000, &byte), "per-source");
    assert_null(arrives(guests, 2, 2000, &byte));
    assert_non_null(guests_leave(guests, 1000, 0, 0));
    assert_null(arrives(guests, 1, 2001, &byte));
    guests_close(guests);
}

/* A broken worker takes it back: it counts as closed all the same, and has
 * half a minute. */
static void
a_worker_that_says_closed_and_stays_is_killed(void **state)
{
    struct guests *guests = guests_open(MAX, &bounds, &terms);
    atomic_uchar *byte;
    pid_t pid = fork();
    uint64_t end;
    int status;

    (void)state;
    if (pid == 0) {
        alarm(600);
        for (;;)
            pause();
    }
    assert_null(arrives(guests, 1, pid, &byte));
    mark_raise(byte, MARK_TERMINAL);
    mark_close(byte);
    end = guests_expire(guests, &limits, 5000);
    assert_int_equal(end, 35000);
    *byte = MARK_NONE;
    assert_int_equal(guests_expire(guests, &limits, end - 1), end);
    assert_int_equal(guests_active(guests), 0);
    assert_int_equal(waitpid(pid, &status, WNOHANG), 0);
    assert_int_equal(guests_expire(guests, &limits, end), CLOCK_NEVER);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    assert_non_null(guests_leave(guests, pid, 0, end));
    guests_close(guests);
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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
