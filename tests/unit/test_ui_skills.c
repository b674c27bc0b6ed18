/* Skills: tags that can be chosen, where each was used, and the ticker. */

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ui_app.h"
#include "sshd/base/array.h"

#define UP    "\033[A"
#define DOWN  "\033[B"
#define RIGHT "\033[C"
#define LEFT  "\033[D"
#define ESC   "\033"

static int
set_up(void **state)
{
    static struct visitor visitor;

    visitor_start(&visitor, NULL, 100, 30);
    visitor_type(&visitor, "2");
    *state = &visitor;
    return 0;
}

static int
tear_down(void **state)
{
    visitor_stop(*state);
    return 0;
}

static void
assert_tag(struct visitor *visitor, const char *tag)
{
    assert_string_equal(visitor_focus(visitor), tag);
}

static void
test_moving_among_tags(void **state)
{
    struct visitor *visitor = *state;

    assert_tag(visitor, "C");
    visitor_type(visitor, RIGHT);
    assert_tag(visitor, "Rust");
    visitor_type(visitor, DOWN);
    assert_tag(visitor, "CAN bus"); /* below the column of Rust */
    visitor_type(visitor, "j");
    assert_tag(visitor, "FreeRTOS");
    visitor_type(visitor, "l"
                          "l"
                          "k");
    assert_tag(visitor, "Ethernet");
    visitor_type(visitor, UP LEFT LEFT LEFT LEFT LEFT LEFT);
    assert_tag(visitor, "C");
    visitor_type(visitor, "G");
    assert_tag(visitor, "italiano");
    visitor_type(visitor, RIGHT RIGHT);
    assert_tag(visitor, "italiano");
}

static void
test_where_a_tag_was_used(void **state)
{
    struct visitor *visitor = *state;

    /* C: two jobs, from May 2016 to October 2024, and a project meanwhile. */
    assert_sees(visitor, "8 years · used in 3 places");
    assert_sees(visitor, "Helvetia Tramw");
    assert_sees(visitor, "quietd");
    visitor_type(visitor, RIGHT);
    assert_sees(visitor, "used in 1 place");
    visitor_type(visitor, DOWN RIGHT RIGHT);
    assert_tag(visitor, "Ethernet");
    assert_sees(visitor, "named here only");
}

static void
test_enter_goes_there_and_escape_comes_back(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "\r" DOWN DOWN);
    visitor_type(visitor, "\r");
    assert_int_equal(visitor->app.current, 3);
    assert_focus(visitor, "quietd");
    visitor_type(visitor, ESC);
    assert_int_equal(visitor->app.current, 2);
    assert_tag(visitor, "C");
}

/* Where a sub-project names it, that is where Enter goes. */
static void
test_enter_goes_to_the_part_that_names_it(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, RIGHT RIGHT RIGHT RIGHT RIGHT);
    assert_tag(visitor, "TLA+");
    assert_sees(visitor, "Brake contr");
    visitor_type(visitor, "\r\r");
    assert_focus(visitor, "Brake controller");
    assert_sees(visitor, "400 lines of TLA+");
}

static void
test_one_step_back(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "\r");
    assert_int_equal(app_view(&visitor->app)->choice, 0);
    visitor_type(visitor, "h");
    assert_int_equal(app_view(&visitor->app)->choice, -1);
    visitor_type(visitor, "\r");
    visitor_type(visitor, ESC);
    assert_int_equal(app_view(&visitor->app)->choice, -1);
    assert_int_equal(visitor->app.current, 2);
    visitor_type(visitor, ESC);
    assert_int_equal(visitor->app.current, 2);
}

static void
test_choice_stays_among_the_places(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "\r" UP UP UP);
    assert_int_equal(app_view(&visitor->app)->choice, 0);
    visitor_type(visitor, DOWN DOWN DOWN DOWN DOWN DOWN);
    assert_int_equal(app_view(&visitor->app)->choice, 2);
    visitor_resize(visitor, 40, 12);
    assert_sees(visitor, "quietd");
}

