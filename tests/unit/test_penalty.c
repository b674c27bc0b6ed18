/* Misdeeds add up, bite, and are forgiven. */

#include "unit.h"

#include "net/peer.h"
#include "supervisor/penalty.h"

#define SECOND 1000

static const struct penalty_terms terms = {
    .crash = 90, .grace = 10, .no_auth = 1, .least = 15, .most = 60};

static const struct peer one = {.key = {1}}, two = {.key = {2}};

static void
nothing_happens_below_the_least(void **state)
{
    struct penalty_box box = {.terms = &terms};

    (void)state;
    penalty_add(&box, &one, terms.grace, 0);
    assert_false(penalty_holds(&box, &one, 0));
    penalty_add(&box, &one, terms.grace, 0);
    assert_true(penalty_holds(&box, &one, 0));
    assert_false(penalty_holds(&box, &two, 0));
}

/* Until its time is up, not only until it is below the least again. */
static void
it_bites_to_its_end_and_is_forgiven(void **state)
{
    struct penalty_box box = {.terms = &terms};

    (void)state;
    penalty_add(&box, &one, 20, 0);
    assert_true(penalty_holds(&box, &one, 20 * SECOND - 1));
    assert_false(penalty_holds(&box, &one, 20 * SECOND));
    penalty_add(&box, &one, terms.grace, 30 * SECOND);
    assert_false(penalty_holds(&box, &one, 30 * SECOND));
}

static void
there_is_a_most(void **state)
{
    struct penalty_box box = {.terms = &terms};

    (void)state;
    penalty_add(&box, &one, terms.crash, 0);
    penalty_add(&box, &one, terms.crash, 0);
    assert_true(penalty_holds(&box, &one, 60 * SECOND - 1));
    assert_false(penalty_holds(&box, &one, 60 * SECOND));
}

static struct peer
source(unsigned number)
{
    return (struct peer){
        .key = {9, (unsigned char)(number >> 8), (unsigned char)number}};
}

/* A table that is full forgets who has to wait least, and nobody else. */
static void
a_crowd_of_sources_does_not_free_the_worst(void **state)
{
    static struct penalty_box box = {.terms = &terms};

    (void)state;
    penalty_add(&box, &one, 50, 0);
    for (unsigned i = 0; i < 2 * PENALTY_SOURCES; i++) {
        struct peer peer = source(i);

        penalty_add(&box, &peer, 20, 0);
        assert_true(penalty_holds(&box, &peer, 0));
    }
    assert_true(penalty_holds(&box, &one, 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_happens_below_the_least),
        cmocka_unit_test(it_bites_to_its_end_and_is_forgiven),
        cmocka_unit_test(there_is_a_most),
        cmocka_unit_test(a_crowd_of_sources_does_not_free_the_worst),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
