/* The last row: which keys it names at every width, and how far the reader
 * has come. */

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "language/language.h"
#include "sshd/base/array.h"
#include "text/text.h"
#include "ui_app.h"

#define WIDEST 200

/* What the footer says from a width on; the last row of a table has no text. */
struct footer {
    int columns;
    const char *hints;
};

static const char *
footer_row(struct visitor *visitor)
{
    return visitor_row(visitor, visitor->canvas.rows - 1);
}

/* Fail unless the footer has these HINTS and nothing else but a position, whose
 * last column is that of the text. */
static void
assert_hints(struct visitor *visitor, const char *hints, bool has_position)
{
    const struct layout *layout = &visitor->app.layout;
    const char *row = footer_row(visitor), *position;
    size_t blanks = strspn(row, " "), length = strlen(hints);

    if (blanks != (size_t)layout->left ||
        strncmp(row + blanks, hints, length) != 0)
        fail_msg("%d columns: not \"%s\" but\n%s", layout->columns, hints, row);
    position = row + blanks + length;
    position += strspn(position, " ");
    if (strstr(position, "  ") != NULL || (*position != '\0') != has_position ||
        (has_position &&
         text_width(row) != (size_t)(layout->left + layout->width)))
        fail_msg("%d columns: after \"%s\" stands\n%s", layout->columns, hints,
                 row);
}

/* Type KEYS, and look at every width. */
static void
assert_footers(const char *keys, const struct footer *footers,
               bool has_position)
{
    struct visitor visitor;

    visitor_open(&visitor, NULL, footers->columns, 24);
    visitor_type(&visitor, keys);
    for (int columns = footers->columns; columns <= WIDEST; columns++) {
        footers += footers[1].columns == columns;
        visitor_resize(&visitor, columns, 24);
        assert_hints(&visitor, footers->hints, has_position);
    }
    assert_null(footers[1].hints);
    visitor_stop(&visitor);
}

static void
test_reading(void **state)
{
    static const struct footer footers[] = {
        {40, "Space more  0–9  ? help  q quit"},
        {48, "Space more  0–9  ? help  q quit  / search"},
        {60, "Space more  0–9  / search  ? help  q quit"},
        {68, "Space more  0–9  s PDF, contact  / search  ? help  q quit"},
        {76, "Space more  0–9 section  s PDF, contact  / search  ? help"
             "  q quit"},
        {85, "Space more  0–9 section  s PDF, contact  / search  ? help"
             "  q quit  ↑↓ move"},
        {90, "Space more   0–9 section   s PDF, contact   / search   ? help"
             "   q quit"},
        {97, "Space more   0–9 section   s PDF, contact   / search   ? help"
             "   q quit   ↑↓ move"},
        {111, "Space more   0–9 section   s PDF, contact   / search   ? help"
              "   q quit   ↑↓ move   y copy mail"},
        {0, NULL},
    };

    (void)state;
    assert_footers("6", footers, true);
}

/* On the Overview, no ↑↓ but that of the rows that lead somewhere. */
static void
test_overview(void **state)
{
    static const struct footer footers[] = {
        {76, "Space more  0–9 section  s PDF, contact  / search  ? help"
             "  q quit"},
        {89, "Space more  0–9 section  s PDF, contact  / search  ? help"
             "  q quit  ↑↓ go there"},
        {90, "Space more   0–9 section   s PDF, contact   / search   ? help"
             "   q quit"},
        {101, "Space more   0–9 section   s PDF, contact   / search   ? help"
              "   q quit   ↑↓ go there"},
        {115, "Space more   0–9 section   s PDF, contact   / search   ? help"
              "   q quit   ↑↓ go there   y copy mail"},
        {0, NULL},
    };

    (void)state;
    assert_footers("", footers, true);
}

static void
test_skills(void **state)
{
    static const struct footer footers[] = {
        {40, "Space more  0–9  ? help  q quit"},
        {48, "Space more  0–9  ? help  q quit  / search"},
        {60, "Space more  ←→ skill  / search  ? help  q quit"},
        {62, "Space more  ←→ skill  0–9  / search  ? help  q quit"},
        {78, "Space more  ←→ skill  0–9  s PDF, contact  /"
             " search  ? help  q quit"},
        {90, "Space more   ←→ skill   0–9   s PDF, contact   /"
             " search   ? help   q quit"},
        {112, "Space more   ←→ skill   Enter read it there   0–9"
              "   s PDF, contact   / search   ? help   q quit"},
        {0, NULL},
    };

    (void)state;
    assert_footers("2", footers, true);
}

/* From a row of the Overview to its job: Esc is the way back. */
static void
test_visiting(void **state)
{
    static const struct footer footers[] = {
        {60, "Space more  Esc back  / search  ? help  q quit"},
        {62, "Space more  Esc back  0–9  / search  ? help  q quit"},
        {78, "Space more  Esc back  0–9  s PDF, contact  / search  ? help"
             "  q quit"},
        {86, "Space more  Esc back  0–9 section  s PDF, contact  / search"
             "  ? help  q quit"},
        {90, "Space more   Esc back   0–9   s PDF, contact   / search"
             "   ? help   q quit"},
        {98, "Space more   Esc back   0–9 section   s PDF, contact   / search"
             "   ? help   q quit"},
        {108, "Space more   Esc back   0–9 section   s PDF, contact   / search"
              "   ? help   q quit   ↑↓ move"},
        {0, NULL},
    };

    (void)state;
    assert_footers(DOWN "\r", footers, true);
}

