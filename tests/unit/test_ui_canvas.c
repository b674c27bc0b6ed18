/* The grid of cells: nothing is drawn outside of it, and no character is
 * ever drawn by half. */

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "sshd/base/array.h"
#include "terminal/canvas.h"
#include "text/codepoint.h"

#define COLUMNS 10
#define ROWS    3

static int
set_up(void **state)
{
    static struct canvas canvas;

    canvas = (struct canvas){0};
    *state = &canvas;
    return canvas_resize(&canvas, COLUMNS, ROWS);
}

static int
tear_down(void **state)
{
    canvas_fini(*state);
    return 0;
}

/* ROW as text; the right half of a wide character is not there. */
static const char *
row_text(const struct canvas *canvas, int row)
{
    static char text[CANVAS_COLUMNS_MAX * 12];
    size_t length = 0;

    for (int column = 0; column < canvas->columns; column++) {
        const struct cell *cell = canvas_cell(canvas, row, column);

        for (int i = 0; i < 3 && cell->text[i] != 0; i++)
            length += codepoint_encode(text + length, sizeof(text) - length - 1,
                                       cell->text[i]);
    }
    text[length] = '\0';
    return text;
}

static void
assert_row(const struct canvas *canvas, int row, const char *expected)
{
    assert_string_equal(row_text(canvas, row), expected);
}

/* Each wide cell has its right half, each half its left one. */
static void
assert_whole(const struct canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int column = 0; column < canvas->columns; column++) {
            const struct cell *cell = canvas_cell(canvas, row, column);
            const struct cell *next = canvas_cell(canvas, row, column + 1);

            assert_in_range(cell->width, 0, 2);
            assert_in_range(cell->role, 0, ROLE_COUNT - 1);
            if (cell->width == 2)
                assert_true(next != NULL && next->width == 0);
            if (cell->width == 0)
                assert_true(column > 0 && cell[-1].width == 2);
        }
    }
}

static void
test_text_lands_where_it_should(void **state)
{
    struct canvas *canvas = *state;

    assert_int_equal(canvas_text(canvas, 1, 2, ROLE_HEADING, "Adé"), 3);
    assert_row(canvas, 0, "          ");
    assert_row(canvas, 1, "  Adé     ");
    assert_int_equal(canvas_cell(canvas, 1, 2)->role, ROLE_HEADING);
    assert_int_equal(canvas_cell(canvas, 1, 5)->role, ROLE_TEXT);
}

static void
test_everything_outside_is_clipped(void **state)
{
    struct canvas *canvas = *state;

    canvas_text(canvas, -1, 0, ROLE_TEXT, "above");
    canvas_text(canvas, ROWS, 0, ROLE_TEXT, "below");
    canvas_text(canvas, 0, COLUMNS, ROLE_TEXT, "right");
    canvas_text(canvas, 0, -3, ROLE_TEXT, "left");
    canvas_text(canvas, 1, 7, ROLE_TEXT, "across");
    canvas_text_right(canvas, 2, 3, ROLE_TEXT, "backwards");
    canvas_repeat(canvas, 2, 8, ROLE_RULE, "─", 1000);
    canvas_repeat(canvas, -5, -5, ROLE_RULE, "─", 1000);
    canvas_paint(canvas, 0, -10, 1000, ROLE_MATCH);
    canvas_paint(canvas, 100, 100, 1000, ROLE_MATCH);
    canvas_blank(canvas, 1, 9, 1000, 1000);
    assert_row(canvas, 0, "t         ");
    assert_row(canvas, 1, "       ac ");
    assert_row(canvas, 2, "rds     ─ ");
    assert_int_equal(canvas_cell(canvas, 0, 9)->role, ROLE_MATCH);
    assert_whole(canvas);
}

static void
test_cells_outside_are_not_there(void **state)
{
    struct canvas *canvas = *state;

    assert_null(canvas_cell(canvas, -1, 0));
    assert_null(canvas_cell(canvas, 0, -1));
    assert_null(canvas_cell(canvas, ROWS, 0));
    assert_null(canvas_cell(canvas, 0, COLUMNS));
}

