/* Which connections count, and what becomes of a worker that says that its
 * own is closed. */

#include "unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "supervisor/connections.h"
#include "process/limits.h"

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
    assert_null(arrives(connections, 1, 1001, &byte));
    assert_string_equal(arrives(connections, 1, 1002, &byte),
                        "per-source-waiting");
    mark_close(byte);
    assert_null(arrives(connections, 1, 1002, &byte));
    session_kind_raise(byte, SESSION_KIND_BOT);
    assert_null(arrives(connections, 1, 1003, &byte));
    session_kind_raise(byte, SESSION_KIND_BOT);
    assert_string_equal(arrives(connections, 1, 1004, &byte), "per-source");
    mark_close(byte); /* 1003 */
    assert_null(arrives(connections, 1, 1004, &byte));
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
        assert_null(arrives(connections, i, 1000 + i, &byte));
    assert_string_equal(arrives(connections, 9, 1009, &byte), "max-sessions");
    mark_close(byte);
    assert_null(arrives(connections, 9, 1009, &byte));
    assert_string_equal(arrives(connections, 8, 1008, &byte), "max-sessions");
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
        assert_null(arrives(connections, 1, 1000, &byte));
        if (i % 3 > 0)
            session_kind_raise(byte, SESSION_KIND_FILE);
        if (i % 2 > 0)
            mark_close(byte);
        connections_expire(connections, &limits, 0);
        assert_int_equal(connections_active(connections), i % 2 > 0 ? 0 : 1);
        assert_int_equal(
            mark_kind(*connections_remove(connections, 1000, 0, 0)->kind),
            i % 3 > 0 ? SESSION_KIND_FILE : SESSION_KIND_NONE);
        assert_int_equal(connections->count, 0);
        assert_int_equal(connections->limit.count, 0);
        assert_int_equal(connections->limit.waiting, 0);
    }
    connections_free(connections);
}

/* Workers that say so and stay: there are only so many processes. */
static void
processes_are_bounded_whatever_their_workers_say(void **state)
{
    struct connections *connections = connections_new(MAX, &lenient, &terms);
    atomic_uchar *byte;
    int served = 0;

    (void)state;
    while (served < 10000 && arrives(connections, (unsigned char)served,
                                     1000 + served, &byte) == NULL) {
        mark_close(byte);
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
        assert_null(arrives(connections, 1, 1000 + i, &byte));
        mark_close(byte);
    }
    assert_string_equal(arrives(connections, 1, 2000, &byte), "per-source");
    assert_null(arrives(connections, 2, 2000, &byte));
    assert_non_null(connections_remove(connections, 1000, 0, 0));
    assert_null(arrives(connections, 1, 2001, &byte));
    connections_free(connections);
}

/* A broken worker takes it back: it counts as closed all the same, and has
 * half a minute. */
static void
a_worker_that_says_closed_and_stays_is_killed(void **state)
{
    struct connections *connections = connections_new(MAX, &bounds, &terms);
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
    assert_null(arrives(connections, 1, pid, &byte));
    session_kind_raise(byte, SESSION_KIND_TERMINAL);
    mark_close(byte);
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