static void
test_searching(void **state)
{
    static const struct footer typing[] = {
        {40, "↑↓  Enter read it there  Esc back"},
        {64, "↑↓ choose  Enter read it there  Esc back to where you were"},
        {90, "↑↓ choose   Enter read it there   Esc back to where you were"},
        {0, NULL},
    };
    static const struct footer nothing[] = {
        {40, "Esc back"},
        {60, "Esc back to where you were"},
        {0, NULL},
    };
    static const struct footer kept[] = {
        {40, "Space more  Esc back  nN match"},
        {48, "Space more  Esc back  nN match  q quit"},
        {58, "Space more  Esc back  nN match  / search  q quit"},
        {60, "Space more  Esc back  nN match  q quit"},
        {68, "Space more  Esc back  nN match  / search  q quit"},
        {76, "Space more  Esc back  nN match  / search  ? help  q quit"},
        {85, "Space more  Esc back  nN match  / search  ? help  q quit"
             "  ↑↓ move"},
        {90, "Space more   Esc back   nN match   / search   ? help   q quit"},
        {91, "Space more   Esc back   nN match   / search   ? help   q quit"
             "   ↑↓ move"},
        {0, NULL},
    };

    (void)state;
    assert_footers("/tram", typing, false);
    assert_footers("/qqq", nothing, false);
    assert_footers("/tram\r", kept, true);
}

/* In every language and at every width, from NARROW columns on, the footer
 * after KEYS names these keys. */
static void
assert_always_named(const char *keys, int narrow, const char *const *names)
{
    for (size_t i = 0; i < language_total; i++) {
        struct visitor visitor;
        char json[400];

        snprintf(json, sizeof(json),
                 "{\"meta\": {\"language\": \"%s\"}, \"basics\": {\"name\":"
                 " \"Tram\", \"email\": \"a@example.org\", \"phone\":"
                 " \"+44 20 7946 0018\"}, \"work\": [{\"name\": \"A\","
                 " \"startDate\": \"2020\"}, {\"name\": \"B\"}]}",
                 languages[i]->code);
        visitor_open(&visitor, json, narrow, 24);
        visitor_type(&visitor, keys);
        for (int columns = narrow; columns <= 100; columns += 3) {
            visitor_resize(&visitor, columns, 24);
            for (const char *const *name = names; *name != NULL; name++)
                if (strstr(footer_row(&visitor), *name) == NULL &&
                    (strcmp(*name, "Esc ") != 0 ||
                     strstr(footer_row(&visitor), "Échap ") == NULL))
                    fail_msg("%s, %d columns: no \"%s\" in\n%s",
                             languages[i]->code, columns, *name,
                             footer_row(&visitor));
        }
        visitor_stop(&visitor);
    }
}

static void
test_every_language(void **state)
{
    static const char *const search[] = {"/ ", "? ", "q ", NULL};
    static const char *const leave[] = {"Esc ", NULL};

    (void)state;
    assert_always_named("", 60, search);
    assert_always_named("1", 60, search);
    assert_always_named("/tram", 40, leave);
    assert_always_named("/tram\r", 40, leave);
    assert_always_named("s", 40, leave);
    assert_always_named("?", 40, leave);
}

/* A box has its own keys, and no position of the page below it. */
static void
test_boxes(void **state)
{
    static const struct footer contact[] = {
        {40, "y copy mail  Y copy phone  Esc back"},
        {90, "y copy mail   Y copy phone   Esc back"},
        {0, NULL},
    };
    struct visitor visitor;

    (void)state;
    assert_footers("1s", contact, false);
    visitor_start(&visitor, NULL, 40, 20);
    visitor_type(&visitor, "?");
    assert_hints(&visitor, "Space more  Esc back", false);
    visitor_resize(&visitor, 100, 40);
    assert_hints(&visitor, "Esc back", false);
    visitor_click(&visitor, 39, 4);
    assert_sees(&visitor, "Space more");
    visitor_stop(&visitor);
}

/* On the last page Space has nothing more. */
static void
test_end(void **state)
{
    static const struct footer footers[] = {
        {40, "0 start over  q quit  ? help"},
        {46, "0 start over  / search  q quit  ? help"},
        {54, "0 start over  / search  q quit  b back  ? help"},
        {90, "0 start over   / search   q quit   b back   ? help"},
        {0, NULL},
    };

    (void)state;
    assert_footers("[G  ", footers, true);
}

