/* Text laid out in rows: nothing leaves its columns, and everything can be
 * found again by the item it belongs to. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "app/flow.h"
#include "sshd/base/array.h"
#include "text/text.h"

#define WIDTH 20

static int
set_up(void **state)
{
    static struct flow flow;

    flow_start(&flow, WIDTH);
    *state = &flow;
    return 0;
}

static int
tear_down(void **state)
{
    flow_fini(*state);
    return 0;
}

/* The row at INDEX as it would be drawn. */
static const char *
row_text(const struct flow *flow, size_t index)
{
    static char text[512];
    const struct row *row = &flow->rows[index];
    size_t length = 0;
    int column = 0;

    assert_true(index < flow->row_count);
    for (size_t i = 0; i < row->span_count; i++) {
        const struct span *span = &flow->spans[row->first_span + i];

        for (; column < span->column; column++)
            text[length++] = ' ';
        memcpy(text + length, span->text, span->length);
        length += span->length;
        column += span->width;
    }
    text[length] = '\0';
    return text;
}

static void
assert_row(const struct flow *flow, size_t index, const char *expected)
{
    assert_string_equal(row_text(flow, index), expected);
}

/* Spans lie in their row one after the other, as wide as their text. */
static void
assert_tidy(const struct flow *flow)
{
    for (size_t i = 0; i < flow->row_count; i++) {
        const struct row *row = &flow->rows[i];
        int column = 0;

        for (size_t j = 0; j < row->span_count; j++) {
            const struct span *span = &flow->spans[row->first_span + j];

            assert_true(span->column >= 0);
            assert_int_equal(span->width,
                             text_width_n(span->text, span->length));
            if (span->column >= column)
                column = span->column + span->width;
        }
        if (column > flow->width)
            fail_msg("row %zu is %d columns: %s", i, column, row_text(flow, i));
    }
}

static void
test_put(void **state)
{
    struct flow *flow = *state;

    flow_head_row(flow, 3);
    assert_int_equal(flow_put(flow, 2, WIDTH, ROLE_TEXT, "Ada 漢"), 8);
    assert_int_equal(flow_put(flow, 9, WIDTH, ROLE_TEXT, ""), 9);
    assert_row(flow, 0, "  Ada 漢");
    assert_tidy(flow);
}

static void
test_put_cuts(void **state)
{
    struct flow *flow = *state;

    flow_head_row(flow, 0);
    assert_int_equal(flow_put(flow, 0, 8, ROLE_TEXT, "Northwind"), 8);
    assert_row(flow, 0, "Northwi…");
    flow_row(flow, 0);
    flow_put(flow, 0, 100, ROLE_TEXT, "a text that is too wide for a row");
    assert_row(flow, 1, "a text that is too …");
    flow_row(flow, 0);
    assert_int_equal(flow_put(flow, 5, 5, ROLE_TEXT, "nothing"), 5);
    assert_row(flow, 2, "");
    flow_row(flow, 0);
    flow_put(flow, 0, 6, ROLE_TEXT, "漢字漢字");
    assert_row(flow, 3, "漢字…");
    assert_tidy(flow);
}

static void
test_right(void **state)
{
    struct flow *flow = *state;

    flow_head_row(flow, 0);
    assert_int_equal(flow_right(flow, ROLE_MUTED, "2021 – now"), WIDTH - 10);
    assert_row(flow, 0, "          2021 – now");
    assert_tidy(flow);
}

static void
test_wrap(void **state)
{
    struct flow *flow = *state;

    flow_head_row(flow, 7);
    flow_wrap(flow, 2, ROLE_TEXT, "Own the settlement engine, with a team.");
    assert_int_equal(flow->row_count, 3);
    assert_row(flow, 0, "  Own the settlement");
    assert_row(flow, 1, "  engine, with a");
    assert_row(flow, 2, "  team.");
    assert_int_equal(flow->rows[2].item, 7);
    assert_false(flow->rows[2].head);
    assert_tidy(flow);
}

static void
test_wrap_in_no_room_at_all(void **state)
{
    struct flow *flow = *state;

    flow_start(flow, 3);
    flow_head_row(flow, 0);
    flow_wrap(flow, 2, ROLE_TEXT, "abc");
    assert_int_equal(flow->row_count, 3);
    flow_head_row(flow, 0);
    flow_wrap(flow, 50, ROLE_TEXT, "abc");
    assert_true(flow->row_count < 10);
}

static void
test_gap(void **state)
{
    struct flow *flow = *state;

    flow_gap(flow);
    assert_int_equal(flow->row_count, 0);
    flow_head_row(flow, 0);
    flow_put(flow, 0, WIDTH, ROLE_TEXT, "one");
    flow_gap(flow);
    flow_gap(flow);
    assert_int_equal(flow->row_count, 2);
    assert_row(flow, 1, "");
}

