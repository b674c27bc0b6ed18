/* Windows of every size, and visitors who type at random: what must be true of
 * every screen, whatever page it shows. */

#include "unit.h"

#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "app/layout.h"
#include "sshd/base/array.h"
#include "text/text.h"
#include "ui_app.h"

#define WALKS     12
#define WALK_KEYS 200

/* Of the words that a reading shows. */
#define WORDS_MAX   4096
#define WORD_MAX    20  /* bytes; a longer one may be broken anywhere */
#define PRESSES_MAX 400 /* of Space */
#define READ_MIN    40  /* columns; in fewer, words are broken anywhere */
#define READ_MAX    100

static const char *const resumes[] = {"resume", "everything", "nurse"};

/* The keys that lead to each page from the one before. */
static const struct {
    const char *name, *keys;
} pages[] = {
    {"overview", "0"},   {"first", "1"},
    {"end", "G"},        {"outline", "ge"},
    {"skills", "e2l"},   {"where-used", "\r"},
    {"third", "/\r3"},   {"fourth", "4"},
    {"fifth", "5"},      {"sixth", "6"},
    {"seventh", "7"},    {"eighth", "8"},
    {"ninth", "9"},      {"tenth", "\t"},
    {"eleventh", "\t"},  {"typing", "1/tra"},
    {"kept", "\rn"},     {"list", "\rL"},
    {"nothing", "/qqq"}, {"help", "\x15\x7f\033[Z?"},
    {"link", "q8o"},     {"take", "qs"},
    {"contact", "qc"},   {"notice", "q1y"},
};

static char *
read_resume(const char *name)
{
    char path[512], *text = NULL;
    size_t size = 0;
    FILE *file;

    snprintf(path, sizeof(path), CASES "/../golden/%s.json", name);
    file = fopen(path, "r");
    assert_non_null(file);
    assert_true(getdelim(&text, &size, '\0', file) > 0);
    fclose(file);
    return text;
}

/* No wide character loses a half: terminals that get one alone shift the row.
 */
static void
check_cells(struct visitor *visitor)
{
    const struct canvas *canvas = &visitor->canvas;

    for (int row = 0; row < canvas->rows; row++)
        for (int column = 0; column < canvas->columns; column++) {
            const struct cell *cell = canvas_cell(canvas, row, column);
            const struct cell *right = canvas_cell(canvas, row, column + 1);

            if ((cell->width == 2) != (right != NULL && right->width == 0) ||
                (column == 0 && cell->width == 0))
                fail_msg("half a character at %d, %d of\n%s", row, column,
                         visitor_screen(visitor));
        }
}

static bool
is_inside(const struct canvas *canvas, int row, int column, int columns)
{
    return columns > 0 && canvas_cell(canvas, row, column) != NULL &&
           canvas_cell(canvas, row, column + columns - 1) != NULL;
}

/* What can be clicked lies in the window, and links on a text. */
static void
check_marks(struct visitor *visitor)
{
    const struct canvas *canvas = &visitor->canvas;

    for (int i = 0; i < canvas->spot_count; i++) {
        const struct spot *spot = &canvas->marks->spots[i];

        if (!is_inside(canvas, spot->row, spot->column, spot->columns))
            fail_msg("%d cells to click at %d, %d of\n%s", spot->columns,
                     spot->row, spot->column, visitor_screen(visitor));
    }
    for (int i = 0; i < canvas->link_count; i++) {
        const struct hyperlink *link = &canvas->marks->links[i];

        if (!is_inside(canvas, link->row, link->column, link->columns) ||
            canvas_cell(canvas, link->row, link->column)->text[0] == U' ')
            fail_msg("the link %s lies at %d, %d of\n%s", link->url, link->row,
                     link->column, visitor_screen(visitor));
    }
}

static void
check_screen(struct visitor *visitor)
{
    const struct canvas *canvas = &visitor->canvas;

    check_cells(visitor);
    check_marks(visitor);
    if (canvas_cell(canvas, canvas->cursor_row, canvas->cursor_column) == NULL)
        fail_msg("the cursor is at %d, %d of\n%s", canvas->cursor_row,
                 canvas->cursor_column, visitor_screen(visitor));
    if (!visitor->app.layout.too_small &&
        *visitor_row(visitor, canvas->rows - 1) == '\0')
        fail_msg("no footer on\n%s", visitor_screen(visitor));
}

static void
resize(struct visitor *visitor, int columns, int rows)
{
    visitor_resize(visitor, columns, rows);
    check_screen(visitor);
}

/* Each page in windows of every size, by turns: they keep the page and what has
 * the focus. */
static void
test_every_size(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char *json = read_resume(resumes[i]);
        struct visitor visitor;

        visitor_start(&visitor, json, 80, 24);
        for (size_t j = 0; j < COUNT(pages); j++) {
            const char *focus;
            size_t page;

            visitor_type(&visitor, pages[j].keys);
            focus = visitor_focus(&visitor);
            page = visitor.app.current;
            for (int columns = 1 + (int)i; columns < 130; columns += 2)
                resize(&visitor, columns, 24);
            for (int rows = 1; rows <= 30; rows++)
                resize(&visitor, 80, rows);
            for (int rows = 1; rows <= 30; rows++)
                resize(&visitor, 38, rows);
            resize(&visitor, 80, 24);
            assert_int_equal(visitor.app.current, page);
            assert_string_equal(visitor_focus(&visitor), focus);
        }
        visitor_stop(&visitor);
        free(json);
    }
}

