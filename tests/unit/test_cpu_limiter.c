/* The processor's time that a visit may use, with clocks that the test
 * sets. */

#include "unit.h"

#include <time.h>

#include "worker/cpu_limiter.h"
#include "worker/cpu_usage.h"

#define SHARE 10   /* percent */
#define CPU   1000 /* microseconds in a millisecond of the processor */

static void
a_visit_begins_with_a_full_bucket(void **state)
{
    struct cpu_limiter cpu_limiter;

    (void)state;
    cpu_limiter_init(&cpu_limiter, SHARE, 700, 50);
    assert_int_equal(
        cpu_limiter_spend(&cpu_limiter, 700 + CPU_LIMITER_FULL, 50), 0);
    assert_true(
        cpu_limiter_spend(&cpu_limiter, 700 + CPU_LIMITER_FULL + CPU, 50) > 50);
}

/* At a tenth of a processor, 20 ms too much are paid in 200. */
static void
who_overdraws_it_rests(void **state)
{
    struct cpu_limiter cpu_limiter;
    uint64_t rest;

    (void)state;
    cpu_limiter_init(&cpu_limiter, SHARE, 0, 0);
    rest = cpu_limiter_spend(&cpu_limiter, CPU_LIMITER_FULL + 20 * CPU, 0);
    assert_int_equal(rest, 201);
    assert_int_equal(
        cpu_limiter_spend(&cpu_limiter, CPU_LIMITER_FULL + 20 * CPU, rest), 0);
}

static void
one_great_waste_makes_nobody_rest_for_ever(void **state)
{
    struct cpu_limiter cpu_limiter;

    (void)state;
    cpu_limiter_init(&cpu_limiter, SHARE, 0, 0);
    assert_int_equal(
        cpu_limiter_spend(&cpu_limiter, 30 * (uint64_t)CPU_LIMITER_FULL, 0),
        10001);
}

static void
it_fills_again_but_never_runs_over(void **state)
{
    struct cpu_limiter cpu_limiter;

    (void)state;
    cpu_limiter_init(&cpu_limiter, SHARE, 0, 0);
    cpu_limiter_spend(&cpu_limiter, CPU_LIMITER_FULL, 0);
    assert_int_equal(
        cpu_limiter_spend(&cpu_limiter, CPU_LIMITER_FULL + 100 * CPU, 1000), 0);
    assert_int_equal(cpu_limiter_spend(&cpu_limiter,
                                       2 * CPU_LIMITER_FULL + 100 * CPU,
                                       3600000),
                     0);
    assert_true(cpu_limiter_spend(&cpu_limiter,
                                  2 * CPU_LIMITER_FULL + 101 * CPU,
                                  3600000) > 3600000);
}

static void
a_whole_processor_is_no_limit(void **state)
{
    struct cpu_limiter cpu_limiter;

    (void)state;
    cpu_limiter_init(&cpu_limiter, 100, 0, 0);
    assert_int_equal(cpu_limiter_spend(&cpu_limiter, 30 * CPU_LIMITER_FULL, 0),
                     0);
}

static void
a_renderer_that_has_used_time_has_run(void **state)
{
    struct cpu_usage usage = {.running = false};

    (void)state;
    assert_false(cpu_usage_has_run(&usage));
    cpu_usage_begin(&usage, CLOCK_PROCESS_CPUTIME_ID);
    assert_true(cpu_usage_has_run(&usage));
    cpu_usage_end(&usage, 3600 * (uint64_t)1000000);
    assert_in_range(cpu_usage_total(&usage), 3600 * (uint64_t)1000000,
                    3700 * (uint64_t)1000000);
    cpu_usage_has_run(&usage);
    assert_false(cpu_usage_has_run(&usage));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_begins_with_a_full_bucket),
        cmocka_unit_test(who_overdraws_it_rests),
        cmocka_unit_test(one_great_waste_makes_nobody_rest_for_ever),
        cmocka_unit_test(it_fills_again_but_never_runs_over),
        cmocka_unit_test(a_whole_processor_is_no_limit),
        cmocka_unit_test(a_renderer_that_has_used_time_has_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