static void
test_wide_character_takes_two_cells(void **state)
{
    struct canvas *canvas = *state;

    assert_int_equal(canvas_text(canvas, 0, 1, ROLE_ACCENT, "漢x"), 3);
    assert_int_equal(canvas_cell(canvas, 0, 1)->width, 2);
    assert_int_equal(canvas_cell(canvas, 0, 2)->width, 0);
    assert_int_equal(canvas_cell(canvas, 0, 2)->role, ROLE_ACCENT);
    assert_int_equal(canvas_cell(canvas, 0, 3)->text[0], U'x');
    assert_whole(canvas);
}

static void
test_wide_character_never_straddles_the_edge(void **state)
{
    struct canvas *canvas = *state;

    canvas_text(canvas, 0, COLUMNS - 1, ROLE_TEXT, "漢");
    canvas_put(canvas, 1, COLUMNS - 1, ROLE_TEXT, "漢", strlen("漢"), 2);
    canvas_put(canvas, 2, 0, ROLE_TEXT, "漢字漢", strlen("漢字漢"), 5);
    assert_row(canvas, 0, "          ");
    assert_row(canvas, 1, "          ");
    assert_row(canvas, 2, "漢字      ");
    assert_whole(canvas);
}

static void
test_wide_character_left_of_the_edge(void **state)
{
    struct canvas *canvas = *state;

    canvas_text(canvas, 0, -1, ROLE_TEXT, "漢字");
    assert_row(canvas, 0, " 字       ");
    assert_whole(canvas);
}

/* What is left of a wide character that is drawn over by half is blank. */
static void
test_wide_character_cut_by_another(void **state)
{
    struct canvas *canvas = *state;

    canvas_text(canvas, 0, 0, ROLE_TEXT, "漢字");
    canvas_text(canvas, 0, 1, ROLE_TEXT, "x");
    assert_row(canvas, 0, " x字      ");
    canvas_text(canvas, 1, 0, ROLE_TEXT, "漢字");
    canvas_text(canvas, 1, 2, ROLE_TEXT, "x");
    assert_row(canvas, 1, "漢x       ");
    canvas_text(canvas, 2, 0, ROLE_TEXT, "漢字漢");
    canvas_text(canvas, 2, 1, ROLE_TEXT, "語");
    assert_row(canvas, 2, " 語 漢    ");
    assert_whole(canvas);
}

static void
test_combining_marks_join_their_letter(void **state)
{
    struct canvas *canvas = *state;
    const struct cell *cell = canvas_cell(canvas, 0, 0);

    assert_int_equal(canvas_text(canvas, 0, 0, ROLE_TEXT, "e\u0301x"), 2);
    assert_int_equal(cell[0].text[0], U'e');
    assert_int_equal(cell[0].text[1], 0x301);
    assert_int_equal(cell[1].text[0], U'x');
    assert_int_equal(cell[1].text[1], 0);
}

static void
test_combining_marks_of_a_wide_character(void **state)
{
    struct canvas *canvas = *state;

    canvas_text(canvas, 0, 0, ROLE_TEXT, "か\u3099x");
    assert_int_equal(canvas_cell(canvas, 0, 0)->text[1], 0x3099);
    assert_int_equal(canvas_cell(canvas, 0, 1)->width, 0);
    assert_int_equal(canvas_cell(canvas, 0, 2)->text[0], U'x');
    assert_whole(canvas);
}

static void
test_too_many_combining_marks(void **state)
{
    struct canvas *canvas = *state;

    canvas_text(canvas, 0, 0, ROLE_TEXT,
                "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308x");
    assert_int_equal(canvas_cell(canvas, 0, 0)->text[2], 0x302);
    assert_int_equal(canvas_cell(canvas, 0, 1)->text[0], U'x');
    canvas_text(canvas, 1, 0, ROLE_TEXT, "\u0301x");
    assert_row(canvas, 1, "x         ");
    /* Some terminals draw a tone of skin as a picture of its own. */
    canvas_text(canvas, 2, 0, ROLE_TEXT, "\U0001F44D\U0001F3FDx");
    assert_int_equal(canvas_cell(canvas, 2, 0)->text[1], 0);
    assert_int_equal(canvas_cell(canvas, 2, 2)->text[0], U'x');
}

