/* What is in the window: the match or the row that has the focus, whatever the
 * keys and the size of the window. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/array.h"
#include "ui_app.h"

#define LINE_DOWN "\005" /* Ctrl-E */
#define LINE_UP   "\031" /* Ctrl-Y */

/* "tram" begins rows and ends them, in texts with blanks and without. */
#define TRAMS                                                                  \
    "tram tram tram tram tram tram tram tram tram tram tram tram tram tram "   \
    "tramtram tram 路面電車のtram路面電車tram路面tram電車tram路面電車tram"

static const char job[] =
    "{\"work\": [{\"name\": \"First\", \"summary\": \"" TRAMS "\"},"
    " {\"name\": \"Second\", \"highlights\": [\"" TRAMS "\", \"short\"]},"
    " {\"name\": \"Third\", \"summary\": \"" TRAMS "\"}]}";

/* How many cells of the screen have ROLE. */
static int
count_cells(struct visitor *visitor, enum role role)
{
    const struct canvas *canvas = &visitor->canvas;
    int count = 0;

    for (int row = 0; row < canvas->rows; row++)
        for (int column = 0; column < canvas->columns; column++)
            count += canvas_cell(canvas, row, column)->role == role;
    return count;
}

/* How often TEXT is on the screen. */
static int
count_texts(struct visitor *visitor, const char *text)
{
    const char *at = visitor_screen(visitor);
    int count = 0;

    for (; (at = strstr(at, text)) != NULL; at += strlen(text))
        count++;
    return count;
}

static void
test_the_current_match_is_in_the_window(void **state)
{
    static const struct {
        int columns, rows;
    } windows[] = {{30, 9}, {31, 12}, {33, 11}, {37, 10}, {80, 13}};

    (void)state;
    for (size_t i = 0; i < COUNT(windows); i++) {
        struct visitor visitor;

        visitor_start(&visitor, job, windows[i].columns, windows[i].rows);
        visitor_type(&visitor, "/tram\r");
        assert_true(visitor.app.search.count > 1);
        for (size_t j = 0; j <= 2 * visitor.app.search.count; j++) {
            const char *screen = visitor_screen(&visitor);

            if (count_cells(&visitor, ROLE_MATCH_CURRENT) == 0)
                fail_msg("match %zu of %dx%d is not on\n%s", j,
                         windows[i].columns, windows[i].rows, screen);
            visitor_type(&visitor, j < visitor.app.search.count ? "n" : "N");
        }
        visitor_stop(&visitor);
    }
}

/* Keys that scroll and keys that go to an entry. */
static void
test_one_mark_of_the_focus_is_in_the_window(void **state)
{
    static const char *const keys[] = {LINE_DOWN, "j", " ", LINE_UP,
                                       "k",       "b", "G", "g"};

    (void)state;
    for (int rows = 8; rows < 16; rows++) {
        struct visitor visitor;

        visitor_start(&visitor, job, 40, rows);
        for (size_t i = 0; i < COUNT(keys); i++)
            for (int j = 0; j < 40 && visitor.app.current == 1 &&
                            visitor.app.overlay == OVERLAY_NONE;
                 j++) {
                if (count_texts(&visitor, "▌") != 1)
                    fail_msg("after %zu keys %d:\n%s", i, j,
                             visitor_screen(&visitor));
                visitor_type(&visitor, keys[i]);
                if (visitor.app.current != 1 ||
                    visitor.app.overlay != OVERLAY_NONE) {
                    visitor_type(&visitor, ESC "1");
                    break;
                }
            }
        visitor_stop(&visitor);
    }
}

/* So that all of the text between is read. */
static void
test_the_focus_goes_to_what_is_in_the_window(void **state)
{
    static const char *const names[] = {"First", "Second", "Third"};

    (void)state;
    for (int rows = 8; rows < 20; rows++) {
        struct visitor visitor;

        visitor_start(&visitor, job, 40, rows);
        for (size_t i = 1; i < COUNT(names); i++) {
            bool seen = false;

            for (int j = 0; j < 40; j++) {
                if (strcmp(visitor_focus(&visitor), names[i]) == 0)
                    break;
                seen = strstr(visitor_screen(&visitor), names[i]) != NULL;
                visitor_type(&visitor, "j");
            }
            assert_focus(&visitor, names[i]);
            assert_true(seen);
        }
        visitor_stop(&visitor);
    }
}

/* From every row of the Overview and of a section. */
static void
test_escape_after_a_search_shows_the_same_window(void **state)
{
    static char before[8192];

    (void)state;
    for (int page = 0; page < 2; page++) {
        struct visitor visitor;

        visitor_open(&visitor, job, 30, 10);
        visitor_type(&visitor, page == 0 ? "0" : "1");
        for (int i = 0; i < 60; i++) {
            visitor_wait(&visitor, STATUS_LINE_MS); /* no notice is left */
            snprintf(before, sizeof(before), "%s", visitor_screen(&visitor));
            visitor_type(&visitor, "/short\rn");
            assert_string_not_equal(visitor_screen(&visitor), before);
            visitor_type(&visitor, ESC);
            assert_string_equal(visitor_screen(&visitor), before);
            visitor_type(&visitor, i % 4 == 3 ? "j" : LINE_DOWN);
            if (visitor.app.current != (size_t)page)
                break;
        }
        visitor_stop(&visitor);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_current_match_is_in_the_window),
        cmocka_unit_test(test_one_mark_of_the_focus_is_in_the_window),
        cmocka_unit_test(test_the_focus_goes_to_what_is_in_the_window),
        cmocka_unit_test(test_escape_after_a_search_shows_the_same_window),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