static const char *const tags[] = {
    "C", "Linux", "PostgreSQL", "Kafka", "a tag that is wider than a row is",
    "Go"};
static const struct strings tag_strings = {tags, COUNT(tags)};

static void
test_chips(void **state)
{
    struct flow *flow = *state;

    flow->brackets = true;
    flow_row(flow, FLOW_NO_ITEM);
    flow_chips(flow, 1, &tag_strings, 10);
    assert_row(flow, 0, " [C] [Linux]");
    assert_row(flow, 1, " [PostgreSQL]");
    assert_row(flow, 2, " [Kafka]");
    assert_row(flow, 3, " [a tag that is]");
    assert_row(flow, 4, " [wider than a row]");
    assert_row(flow, 5, " [is] [Go]");
    assert_tidy(flow);
}

static void
test_chips_are_items(void **state)
{
    struct flow *flow = *state;

    flow_row(flow, FLOW_NO_ITEM);
    flow_chips(flow, 0, &tag_strings, 10);
    assert_int_equal(flow_item_row(flow, 10), 0);
    assert_int_equal(flow_item_row(flow, 11), 0);
    assert_int_equal(flow_item_row(flow, 12), 1);
    assert_int_equal(flow_item_row(flow, 15), 4);
    assert_int_equal(flow_item_row(flow, 16), -1);
    assert_int_equal(flow_item_column(flow, 10), 0);
    assert_int_equal(flow_item_column(flow, 11), 4);
    assert_int_equal(flow_row_item(flow, 0), 10);
    assert_int_equal(flow_row_item(flow, 1), 12);
    assert_int_equal(flow_nearest_item(flow, 0, 0), 10);
    assert_int_equal(flow_nearest_item(flow, 0, 19), 11);
    assert_int_equal(flow_nearest_item(flow, 1, 4), 12);
    assert_int_equal(flow_nearest_item(flow, 1, 19), 13);
}

static void
test_words(void **state)
{
    static const char *const few[] = {"C", "Linux", "Go"};
    struct flow *flow = *state;

    flow_row(flow, 0);
    flow_words(flow, 0, ROLE_MUTED, &(struct strings){few, COUNT(few)});
    assert_row(flow, 0, "C · Linux · Go");
    flow_row(flow, 0);
    flow_words(flow, 0, ROLE_MUTED, &tag_strings);
    for (size_t i = 0; i < flow->row_count; i++)
        assert_true(text_width(row_text(flow, i)) <= WIDTH);
    assert_tidy(flow);
}

static void
test_items(void **state)
{
    struct flow *flow = *state;

    flow_head_row(flow, 4);
    flow_wrap(flow, 0, ROLE_TEXT, "one two three four five six seven");
    flow_gap(flow);
    flow_head_row(flow, 5);
    flow_put(flow, 0, WIDTH, ROLE_TEXT, "next");
    assert_int_equal(flow_item_row(flow, 4), 0);
    assert_int_equal(flow_item_rows(flow, 4), 3);
    assert_int_equal(flow_item_row(flow, 5), 3);
    assert_int_equal(flow_item_rows(flow, 5), 1);
    assert_int_equal(flow_item_row(flow, 6), -1);
    assert_int_equal(flow_item_rows(flow, 6), 0);
    assert_int_equal(flow_row_item(flow, 2), 4);
}

static void
test_formatted_texts_live_as_long_as_the_layout(void **state)
{
    struct flow *flow = *state;
    const char *texts[100];
    char expected[32];

    for (int i = 0; i < 100; i++)
        texts[i] = flow_format(flow, "%d points", i);
    for (int i = 0; i < 100; i++) {
        snprintf(expected, sizeof(expected), "%d points", i);
        assert_string_equal(texts[i], expected);
    }
    flow_start(flow, WIDTH);
    assert_int_equal(flow->row_count, 0);
}

static void
test_without_a_row_nothing_is_laid_out(void **state)
{
    struct flow *flow = *state;

    flow_put(flow, 0, WIDTH, ROLE_TEXT, "nowhere");
    flow_right(flow, ROLE_TEXT, "nowhere");
    assert_int_equal(flow->row_count, 0);
    assert_int_equal(flow_item_row(flow, 0), -1);
}

#define test_flow(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_flow(test_put),
        test_flow(test_put_cuts),
        test_flow(test_right),
        test_flow(test_wrap),
        test_flow(test_wrap_in_no_room_at_all),
        test_flow(test_gap),
        test_flow(test_chips),
        test_flow(test_chips_are_items),
        test_flow(test_words),
        test_flow(test_items),
        test_flow(test_formatted_texts_live_as_long_as_the_layout),
        test_flow(test_without_a_row_nothing_is_laid_out),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