static void
test_cut_ends_in_an_ellipsis(void **state)
{
    struct canvas *canvas = *state;

    assert_int_equal(
        canvas_text_cut(canvas, 0, 0, ROLE_TEXT, "Northwind Payments", 8), 8);
    assert_row(canvas, 0, "Northwi…  ");
    assert_int_equal(canvas_text_cut(canvas, 1, 0, ROLE_TEXT, "Northwin", 8),
                     8);
    assert_row(canvas, 1, "Northwin  ");
    assert_int_equal(canvas_text_cut(canvas, 2, 0, ROLE_TEXT, "漢字漢字", 6),
                     5);
    assert_row(canvas, 2, "漢字…     ");
    assert_int_equal(canvas_text_cut(canvas, 0, 0, ROLE_TEXT, "x", 0), 0);
    assert_int_equal(canvas_text_cut(canvas, 0, 0, ROLE_TEXT, "x", -4), 0);
    assert_row(canvas, 0, "Northwi…  ");
}

static void
test_right_alignment(void **state)
{
    struct canvas *canvas = *state;

    canvas_text_right(canvas, 0, COLUMNS, ROLE_TEXT, "漢 2021");
    assert_row(canvas, 0, "   漢 2021");
}

static void
test_put_takes_bytes(void **state)
{
    struct canvas *canvas = *state;

    assert_int_equal(
        canvas_put(canvas, 0, 0, ROLE_TEXT, "Ledger core", 6, COLUMNS), 6);
    assert_row(canvas, 0, "Ledger    ");
}

static void
test_plain_charsets_keep_the_columns(void **state)
{
    struct canvas *canvas = *state;

    canvas->charset = CHARSET_ASCII;
    canvas_text(canvas, 0, 0, ROLE_TEXT, "▼ é — x");
    canvas_repeat(canvas, 1, 0, ROLE_RULE, "─", 4);
    assert_row(canvas, 0, "v e - x   ");
    assert_row(canvas, 1, "----      ");
}

static void
test_clear_forgets_everything(void **state)
{
    struct canvas *canvas = *state;

    canvas_text(canvas, 0, 0, ROLE_MATCH, "漢字");
    canvas_add_spot(canvas, 0, 0, 4, 1, 2);
    canvas->cursor_row = 2;
    canvas_clear(canvas);
    assert_row(canvas, 0, "          ");
    assert_int_equal(canvas_cell(canvas, 0, 0)->role, ROLE_TEXT);
    assert_null(canvas_spot(canvas, 0, 0));
    assert_int_equal(canvas->cursor_row, 0);
    assert_whole(canvas);
}

static void
test_sizes_are_clamped(void **state)
{
    struct canvas *canvas = *state;

    assert_int_equal(canvas_resize(canvas, 65535, 65535), 0);
    assert_int_equal(canvas->columns, CANVAS_COLUMNS_MAX);
    assert_int_equal(canvas->rows, CANVAS_ROWS_MAX);
    canvas_text(canvas, CANVAS_ROWS_MAX - 1, CANVAS_COLUMNS_MAX - 2, ROLE_TEXT,
                "漢");
    assert_whole(canvas);
    assert_int_equal(canvas_resize(canvas, 0, -7), 0);
    assert_int_equal(canvas->columns, 1);
    assert_int_equal(canvas->rows, 1);
    canvas_text(canvas, 0, 0, ROLE_TEXT, "漢");
    assert_row(canvas, 0, " ");
}