static void
test_whole_words_only(void **state)
{
    static const struct {
        const char *text, *tag;
        bool names;
    } cases[] = {
        {"Wrote it in C.", "C", true},
        {"Wrote it in C, then Rust", "Rust", true},
        {"Cut the costs", "C", false},
        {"C++ and Java", "C", false},
        {"C++ and Java", "C++", true},
        {"C# and F#", "C", false},
        {"JavaScript", "Java", false},
        {"Go (1.21)", "Go", true},
        {"go there", "Go", false},
        {"Google", "Go", false},
        {"the .NET runtime", ".NET", true},
        {"C, Rust, 日本語", "日本語", true},
        {"", "C", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (evidence_text_names(cases[i].text, cases[i].tag) != cases[i].names)
            fail_msg("\"%s\" in \"%s\"", cases[i].tag, cases[i].text);
}

/* Months that two jobs share count once. */
static void
test_months_are_not_counted_twice(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"L\", \"keywords\": [\"Zig\"]}],"
                  " \"work\": ["
                  "{\"name\": \"A\", \"startDate\": \"2010-01\","
                  " \"endDate\": \"2011-12\", \"keywords\": [\"Zig\"]},"
                  "{\"name\": \"B\", \"startDate\": \"2011-01\","
                  " \"endDate\": \"2012-12\", \"keywords\": [\"Zig\"]},"
                  "{\"name\": \"C\", \"startDate\": \"2025-02\","
                  " \"keywords\": [\"Zig\"]}]}",
                  100, 30);
    visitor_type(&visitor, "2");
    assert_int_equal(evidence_months(&visitor.app, visitor.app.evidence,
                                     visitor.app.evidence_count),
                     36 + 12);
    assert_sees(&visitor, "4 years · used in 3 places");
    visitor_stop(&visitor);
}

static void
test_narrow_window_shows_places_instead(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 60, 24);
    assert_sees_not(visitor, "used in");
    visitor_type(visitor, "\r");
    assert_sees(visitor, "used in 3 places");
    assert_sees_not(visitor, "FreeRTOS");
    visitor_type(visitor, ESC);
    assert_sees(visitor, "FreeRTOS");
}

/* Steps of the ticker while TIME passes in small bits. */
static int
run(struct ticker *ticker, long long from, long long time)
{
    int steps = 0;

    for (long long now = from; now <= from + time; now += 10)
        steps += ticker_step(ticker, now);
    return steps;
}

static void
test_ticker_steps_four_times_a_second(void **state)
{
    struct ticker ticker = {.last_key = 0};

    (void)state;
    assert_in_range(run(&ticker, 0, 10000), 39, 41);
}

static void
test_ticker_stops(void **state)
{
    struct ticker off = {.off = true}, paused = {.paused = true},
                  away = {.away = true};

    (void)state;
    assert_int_equal(run(&off, 0, 5000), 0);
    assert_int_equal(run(&paused, 0, 5000), 0);
    assert_int_equal(run(&away, 0, 5000), 0);
    assert_int_equal(ticker_next(&off), -1);
    assert_int_equal(ticker_next(&paused), -1);
    assert_int_equal(ticker_next(&away), -1);
}

static void
test_ticker_stops_by_itself(void **state)
{
    struct ticker ticker = {.last_key = 1000};

    (void)state;
    run(&ticker, 1000, TICKER_QUIET_MS);
    assert_int_equal(run(&ticker, 1000 + TICKER_QUIET_MS, 60000), 0);
    assert_int_equal(ticker_next(&ticker), -1);
    ticker.last_key = 100000; /* somebody is there again */
    assert_true(run(&ticker, 100000, 1000) >= 3);
}

static void
test_ticker_runs_only_where_it_is_seen(void **state)
{
    struct visitor *visitor = *state;

    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "0");
    assert_true(app_next_tick(&visitor->app) > 0);
    visitor_type(visitor, "?");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "?1");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "0/c");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, ESC);
    assert_true(app_next_tick(&visitor->app) > 0);
    visitor_type(visitor, "\033[O");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "\033[I");
    assert_true(app_next_tick(&visitor->app) > 0);
}

static void
test_ticker_shows_every_word(void **state)
{
    static const char *const words[] = {"trams", "night trains", "bread",
                                        "日本語", "soldering"};
    struct visitor *visitor = *state;
    bool seen[COUNT(words)] = {false};

    visitor_type(visitor, "0");
    for (int i = 0; i < 150; i++) {
        visitor_type(visitor, "\014"); /* somebody is there */
        visitor_wait(visitor, 250);
        for (size_t j = 0; j < COUNT(words); j++)
            if (strstr(visitor_screen(visitor), words[j]) != NULL)
                seen[j] = true;
    }
    for (size_t j = 0; j < COUNT(words); j++)
        assert_true(seen[j]);
}

#define test_visit(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_visit(test_moving_among_tags),
        test_visit(test_where_a_tag_was_used),
        test_visit(test_enter_goes_there_and_escape_comes_back),
        test_visit(test_enter_goes_to_the_part_that_names_it),
        test_visit(test_one_step_back),
        test_visit(test_choice_stays_among_the_places),
        cmocka_unit_test(test_whole_words_only),
        cmocka_unit_test(test_months_are_not_counted_twice),
        test_visit(test_narrow_window_shows_places_instead),
        cmocka_unit_test(test_ticker_steps_four_times_a_second),
        cmocka_unit_test(test_ticker_stops),
        cmocka_unit_test(test_ticker_stops_by_itself),
        test_visit(test_ticker_runs_only_where_it_is_seen),
        test_visit(test_ticker_shows_every_word),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
