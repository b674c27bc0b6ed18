/* Which connections are admitted, by what their source has already. */

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
enter(struct srclimit *limit, unsigned char number, uint32_t random)
{
    struct peer peer = source(number);

    return srclimit_enter(limit, &peer, random);
}

static int
set_up(void **state)
{
    static struct srclimit limit;

    *state = &limit;
    return srclimit_init(&limit, CAPACITY, &bounds);
}

static int
tear_down(void **state)
{
    srclimit_fini(*state);
    return 0;
}

static void
connections_of_a_source_are_limited(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1);

    for (int i = 0; i < 4; i++) {
        assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
        srclimit_establish(limit, &one);
    }
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_PER_SOURCE);
    srclimit_leave(limit, &one, true);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
}

static void
waiting_connections_of_a_source_are_limited(void **state)
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
a_closed_connection_does_not_count_before_it_is_reaped(void **state)
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

/* Sources with a waiting connection are dropped at random; others are admitted
 * until the ramp is full. */
static void
the_ramp_drops_sources_with_a_waiting_connection(void **state)
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

/* It has a terminal open: it is not one of those that the ramp is against. */
static void
the_ramp_drops_no_source_without_a_waiting_connection(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1);

    for (unsigned char i = 1; i <= 4; i++)
        assert_int_equal(enter(limit, i, 0), SRCLIMIT_ADMIT);
    srclimit_establish(limit, &one);
    assert_int_equal(enter(limit, 1, 0), SRCLIMIT_ADMIT);
}

/* While one of its processes is reaped, its open connections still count. */
static void
a_source_is_kept_while_it_has_a_connection(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1);

    for (int i = 0; i < 4; i++) {
        assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
        srclimit_establish(limit, &one);
    }
    srclimit_close(limit, &one, true);
    srclimit_reap(limit, &one);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_PER_SOURCE);
}

/* Of a source that is not in the table, or has none of that kind. */
static void
what_does_not_count_is_not_taken_off(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1), two = source(2);

    assert_int_equal(enter(limit, 1, NEVER_DROPS), SRCLIMIT_ADMIT);
    srclimit_establish(limit, &two);
    srclimit_close(limit, &two, false);
    srclimit_reap(limit, &two);
    assert_int_equal(limit->waiting, 1);
    srclimit_establish(limit, &one);
    srclimit_establish(limit, &one);
    assert_int_equal(limit->waiting, 0);
    srclimit_reap(limit, &one);
    assert_int_equal(limit->count, 1);
    srclimit_leave(limit, &one, true);
    srclimit_close(limit, &one, true);
    assert_int_equal(limit->count, 0);
}

static void
a_table_too_large_for_memory_is_an_error(void **state)
{
    struct srclimit limit;

    (void)state;
    assert_int_equal(srclimit_init(&limit, SIZE_MAX / 1024, &bounds), -1);
    srclimit_fini(&limit);
}

static void
the_busiest_source_has_most_waiting(void **state)
{
    struct srclimit *limit = *state;
    struct peer one = source(1), two = source(2);
    unsigned char key[16];

    assert_int_equal(srclimit_busiest(limit, key), 0);
    enter(limit, 1, NEVER_DROPS);
    enter(limit, 2, NEVER_DROPS);
    enter(limit, 2, NEVER_DROPS);
    assert_int_equal(srclimit_busiest(limit, key), 2);
    assert_memory_equal(key, two.key, sizeof(key));
    srclimit_establish(limit, &two);
    assert_int_equal(srclimit_busiest(limit, key), 1);
    srclimit_leave(limit, &one, false);
    srclimit_establish(limit, &two);
    assert_int_equal(srclimit_busiest(limit, key), 0);
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(connections_of_a_source_are_limited),
        TEST(waiting_connections_of_a_source_are_limited),
        TEST(a_closed_connection_does_not_count_before_it_is_reaped),
        TEST(the_ramp_drops_sources_with_a_waiting_connection),
        TEST(the_ramp_drops_no_source_without_a_waiting_connection),
        TEST(a_source_is_kept_while_it_has_a_connection),
        TEST(what_does_not_count_is_not_taken_off),
        cmocka_unit_test(a_table_too_large_for_memory_is_an_error),
        TEST(the_busiest_source_has_most_waiting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
