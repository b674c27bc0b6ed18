/* Every page in windows of every size, the résumés of all cases, and visitors
 * who type at random. A screen counts as a number of its cells, spots and
 * links; sizes.txt has the numbers of ten a line, in place of 9000 golden
 * screens: what a page looks like is told by tests/golden, and that nothing
 * else has changed by this. After an intended change:
 *
 *     RESUME_UPDATE=1 build/dev/tests/unit/test_ui_sizes; git diff --stat */

#include "unit.h"

#include <glob.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sshd/base/array.h"
#include "ui_app.h"

#define LINE_SCREENS 10
#define WALKS        12
#define WALK_KEYS    200

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

static FILE *golden;
static char line[240];
static unsigned shown; /* screens in the line */
static bool wrong;     /* a line; those that follow are not looked at */

static char *
read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;

    assert_non_null(file);
    assert_true(getdelim(&text, &size, '\0', file) > 0);
    fclose(file);
    return text;
}

static char *
read_resume(const char *name)
{
    char path[512];

    snprintf(path, sizeof(path), CASES "/../golden/%s.json", name);
    return read_file(path);
}

static void
add(uint32_t *sum, long value)
{
    *sum = (*sum ^ (uint32_t)value) * 16777619;
}

static unsigned
count_screen(const struct canvas *canvas)
{
    uint32_t sum = 2166136261;

    for (int i = 0; i < canvas->columns * canvas->rows; i++) {
        const struct cell *cell = &canvas->cells[i];

        for (size_t j = 0; j < COUNT(cell->text) && cell->text[j] != 0; j++)
            add(&sum, (long)cell->text[j]);
        add(&sum, cell->role);
    }
    add(&sum, canvas->cursor_row);
    add(&sum, canvas->cursor_column);
    add(&sum, canvas->cursor_shown);
    for (int i = 0; i < canvas->spot_count; i++) {
        const struct spot *spot = &canvas->marks->spots[i];

        add(&sum, spot->row * 1000 + spot->column);
        add(&sum, spot->columns);
        add(&sum, spot->action * 1000 + spot->argument);
    }
    for (int i = 0; i < canvas->link_count; i++) {
        const struct hyperlink *link = &canvas->marks->links[i];

        add(&sum, link->row * 1000 + link->column);
        for (const char *at = link->url; *at != '\0'; at++)
            add(&sum, *at);
    }
    return (sum >> 16 ^ sum) & 0xffff;
}

/* Compare the line with the golden one, or write it. */
static void
end_line(struct visitor *visitor)
{
    char expected[sizeof(line)];

    shown = 0;
    strcat(line, "\n");
    if (getenv("RESUME_UPDATE") != NULL) {
        fputs(line, golden);
        return;
    }
    if (fgets(expected, sizeof(expected), golden) == NULL)
        *expected = '\0';
    wrong = strcmp(line, expected) != 0;
    if (wrong)
        fail_msg("expected %sbut it is %sThe last of them:\n%s\n", expected,
                 line, visitor_screen(visitor));
}

/* Add the screen of VISITOR to the line, which begins with TITLE. */
static void
take_screen(struct visitor *visitor, const char *title)
{
    char number[8];

    if (shown == 0)
        snprintf(line, sizeof(line), "%s", title);
    snprintf(number, sizeof(number), " %04x", count_screen(&visitor->canvas));
    strcat(line, number);
    if (++shown == LINE_SCREENS)
        end_line(visitor);
}

static void
resize(struct visitor *visitor, const char *page, int columns, int rows)
{
    char title[80];

    snprintf(title, sizeof(title), "%s %dx%d", page, columns, rows);
    visitor_resize(visitor, columns, rows);
    take_screen(visitor, title);
}

static void
test_every_size(void **state)
{
    char *json = read_resume("everything");
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, json, 80, 24);
    for (size_t i = 0; i < COUNT(pages); i++) {
        visitor_resize(&visitor, 80, 24);
        visitor_type(&visitor, pages[i].keys);
        for (int columns = 20; columns < 130; columns++)
            resize(&visitor, pages[i].name, columns, 24);
        for (int rows = 1; rows <= 30; rows++)
            resize(&visitor, pages[i].name, 80, rows);
        for (int rows = 1; rows <= 30; rows++)
            resize(&visitor, pages[i].name, 38, rows);
    }
    visitor_stop(&visitor);
    free(json);
}

/* Take the pages of the résumé of a case of tests/content. */
static void
walk_case(const char *path, int columns, int rows)
{
    static const char *const keys[] = {
        "0", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\t",   "\t",
        "s", "q",  "o",  "q",  "2",  "l",  "\r", "3",  "/a\r", "n"};
    const char *name = strstr(path, "/valid/") + strlen("/valid/");
    char *json = read_file(path), title[160];
    struct visitor visitor;

    snprintf(title, sizeof(title), "%.*s %dx%d", (int)strcspn(name, "/"), name,
             columns, rows);
    visitor_open(&visitor, json, columns, rows);
    for (size_t i = 0; i < COUNT(keys); i++) {
        visitor_type(&visitor, keys[i]);
        take_screen(&visitor, title);
    }
    visitor_stop(&visitor);
    free(json);
}

static void
test_every_case(void **state)
{
    glob_t found;

    (void)state;
    if (wrong)
        skip();
    assert_int_equal(glob(CASES "/valid/*/resume.json", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        walk_case(found.gl_pathv[i], 80, 24);
        walk_case(found.gl_pathv[i], 46, 18);
    }
    globfree(&found);
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
    if (wrong)
        skip();
    for (uint32_t walk = 0; walk < WALKS; walk++) {
        char *json = read_resume(resumes[walk % COUNT(resumes)]), title[80];
        uint32_t seed = walk * 7919 + 1;
        struct visitor visitor;

        visitor_start(&visitor, json, 80, 24);
        for (int i = 0; i < WALK_KEYS; i++) {
            act(&visitor, &seed);
            if (visitor.app.done) {
                visitor_stop(&visitor);
                visitor_open(&visitor, json, 80, 24);
            }
            snprintf(title, sizeof(title), "walk %u step %d", (unsigned)walk,
                     i);
            take_screen(&visitor, title);
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
        cmocka_unit_test(test_every_case),
        cmocka_unit_test(test_any_keys),
    };
    int failed;

    setlocale(LC_ALL, "C.UTF-8");
    golden = fopen(CASES "/../unit/sizes.txt",
                   getenv("RESUME_UPDATE") != NULL ? "w" : "r");
    if (golden == NULL)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    fclose(golden);
    return failed;
}
