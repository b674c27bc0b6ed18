/* The processor's time that a visit may use, with clocks that the test
 * sets. */

#include "unit.h"

#include "budget.h"

#define SHARE 10   /* percent */
#define CPU   1000 /* microseconds in a millisecond of the processor */

static void
a_visit_begins_with_a_full_bucket(void **state)
{
    struct budget budget;

    (void)state;
    budget_init(&budget, SHARE, 700, 50);
    assert_int_equal(budget_spend(&budget, 700 + BUDGET_FULL, 50), 0);
    assert_true(budget_spend(&budget, 700 + BUDGET_FULL + CPU, 50) > 50);
}

/* At a tenth of a processor, 20 ms too much are paid in 200. */
static void
who_overdraws_it_rests(void **state)
{
    struct budget budget;
    uint64_t rest;

    (void)state;
    budget_init(&budget, SHARE, 0, 0);
    rest = budget_spend(&budget, BUDGET_FULL + 20 * CPU, 0);
    assert_int_equal(rest, 201);
    assert_int_equal(budget_spend(&budget, BUDGET_FULL + 20 * CPU, rest), 0);
}

static void
it_fills_again_but_never_runs_over(void **state)
{
    struct budget budget;

    (void)state;
    budget_init(&budget, SHARE, 0, 0);
    budget_spend(&budget, BUDGET_FULL, 0);
    assert_int_equal(budget_spend(&budget, BUDGET_FULL + 100 * CPU, 1000), 0);
    assert_int_equal(
        budget_spend(&budget, 2 * BUDGET_FULL + 100 * CPU, 3600000), 0);
    assert_true(budget_spend(&budget, 2 * BUDGET_FULL + 101 * CPU, 3600000) >
                3600000);
}

static void
a_whole_processor_is_no_limit(void **state)
{
    struct budget budget;

    (void)state;
    budget_init(&budget, 100, 0, 0);
    assert_int_equal(budget_spend(&budget, 30 * BUDGET_FULL, 0), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_begins_with_a_full_bucket),
        cmocka_unit_test(who_overdraws_it_rests),
        cmocka_unit_test(it_fills_again_but_never_runs_over),
        cmocka_unit_test(a_whole_processor_is_no_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
