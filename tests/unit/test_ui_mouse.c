/* The mouse: the wheel, clicks on whatever means something, and letting go
 * of it for who selects text. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "ui_app.h"

static int
set_up(void **state)
{
    static struct visitor visitor;

    visitor_start(&visitor, NULL, 100, 30);
    *state = &visitor;
    return 0;
}

/* Click on the first character of TEXT. */
static void
click_on(struct visitor *visitor, const char *text)
{
    int row, column;

    visitor_find(visitor, text, &row, &column);
    visitor_click(visitor, row, column);
}

/* BUTTON at that place, as xterm reports it. */
static void
report(struct visitor *visitor, int button, int row, int column, char final)
{
    char bytes[64];

    snprintf(bytes, sizeof(bytes), "\033[<%d;%d;%d%c", button, column + 1,
             row + 1, final);
    visitor_type(visitor, bytes);
}

static void
test_wheel_scrolls_three_lines(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 80, 24);
    visitor_type(visitor, "\005");
    assert_int_equal(app_view(&visitor->app)->scroll, 1);
    report(visitor, MOUSE_WHEEL_DOWN, 20, 50, 'M');
    assert_int_equal(app_view(&visitor->app)->scroll, 4);
    report(visitor, MOUSE_WHEEL_UP, 20, 50, 'M');
    assert_int_equal(app_view(&visitor->app)->scroll, 1);
}

static void
test_click_on_a_tab(void **state)
{
    struct visitor *visitor = *state;

    click_on(visitor, "3 Proj");
    assert_sees(visitor, "loratone");
    click_on(visitor, "1 Exp");
    assert_sees(visitor, "Fjordlink");
}

/* Tabs without room are behind a mark; a click on it selects the next one. */
static void
test_click_on_the_mark_of_more_tabs(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 40, 20);
    assert_sees(visitor, "0 Home 1 Experience");
    click_on(visitor, "›");
    assert_int_equal(visitor->app.current, 4);
    visitor_type(visitor, "8");
    click_on(visitor, "‹");
    assert_true(visitor->app.current > 0 && visitor->app.current < 8);
}

static void
test_click_on_a_hint(void **state)
{
    struct visitor *visitor = *state;

    click_on(visitor, "? help");
    assert_int_equal(visitor->app.overlay, OVERLAY_HELP);
    visitor_click(visitor, 0, 0);
    assert_int_equal(visitor->app.overlay, OVERLAY_NONE);
    app_open_contact_at_end(&visitor->app); /* it has hints of its own */
    visitor_resize(visitor, 100, 31);
    click_on(visitor, "b back");
    assert_int_equal(visitor->app.overlay, OVERLAY_NONE);
    app_open_contact_at_end(&visitor->app);
    visitor_resize(visitor, 100, 30);
    click_on(visitor, "0 start over");
    assert_int_equal(visitor->app.current, 0);
    click_on(visitor, "/ search");
    assert_true(visitor->app.search.typing);
    visitor_type(visitor, "\033");
    click_on(visitor, "q quit");
    assert_true(visitor->app.done);
}

static void
test_click_on_the_sidebar(void **state)
{
    struct visitor *visitor = *state;

    click_on(visitor, "Fjordlink");
    assert_focus(visitor, "Fjordlink");
    assert_sees(visitor, "Linked 14 islands");
    click_on(visitor, "Doors");
    assert_sees(visitor, "31 million closings");
}

static void
test_click_on_a_fold_mark(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 100, 50);
    click_on(visitor, "▼ Black box");
    assert_focus(visitor, "Black box");
    assert_sees(visitor, "► Black box");
    assert_sees_not(visitor, "Writes 4 kB");
    click_on(visitor, "► Black box");
    assert_sees(visitor, "▼ Black box");
    assert_sees(visitor, "Writes 4 kB");
}

static void
test_click_on_a_tag_and_a_place(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "2");
    click_on(visitor, "LoRa]");
    assert_string_equal(visitor_focus(visitor), "LoRa");
    click_on(visitor, "loratone");
    assert_int_equal(visitor->app.current, 3);
    assert_focus(visitor, "loratone");
}

static void
test_click_on_nothing(void **state)
{
    struct visitor *visitor = *state;
    char before[sizeof(visitor->app.search.query)];

    snprintf(before, sizeof(before), "%s", visitor_focus(visitor));
    visitor_click(visitor, 0, 0);
    visitor_click(visitor, 29, 99);
    visitor_click(visitor, -1, -1);
    visitor_click(visitor, 1000, 1000);
    assert_string_equal(visitor_focus(visitor), before);
    assert_false(visitor->app.done);
}

static void
test_other_buttons_do_nothing(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_find(visitor, "q quit", &row, &column);
    for (int button = 1; button < 64; button++) {
        report(visitor, button, row, column, 'M');
        report(visitor, button, row, column, 'm');
    }
    assert_false(visitor->app.done);
}

/* Press here, release there: text was being selected, which works only when
 * the program lets go of the mouse. */
static void
test_selecting_lets_the_mouse_go(void **state)
{
    struct visitor *visitor = *state;

    assert_true(visitor->app.mouse);
    report(visitor, MOUSE_LEFT, 15, 40, 'M');
    report(visitor, MOUSE_LEFT, 17, 60, 'm');
    assert_false(visitor->app.mouse);
    assert_sees(visitor, "m brings the clicks back");
    visitor_type(visitor, "m");
    assert_true(visitor->app.mouse);
}

static void
test_release_alone_is_no_click(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_find(visitor, "q quit", &row, &column);
    report(visitor, MOUSE_LEFT, row, column, 'm');
    assert_false(visitor->app.done);
}

static void
test_without_the_mouse(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "m");
    assert_false(visitor->app.mouse);
    click_on(visitor, "3 Proj");
    assert_int_equal(visitor->app.current, 1);
}

/* Whatever is under a box cannot be clicked through it. */
static void
test_no_click_through_help(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "?");
    visitor_click(visitor, 15, 50);
    assert_int_equal(visitor->app.overlay, OVERLAY_NONE);
    assert_focus(visitor, "Helvetia Tramways — Brakes");
}

#define test_visit(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, visitor_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_visit(test_wheel_scrolls_three_lines),
        test_visit(test_click_on_a_tab),
        test_visit(test_click_on_the_mark_of_more_tabs),
        test_visit(test_click_on_a_hint),
        test_visit(test_click_on_the_sidebar),
        test_visit(test_click_on_a_fold_mark),
        test_visit(test_click_on_a_tag_and_a_place),
        test_visit(test_click_on_nothing),
        test_visit(test_other_buttons_do_nothing),
        test_visit(test_selecting_lets_the_mouse_go),
        test_visit(test_release_alone_is_no_click),
        test_visit(test_without_the_mouse),
        test_visit(test_no_click_through_help),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
