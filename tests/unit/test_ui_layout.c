/* Where the parts of the screen stand, in windows of every size. */

#include "unit.h"

#include "app/layout.h"
#include "sshd/base/array.h"

static void
test_columns(void **state)
{
    static const struct {
        int columns, left, width, gutter, sidebar, text, text_width;
        bool compact;
    } windows[] = {
        {20, 1, 18, 1, 0, 1, 18, true},
        {59, 1, 57, 1, 0, 1, 57, true},
        {60, 3, 54, 2, 0, 3, 54, false},
        {89, 3, 83, 2, 0, 3, 83, false},
        {90, 3, 84, 2, 24, 31, 56, false}, /* the narrowest sidebar */
        {100, 3, 94, 2, 24, 31, 66, false},
        {101, 3, 95, 2, 25, 32, 66, false},
        {112, 3, 106, 2, 36, 43, 66, false},
        {113, 3, 107, 2, 36, 44, 66, false}, /* the widest one */
        {115, 3, 109, 2, 36, 46, 66, false},
        {116, 3, 110, 2, 36, 47, 66, false}, /* a block in the middle */
        {117, 3, 110, 2, 36, 47, 66, false},
        {200, 45, 110, 2, 36, 89, 66, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(windows); i++) {
        struct layout layout;

        layout_set_columns(&layout, windows[i].columns, 24);
        assert_int_equal(layout.columns, windows[i].columns);
        assert_int_equal(layout.left, windows[i].left);
        assert_int_equal(layout.width, windows[i].width);
        assert_int_equal(layout.gutter, windows[i].gutter);
        assert_int_equal(layout.sidebar, windows[i].sidebar > 0);
        assert_int_equal(layout.sidebar_width, windows[i].sidebar);
        assert_int_equal(layout.text_column, windows[i].text);
        assert_int_equal(layout.text_width, windows[i].text_width);
        assert_int_equal(layout.compact, windows[i].compact);
        assert_false(layout.too_small);
    }
}

static void
test_too_small(void **state)
{
    struct layout layout;

    (void)state;
    layout_set_columns(&layout, LAYOUT_COLUMNS_MIN, LAYOUT_ROWS_MIN);
    assert_false(layout.too_small);
    layout_set_columns(&layout, LAYOUT_COLUMNS_MIN - 1, LAYOUT_ROWS_MIN);
    assert_true(layout.too_small);
    layout_set_columns(&layout, LAYOUT_COLUMNS_MIN, LAYOUT_ROWS_MIN - 1);
    assert_true(layout.too_small);
}

/* Rows, from the top: the header, the tabs, a rule, the body, a rule, the
 * footer; -1 for what is left out. */
static void
test_rows(void **state)
{
    static const struct {
        int columns, rows;
        bool overview, large;
        int header_rows;
        int header, tabs, rule, body, body_rows, footer_rule, ticker;
    } windows[] = {
        {80, 9, false, false, 1, 0, 1, -1, 2, 6, -1, -1},
        {80, 10, false, false, 1, 0, 1, 2, 3, 5, 8, -1},
        {80, 27, false, false, 1, 0, 1, 2, 3, 22, 25, -1},
        {80, 28, false, false, 1, 0, 1, 2, 4, 22, 26, -1},
        {80, 27, true, true, 5, 0, 5, 6, 7, 17, 25, 24},
        {80, 28, true, true, 5, 1, 7, 8, 10, 15, 26, 25},
        {80, 24, true, true, 5, 0, 5, 6, 7, 14, 22, 21},
        {80, 23, true, true, 5, 0, 5, 6, 7, 14, 21, -1},
        {59, 24, true, false, 1, 0, 1, -1, 2, 20, 22, -1},
        {59, 24, false, false, 1, 0, 1, 2, 3, 19, 22, -1},
        {60, 24, true, false, 1, 0, 1, 2, 3, 18, 22, 21},
        {60, 24, false, false, 1, 0, 1, 2, 3, 19, 22, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(windows); i++) {
        struct layout layout;

        layout_set_columns(&layout, windows[i].columns, windows[i].rows);
        layout.overview = windows[i].overview;
        layout_set_rows(&layout, windows[i].large ? HEADER_LARGE : HEADER_LINE,
                        windows[i].header_rows);
        layout_add_ticker(&layout);
        assert_int_equal(layout.header_row, windows[i].header);
        assert_int_equal(layout.tabs_row, windows[i].tabs);
        assert_int_equal(layout.tabs_rule_row, windows[i].rule);
        assert_int_equal(layout.body.row, windows[i].body);
        assert_int_equal(layout.body.rows, windows[i].body_rows);
        assert_int_equal(layout.text.row, layout.body.row);
        assert_int_equal(layout.text.rows, layout.body.rows);
        assert_int_equal(layout.footer_rule_row, windows[i].footer_rule);
        assert_int_equal(layout.footer_row, windows[i].rows - 1);
        assert_int_equal(layout.ticker_row, windows[i].ticker);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
