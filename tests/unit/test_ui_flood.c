/* Input that arrives faster than it can be handled is dropped, and only that.
 */

#include "unit.h"

#include "terminal/flood.h"

#define FULL_READ 4096

/* COUNT reads of SIZE bytes, each after a wait of WAIT ms and handled in HANDLE
 * ms. Returns how many of them were handled, at *NOW. */
static size_t
read_input(struct flood *flood, size_t count, size_t size, long long wait,
           long long handle, long long *now)
{
    size_t handled = 0;

    for (size_t i = 0; i < count; i++) {
        flood_wait(flood, *now);
        *now += wait;
        flood_add(flood, size, *now);
        if (flood_is_dropping(flood, *now))
            continue;
        handled++;
        *now += handle;
    }
    return handled;
}

/* The fault: the time that handling took was taken for a pause of the input.
 * Two megabytes of keys were handled for 58 s in front of a Ctrl-C. */
static void
test_slow_handling_is_no_pause(void **state)
{
    struct flood flood = {0};
    long long now = 1000;

    (void)state;
    assert_in_range(read_input(&flood, 500, FULL_READ, 0, 120, &now), 1, 4);
    assert_in_range(now, 1000, 1600);
}

static void
test_flood_of_a_slow_sender(void **state)
{
    struct flood flood = {0};
    long long now = 1000;

    (void)state;
    read_input(&flood, 10, FULL_READ, 0, 120, &now);
    assert_int_equal(read_input(&flood, 100, FULL_READ, 50, 120, &now), 0);
    assert_int_equal(read_input(&flood, 1, 1, 200, 1, &now), 1);
}

/* A flood is a kilobyte in each 300 ms, not less. */
static void
test_first_byte_of_a_flood(void **state)
{
    (void)state;
    for (size_t bytes = 1023; bytes <= 1024; bytes++) {
        struct flood flood = {0};

        flood_add(&flood, bytes, 1000);
        assert_false(flood_is_dropping(&flood, 1299));
        assert_int_equal(flood_is_dropping(&flood, 1300), bytes == 1024);
    }
}

static void
test_held_key_is_no_flood(void **state)
{
    struct flood flood = {0};
    long long now = 1000;

    (void)state;
    assert_int_equal(read_input(&flood, 5000, 6, 30, 1, &now), 5000);
    /* Each key takes longer than the next needs to come. */
    assert_int_equal(read_input(&flood, 5000, 6, 0, 40, &now), 5000);
}

static void
test_short_paste_is_no_flood(void **state)
{
    struct flood flood = {0};
    long long now = 1000;

    (void)state;
    assert_int_equal(read_input(&flood, 8, FULL_READ, 1, 10, &now), 8);
    /* After a pause the next is not added to it. */
    assert_int_equal(read_input(&flood, 1, FULL_READ, 100, 10, &now), 1);
    assert_int_equal(read_input(&flood, 8, FULL_READ, 1, 10, &now), 8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slow_handling_is_no_pause),
        cmocka_unit_test(test_flood_of_a_slow_sender),
        cmocka_unit_test(test_first_byte_of_a_flood),
        cmocka_unit_test(test_held_key_is_no_flood),
        cmocka_unit_test(test_short_paste_is_no_flood),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
