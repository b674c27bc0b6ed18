/* Who may come in, and who has to make room. */

#include "unit.h"

#include <string.h>

#include "net/peer.h"
#include "supervisor/srclimit.h"

#define NEVER_DROPS 99 /* of any percentage but all */
#define CAPACITY    64

static const struct srclimit_bounds bounds = {
    .per_source = 4,
    .waiting_per_source = 2,
    .early_drop = {.start = 3, .percent = 30, .full = 6},
};

static struct peer
source(unsigned char number)
{
    struct peer peer = {.text = ""};

    peer.key[15] = number;
    return peer;
}

static enum srclimit_verdict
enter(struct srclimit *limit, unsigned char number, uint32_t dice)
{
    struct peer peer = source(number);

    return srclimit_enter(limit, &peer, dice);
}

static int
open_table(void **state)
{
    static struct srclimit limit;

    *state = &limit;
    return srclimit_init(&limit, CAPACITY, &bounds);
}

static int
close_table(void **state)
{
    srclimit_fini(*state);
    return 0;
}

static void
a_source_has_so_many_and_no_more(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1);

    for (int i = 0; i < 4; i++) {
        assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
        srclimit_establish(limit, &one);
    }
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_CROWDED);
    srclimit_leave(limit, &one, true);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
}

static void
fewer_of_them_without_a_shell(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1);

    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_WAITING);
    srclimit_leave(limit, &one, false);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
}

static void
a_closed_visit_counts_no_more_before_it_is_reaped(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1);

    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    srclimit_establish(limit, &one);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_WAITING);
    srclimit_close(limit, &one, false);
    assert_int_equal(limit->waiting, 1);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    srclimit_close(limit, &one, true);
    srclimit_close(limit, &one, false);
    srclimit_close(limit, &one, false);
    assert_int_equal(limit->count, 1);
    for (int i = 0; i < 4; i++)
        srclimit_reap(limit, &one);
    assert_int_equal(limit->count, 0);
    assert_int_equal(limit->waiting, 0);
}

/* The dice is thrown for who has one waiting already; newcomers are let in
 * until the server is full. */
static void
a_rush_costs_those_who_have_one_waiting(void **state)
{
    struct srclimit *limit = *state;

    for (unsigned char i = 1; i <= 3; i++)
        assert_int_equal(enter(limit, i, 0), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 1, 29), SRCLIMIT_DROPPED);
    assert_int_equal(enter(limit, 1, 30), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 2, 30), SRCLIMIT_DROPPED); /* 53 by now */
    assert_int_equal(enter(limit, 4, 0), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 5, 0), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 6, NEVER_DROPS), SRCLIMIT_FULL);
    assert_int_equal(enter(limit, 2, NEVER_DROPS), SRCLIMIT_DROPPED);
}

static void
the_crowd_is_the_source_with_most_waiting(void **state)
{
    struct srclimit *limit = *state;
    struct peer two = source(2);
    unsigned char key[16];

    assert_int_equal(srclimit_crowd(limit, key), 0);
    enter(limit, 1, NEVER_DROPS);
    enter(limit, 2, NEVER_DROPS);
    enter(limit, 2, NEVER_DROPS);
    assert_int_equal(srclimit_crowd(limit, key), 2);
    assert_memory_equal(key, two.key, sizeof(key));
    srclimit_establish(limit, &two);
    assert_int_equal(srclimit_crowd(limit, key), 1);
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, open_table, close_table)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_source_has_so_many_and_no_more),
        TEST(fewer_of_them_without_a_shell),
        TEST(a_closed_visit_counts_no_more_before_it_is_reaped),
        TEST(a_rush_costs_those_who_have_one_waiting),
        TEST(the_crowd_is_the_source_with_most_waiting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