/* A key is named only where it does something. */
static void
test_keys_that_do_something(void **state)
{
    static const struct {
        const char *json, *keys, *more; /* behind "q quit" */
    } places[] = {
        {"{\"work\": [{\"name\": \"A\"}]}", "1", ""},
        {"{\"work\": [{\"name\": \"A\"}, {\"name\": \"B\"}]}", "1",
         "   ↑↓ move"},
        {"{\"work\": [{\"name\": \"A\"}], \"basics\":"
         " {\"email\": \"a@example.org\"}}",
         "1", "   y copy mail"},
        {"{\"work\": [{\"name\": \"A\"}], \"basics\":"
         " {\"url\": \"https://a.example.org\"}}",
         "1", "   o link"},
        {"{\"work\": [{\"name\": \"A\", \"url\": \"https://a.example.org\"}]}",
         "1", "   o link"},
        {"{\"work\": [{\"name\": \"A\", \"projects\":"
         " [{\"name\": \"P\"}]}]}",
         "1", "   ↑↓ move   →← open, close"},
        {"{\"work\": [{\"name\": \"A\", \"projects\":"
         " [{\"name\": \"P\"}]}]}",
         "1j", "   ↑↓ move"},
        {"{\"work\": [{\"name\": \"A\", \"projects\":"
         " [{\"name\": \"P\", \"highlights\": [\"It works.\"]}]}]}",
         "1j", "   ↑↓ move   →← open, close"},
        {"{\"work\": [{\"name\": \"A\"}, {\"name\": \"B\", \"projects\":"
         " [{\"name\": \"P\"}]}]}",
         "1", "   ↑↓ move"},
        {"{\"skills\": [{\"name\": \"A\"}]}", "1", ""},
    };
    char hints[200];

    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        struct visitor visitor;

        visitor_open(&visitor, places[i].json, 120, 24);
        visitor_type(&visitor, places[i].keys);
        snprintf(hints, sizeof(hints),
                 "Space more   0–1 section   s PDF, contact   / search"
                 "   ? help   q quit%s",
                 places[i].more);
        assert_hints(&visitor, hints, true);
        visitor_stop(&visitor);
    }
}

static void
test_pause(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor,
                 "{\"basics\": {\"name\": \"Ada\"}, \"meta\": {\"ssh\":"
                 " {\"ticker\": [\"trams\", \"brakes\"]}}}",
                 80, 24);
    assert_hints(&visitor,
                 "Space more  s PDF, contact  / search  ? help  q quit"
                 "  p pause motion",
                 true);
    visitor_resize(&visitor, 80, 23); /* too low for a ticker */
    assert_hints(&visitor,
                 "Space more  s PDF, contact  / search  ? help  q quit", true);
    visitor_stop(&visitor);
}

static void
test_without_sections(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor, "{\"basics\": {\"name\": \"Ada\"}}", 50, 24);
    assert_hints(&visitor, "Space more  ? help  q quit  / search", true);
    visitor_resize(&visitor, 80, 24);
    assert_hints(&visitor,
                 "Space more  s PDF, contact  / search  ? help"
                 "  q quit",
                 true);
    visitor_stop(&visitor);
}

static void
test_position(void **state)
{
    static const struct {
        int columns;
        const char *keys, *position;
    } positions[] = {
        {89, "6", " 80%"},
        {90, "6", " ▓▓▓▓░ 80%"},
        {120, "2", " ▓▓░░░ 53%"},
        {120, "", " ░░░░░ 11%"},
        {120, "[G  ", " ▓▓▓▓▓ 100%"},
        {59, "/tram\r", "  1 of 6"},
        {60, "/tram\r", "  /tram 1 of 6"},
        {120, "/tram\rnn", "  /tram 3 of 6"},
        {120, "/tram\rN", "  /tram 6 of 6"},
        {120, "/31 million closings\r", "  /31 million c 1 of 1"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(positions); i++) {
        const char *position = positions[i].position, *row;
        struct visitor visitor;

        visitor_open(&visitor, NULL, positions[i].columns, 24);
        visitor_type(&visitor, positions[i].keys);
        visitor_wait(&visitor, 10000); /* what the status line says is over */
        row = footer_row(&visitor);
        if (strlen(row) < strlen(position) ||
            strcmp(row + strlen(row) - strlen(position), position) != 0)
            fail_msg("no \"%s\" at the end of\n%s", position, row);
        visitor_stop(&visitor);
    }
}

/* A text too long for the last row begins in the row above, and hides the
 * rule. */
static void
test_long_notices(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor, NULL, 40, 20);
    visitor_type(&visitor, "y");
    assert_string_equal(visitor_row(&visitor, 18), " Sent to your clipboard:");
    assert_string_equal(visitor_row(&visitor, 19), " zoe@example.org");
    visitor_resize(&visitor, 41, 20);
    assert_non_null(strstr(visitor_row(&visitor, 18), "───"));
    assert_string_equal(visitor_row(&visitor, 19),
                        " Sent to your clipboard: zoe@example.org");
    visitor_stop(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_overview),
        cmocka_unit_test(test_skills),
        cmocka_unit_test(test_visiting),
        cmocka_unit_test(test_searching),
        cmocka_unit_test(test_every_language),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_end),
        cmocka_unit_test(test_keys_that_do_something),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_without_sections),
        cmocka_unit_test(test_position),
        cmocka_unit_test(test_long_notices),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