/* The words on the screens of a reading, each once. */
struct words {
    char text[WORDS_MAX][WORD_MAX + 1];
    size_t count;
};

static bool
words_have(const struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->text[i], word) == 0)
            return true;
    return false;
}

/* Whether WORD is one of the résumé JSON's: no label of ours, which a narrow
 * window may leave out, no year of a diagram, and no part of a broken word. */
static bool
is_word_of(const char *json, const char *word)
{
    size_t length = strlen(word);

    if (length == 0 || isdigit((unsigned char)*word))
        return false;
    for (const char *at = json; (at = strstr(at, word)) != NULL; at++)
        if (!isalnum((unsigned char)at[-1]) &&
            !isalnum((unsigned char)at[length]))
            return true;
    return false;
}

/* Add the words in TEXT of the résumé JSON, but for those that may be broken
 * inside: long ones, and in other letters than ASCII's, as in Japanese. */
static void
words_add(struct words *words, const char *json, const char *text)
{
    char32_t c;

    do {
        char *word = words->text[words->count];
        size_t length = 0;

        assert_true(words->count < WORDS_MAX - 1);
        while ((c = text_next(&text)) != 0 && iswalnum((wint_t)c)) {
            if (length <= WORD_MAX)
                word[length] = c < 0x80 && length < WORD_MAX ? (char)c : '\0';
            length++;
        }
        if (length <= WORD_MAX)
            word[length] = '\0';
        if (strlen(word) == length && !words_have(words, word) &&
            is_word_of(json, word))
            words->count++;
    } while (c != 0);
}

/* Read all of the résumé JSON with Space in a window of that size, up
 * to the page of contact and files, and collect the words between the tabs and
 * the footer, but for the ticker, which only large windows have. */
static void
read_all(const char *json, int columns, int rows, struct words *words)
{
    struct visitor visitor;
    int presses = 0;

    words->count = 0;
    visitor_open(&visitor, json, columns, rows);
    while (!app_is_at_end(&visitor.app)) {
        for (int row = visitor.app.layout.tabs_row + 1; row < rows - 1; row++)
            if (row != visitor.app.layout.ticker_row)
                words_add(words, json, visitor_row(&visitor, row));
        visitor_type(&visitor, " ");
        assert_true(presses++ < PRESSES_MAX);
    }
    visitor_stop(&visitor);
}

/* What Space shows in a large window it shows in every other; each résumé has
 * its widths. */
static void
test_reading_in_every_width(void **state)
{
    static struct words all, seen;

    (void)state;
    for (size_t i = 0; i < COUNT(resumes); i++) {
        char *json = read_resume(resumes[i]);

        read_all(json, CANVAS_COLUMNS_MAX, CANVAS_ROWS_MAX, &all);
        for (int columns = READ_MIN + (int)i; columns <= READ_MAX;
             columns += (int)COUNT(resumes)) {
            read_all(json, columns, 16 + columns % 9, &seen);
            for (size_t j = 0; j < all.count; j++)
                if (!words_have(&seen, all.text[j]))
                    fail_msg("%s, %d columns: Space does not show \"%s\"",
                             resumes[i], columns, all.text[j]);
        }
        free(json);
    }
}

static unsigned
dice(uint32_t *seed, unsigned sides)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % sides;
}

static void
act(struct visitor *visitor, uint32_t *seed)
{
    static const char *const keys[] = {
        UP,  DOWN, LEFT, RIGHT, "j",    "k",      "h",       "l",       "g",
        "G", " ",  "b",  "\r",  "\t",   "e",      "E",       "o",       "s",
        "c", "y",  "?",  "n",   "N",    "/",      "/tra\r",  "/de",     "\x7f",
        "f", "0",  "1",  "2",   "3",    "4",      "5",       "6",       "7",
        ESC, "q",  "L",  "t",   "\004", "\025",   "\033[5~", "\033[6~", "m",
        ":", "w",  "d",  "u",   "p",    "\033[H", "\033[F",  "\033[Z",  "a",
    };
    unsigned choice = dice(seed, 20);

    if (choice == 0)
        visitor_resize(visitor, 20 + (int)dice(seed, 110),
                       4 + (int)dice(seed, 40));
    else if (choice == 1)
        visitor_wait(visitor, 250 * (int)(1 + dice(seed, 30)));
    else if (choice <= 4)
        visitor_click(visitor, (int)dice(seed, (unsigned)visitor->canvas.rows),
                      (int)dice(seed, (unsigned)visitor->canvas.columns));
    else
        visitor_type(visitor, keys[dice(seed, COUNT(keys))]);
}

static void
test_any_keys(void **state)
{
    (void)state;
    for (uint32_t walk = 0; walk < WALKS; walk++) {
        char *json = read_resume(resumes[walk % COUNT(resumes)]);
        uint32_t seed = walk * 7919 + 1;
        struct visitor visitor;

        visitor_start(&visitor, json, 80, 24);
        for (int i = 0; i < WALK_KEYS; i++) {
            act(&visitor, &seed);
            if (visitor.app.done) {
                visitor_stop(&visitor);
                visitor_open(&visitor, json, 80, 24);
            }
            check_screen(&visitor);
        }
        visitor_stop(&visitor);
        free(json);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_reading_in_every_width),
        cmocka_unit_test(test_any_keys),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