static void
test_the_later_spot_lies_above(void **state)
{
    struct canvas *canvas = *state;

    canvas_add_spot(canvas, 1, 2, 6, 10, 1);
    canvas_add_spot(canvas, 1, 4, 2, 20, 2);
    assert_null(canvas_spot(canvas, 1, 1));
    assert_int_equal(canvas_spot(canvas, 1, 2)->argument, 1);
    assert_int_equal(canvas_spot(canvas, 1, 3)->argument, 1);
    assert_int_equal(canvas_spot(canvas, 1, 4)->argument, 2);
    assert_int_equal(canvas_spot(canvas, 1, 5)->action, 20);
    assert_int_equal(canvas_spot(canvas, 1, 7)->argument, 1);
    assert_null(canvas_spot(canvas, 1, 8));
    assert_null(canvas_spot(canvas, 0, 4));
    assert_null(canvas_spot(canvas, -1, -1));
}

/* What a box is drawn over leads nowhere any more. */
static void
test_blank_leads_nowhere(void **state)
{
    struct canvas *canvas = *state;

    canvas_add_link(canvas, 1, 0, COLUMNS, "https://example.org");
    canvas_blank(canvas, 0, 4, 3, 3);
    for (int i = 0; i < canvas->link_count; i++) {
        const struct hyperlink *link = &canvas->marks->links[i];

        assert_true(link->column >= 7 || link->column + link->columns <= 4);
    }
}

static void
test_too_many_spots_are_left_out(void **state)
{
    struct canvas *canvas = *state;

    for (int i = 0; i < 2 * CANVAS_SPOTS_MAX; i++)
        canvas_add_spot(canvas, 0, 0, 1, 1, i);
    assert_int_equal(canvas_spot(canvas, 0, 0)->argument, CANVAS_SPOTS_MAX - 1);
}

/* Anything drawn anywhere leaves a grid of whole characters. */
static void
test_random_drawing_stays_whole(void **state)
{
    static const char *const texts[] = {
        "漢字かな", "Ada",   "e\u0301\u0301\u0301", "か\u3099", "x",
        "…─▌",      "\u0301"};
    struct canvas *canvas = *state;
    uint32_t chance = 1;

    for (int i = 0; i < 20000; i++) {
        const char *text;
        int row, column, columns;

        chance = chance * 1664525 + 1013904223;
        text = texts[(chance >> 24) % COUNT(texts)];
        row = (int)(chance >> 8) % (ROWS + 2) - 1;
        column = (int)(chance >> 12) % (COLUMNS + 8) - 4;
        columns = (int)(chance >> 16) % (COLUMNS + 2);
        if (chance >> 31)
            canvas_put(canvas, row, column, ROLE_TEXT, text, strlen(text),
                       columns);
        else
            canvas_text_cut(canvas, row, column, ROLE_CHIP, text, columns);
        if (i % 7 == 0)
            canvas_blank(canvas, row, column, 1, columns);
        assert_whole(canvas);
    }
}

#define test_on_canvas(test)                                                   \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_on_canvas(test_text_lands_where_it_should),
        test_on_canvas(test_everything_outside_is_clipped),
        test_on_canvas(test_cells_outside_are_not_there),
        test_on_canvas(test_wide_character_takes_two_cells),
        test_on_canvas(test_wide_character_never_straddles_the_edge),
        test_on_canvas(test_wide_character_left_of_the_edge),
        test_on_canvas(test_wide_character_cut_by_another),
        test_on_canvas(test_combining_marks_join_their_letter),
        test_on_canvas(test_combining_marks_of_a_wide_character),
        test_on_canvas(test_too_many_combining_marks),
        test_on_canvas(test_cut_ends_in_an_ellipsis),
        test_on_canvas(test_right_alignment),
        test_on_canvas(test_put_takes_bytes),
        test_on_canvas(test_plain_charsets_keep_the_columns),
        test_on_canvas(test_clear_forgets_everything),
        test_on_canvas(test_sizes_are_clamped),
        test_on_canvas(test_the_later_spot_lies_above),
        test_on_canvas(test_blank_leads_nowhere),
        test_on_canvas(test_too_many_spots_are_left_out),
        test_on_canvas(test_random_drawing_stays_whole),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
