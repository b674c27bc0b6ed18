/* The rate of new connections of a source is bounded, and of it alone. */

#include "unit.h"

#include "net/peer.h"
#include "supervisor/rate.h"

static const struct peer one = {.key = {1}}, two = {.key = {2}};

/* How many connections of PEER within a second, one a millisecond, from START
 * on are not too many. */
static unsigned
admitted(struct rates *rates, const struct peer *peer, uint64_t start)
{
    unsigned count = 0;

    for (uint64_t i = 0; i < 1000; i++)
        count += !rate_exceeds(rates, peer, start + i);
    return count;
}

static void
a_source_has_its_burst_and_then_its_rate(void **state)
{
    static struct rates rates = {.per_second = 10};

    (void)state;
    assert_int_equal(admitted(&rates, &one, 5000), 20 + 10);
    assert_int_equal(admitted(&rates, &one, 6000), 10);
    assert_false(rate_exceeds(&rates, &two, 6500));
    assert_int_equal(admitted(&rates, &one, 60000), 20 + 10);
}

static void
no_rate_is_no_limit(void **state)
{
    static struct rates rates = {.per_second = 0};

    (void)state;
    assert_int_equal(admitted(&rates, &one, 0), 1000);
}

/* Sources without end do not make room for one that is too fast. */
static void
a_full_table_forgets_the_quietest(void **state)
{
    static struct rates rates = {.per_second = 10};

    (void)state;
    assert_int_equal(admitted(&rates, &one, 5000), 30);
    for (unsigned i = 0; i < 3 * RATE_SOURCES; i++) {
        struct peer peer = {
            .key = {9, (unsigned char)(i >> 8), (unsigned char)i}};

        assert_false(rate_exceeds(&rates, &peer, 6000));
    }
    assert_true(rate_exceeds(&rates, &one, 6000));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_has_its_burst_and_then_its_rate),
        cmocka_unit_test(no_rate_is_no_limit),
        cmocka_unit_test(a_full_table_forgets_the_quietest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
