/* Penalties add up, block a source, and run out. */

#include "unit.h"

#include "net/peer.h"
#include "supervisor/penalty.h"

#define SECOND 1000

static const struct penalty_terms terms = {
    .crash = 90, .grace = 10, .no_auth = 1, .min = 15, .max = 60};

static const struct peer one = {.key = {1}}, two = {.key = {2}};

static void
a_sum_below_the_minimum_blocks_nobody(void **state)
{
    struct penalties penalties = {.terms = &terms};

    (void)state;
    penalty_add(&penalties, &one, terms.grace, 0);
    assert_false(penalty_is_active(&penalties, &one, 0));
    penalty_add(&penalties, &one, terms.grace, 0);
    assert_true(penalty_is_active(&penalties, &one, 0));
    assert_false(penalty_is_active(&penalties, &two, 0));
}

/* To its end, not only until the rest is below the minimum again. */
static void
a_penalty_blocks_until_it_runs_out(void **state)
{
    struct penalties penalties = {.terms = &terms};

    (void)state;
    penalty_add(&penalties, &one, 20, 0);
    assert_true(penalty_is_active(&penalties, &one, 20 * SECOND - 1));
    assert_false(penalty_is_active(&penalties, &one, 20 * SECOND));
    penalty_add(&penalties, &one, terms.grace, 20 * SECOND);
    assert_false(penalty_is_active(&penalties, &one, 20 * SECOND));
}

/* A source that was displaced may not displace another one meanwhile, whether
 * or not it is blocked. */
static void
a_penalty_is_pending_until_it_runs_out(void **state)
{
    struct penalties penalties = {.terms = &terms};

    (void)state;
    penalty_add(&penalties, &one, terms.no_auth, 0);
    assert_true(penalty_is_pending(&penalties, &one, SECOND - 1));
    assert_false(penalty_is_pending(&penalties, &one, SECOND));
    assert_false(penalty_is_pending(&penalties, &two, 0));
}

static void
a_sum_is_limited(void **state)
{
    struct penalties penalties = {.terms = &terms};

    (void)state;
    penalty_add(&penalties, &one, terms.crash, 0);
    penalty_add(&penalties, &one, terms.crash, 0);
    assert_true(penalty_is_active(&penalties, &one, 60 * SECOND - 1));
    assert_false(penalty_is_active(&penalties, &one, 60 * SECOND));
}

static void
a_penalty_is_remembered_for_a_while(void **state)
{
    struct penalties penalties = {.terms = &terms};
    const uint64_t end = terms.no_auth * SECOND + PENALTY_RECENT;

    (void)state;
    penalty_add(&penalties, &one, terms.no_auth, 0);
    assert_true(penalty_is_recent(&penalties, &one, end - 1));
    assert_false(penalty_is_recent(&penalties, &one, end));
    assert_false(penalty_is_recent(&penalties, &two, 0));
}

/* Not even while more clients wait than can be served. */
static void
a_maximum_of_0_is_no_penalty(void **state)
{
    static const struct penalty_terms none = {.min = 15, .max = 0};
    struct penalties penalties = {.terms = &none};

    (void)state;
    penalty_add(&penalties, &one, 90, 0);
    assert_false(penalty_is_active(&penalties, &one, 0));
    assert_false(penalty_is_recent(&penalties, &one, 0));
}

static struct peer
source(unsigned number)
{
    return (struct peer){
        .key = {9, (unsigned char)(number >> 8), (unsigned char)number}};
}

/* A full table replaces the penalty that ends first, and no other one. */
static void
many_sources_do_not_free_the_worst(void **state)
{
    static struct penalties penalties = {.terms = &terms};

    (void)state;
    penalty_add(&penalties, &one, 50, 0);
    for (unsigned i = 0; i < 2 * PENALTY_SOURCES; i++) {
        struct peer peer = source(i);

        penalty_add(&penalties, &peer, 20, 0);
        assert_true(penalty_is_active(&penalties, &peer, 0));
    }
    assert_true(penalty_is_active(&penalties, &one, 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sum_below_the_minimum_blocks_nobody),
        cmocka_unit_test(a_penalty_blocks_until_it_runs_out),
        cmocka_unit_test(a_penalty_is_pending_until_it_runs_out),
        cmocka_unit_test(a_sum_is_limited),
        cmocka_unit_test(a_penalty_is_remembered_for_a_while),
        cmocka_unit_test(a_maximum_of_0_is_no_penalty),
        cmocka_unit_test(many_sources_do_not_free_the_worst),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
