/* Search as you type: what is found, where the visitor is led, and that they
 * get back to where they were. */

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ui_app.h"
#include "sshd/base/array.h"

#define DOWN  "\033[B"
#define UP    "\033[A"
#define ESC   "\033"
#define ERASE "\177"
#define CLEAR "\025"

static int
set_up(void **state)
{
    static struct visitor visitor;

    visitor_start(&visitor, NULL, 80, 24);
    *state = &visitor;
    return 0;
}

static int
tear_down(void **state)
{
    visitor_stop(*state);
    return 0;
}

/* How many matches QUERY has. */
static size_t
count(struct visitor *visitor, const char *query)
{
    size_t matches;

    visitor_type(visitor, "/");
    visitor_type(visitor, CLEAR);
    if (!visitor->app.search.typing)
        visitor_type(visitor, "/");
    visitor_type(visitor, query);
    matches = visitor->app.search.count;
    visitor_type(visitor, ESC);
    return matches;
}

static void
test_case(void **state)
{
    struct visitor *visitor = *state;

    assert_int_equal(count(visitor, "fjordlink"), 1);
    assert_int_equal(count(visitor, "Fjordlink"), 1);
    assert_int_equal(count(visitor, "FJORDLINK"), 0);
    assert_true(count(visitor, "rust") > 0);
    assert_int_equal(count(visitor, "RUST"), 0);
}

static void
test_accents(void **state)
{
    struct visitor *visitor = *state;

    assert_int_equal(count(visitor, "cafe wiedikon"), 1);
    assert_int_equal(count(visitor, "café wiedikon"), 1);
    assert_int_equal(count(visitor, "Zurich"), count(visitor, "Zürich"));
    assert_true(count(visitor, "Zurich") > 0);
    assert_true(count(visitor, "elan") > 0); /* e, U+0301, l, a, n */
}

static void
test_other_scripts(void **state)
{
    struct visitor *visitor = *state;

    assert_true(count(visitor, "日本語") >= 3);
    assert_int_equal(count(visitor, "足首"), 1);
}

static void
test_everywhere(void **state)
{
    static const char *const texts[] = {
        "Doors",             /* employer */
        "Lead firmware",     /* position */
        "tramways.ex",       /* address */
        "ISO 26262",         /* tag of a job */
        "SIL 3",             /* badge */
        "assessor",          /* summary */
        "disputed",          /* point */
        "Simulator",         /* sub-project */
        "TLA+",              /* point of a part that is folded */
        "RS-485",            /* skill */
        "two distributions", /* project */
        "Control theory",    /* course */
        "thesis",            /* a degree's award */
        "Saturday",          /* volunteer */
        "Pantograph",        /* award */
        "Institute of Safe", /* issuer */
        "third core",        /* publication */
        "madrelingua",       /* fluency */
        "couchettes",        /* interest */
        "surprised",         /* reference */
    };
    struct visitor *visitor = *state;

    for (size_t i = 0; i < COUNT(texts); i++)
        if (count(visitor, texts[i]) == 0)
            fail_msg("\"%s\" is not found", texts[i]);
}

static void
test_nothing_found(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/xyzzy");
    assert_sees(visitor, "no match");
    visitor_type(visitor, DOWN UP "\t");
    assert_sees(visitor, "no match");
    visitor_type(visitor, "\r");
    assert_false(visitor->app.search.typing);
    assert_sees_not(visitor, "xyzzy");
}

static void
test_position_and_count(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/can bus");
    assert_int_equal(visitor->app.search.count, 3);
    assert_sees(visitor, "1 of 3");
    visitor_type(visitor, DOWN);
    assert_sees(visitor, "2 of 3");
    visitor_type(visitor, "\r");
    visitor_type(visitor, "n");
    assert_sees(visitor, "3 of 3");
    visitor_type(visitor, "n");
    assert_sees(visitor, "1 of 3");
    visitor_type(visitor, "N");
    assert_sees(visitor, "3 of 3");
    visitor_type(visitor, "N");
    assert_sees(visitor, "2 of 3");
}

/* It goes where the match is, and the match can be seen there. */
static void
test_leads_to_each_match(void **state)
{
    struct visitor *visitor = *state;
    size_t matches;

    visitor_type(visitor, "/ro");
    matches = visitor->app.search.count;
    assert_true(matches > 8);
    for (size_t i = 0; i < matches; i++) {
        const struct search *search = &visitor->app.search;
        bool seen = false;

        for (int cell = 0;
             cell < visitor->canvas.columns * visitor->canvas.rows; cell++)
            if (visitor->canvas.cells[cell].role == ROLE_MATCH_CURRENT)
                seen = true;
        if (!seen)
            fail_msg("match %zu, \"%.20s\", is not on\n%s", i,
                     search->matches[i].at, visitor_screen(visitor));
        visitor_type(visitor, DOWN);
    }
    assert_int_equal(visitor->app.search.current, 0);
}

static void
test_matches_are_marked(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_type(visitor, "/cores");
    visitor_find(visitor, "Two cores", &row, &column);
    assert_int_equal(canvas_cell(&visitor->canvas, row, column + 3)->role,
                     ROLE_TEXT);
    for (int i = 4; i < 9; i++)
        assert_int_equal(canvas_cell(&visitor->canvas, row, column + i)->role,
                         ROLE_MATCH_CURRENT);
    assert_int_not_equal(canvas_cell(&visitor->canvas, row, column + 9)->role,
                         ROLE_MATCH_CURRENT);
}

static void
test_folded_parts_open_and_stay_open(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 80, 60);
    visitor_type(visitor, "e");
    assert_sees(visitor, "► Black box");
    visitor_type(visitor, "/power cut");
    assert_sees(visitor, "▼ Black box");
    assert_sees(visitor, "Writes 4 kB");
    visitor_type(visitor, ESC);
    assert_sees(visitor, "▼ Black box");
    assert_sees(visitor, "► Brake controller");
}

static void
test_sections_tell_their_matches(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 160, 40);
    visitor_type(visitor, "/lora");
    assert_int_equal(search_count_view(&visitor->app.search, 1), 0);
    assert_int_equal(search_count_view(&visitor->app.search, 2), 1);
    assert_int_equal(search_count_view(&visitor->app.search, 3), 3);
    assert_sees(visitor, "2 Skills 1");
    assert_sees(visitor, "3 Proj 3");
}

static void
test_tab_goes_to_the_next_section_with_a_match(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/lora");
    assert_int_equal(visitor->app.current, 2);
    visitor_type(visitor, "\t");
    assert_int_equal(visitor->app.current, 3);
    visitor_type(visitor, "\t");
    assert_int_equal(visitor->app.current, 2);
    visitor_type(visitor, "\033[Z");
    assert_int_equal(visitor->app.current, 3);
}

static void
test_trail(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/power cut");
    assert_sees(visitor, "Experience › Helvetia Tramways — Brakes › Black box");
}

static void
test_escape_leads_back(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "3j");
    visitor_type(visitor, "/surprised");
    assert_int_equal(visitor->app.current, 11);
    visitor_type(visitor, ESC);
    assert_int_equal(visitor->app.current, 3);
    assert_focus(visitor, "loratone");
    assert_sees_not(visitor, "surprised");
}

static void
test_erasing_it_all_leads_back(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "3j/tra");
    assert_focus(visitor, "Night trains"); /* the first one from there on */
    visitor_type(visitor, ERASE ERASE ERASE);
    assert_true(visitor->app.search.typing);
    visitor_type(visitor, ERASE);
    assert_false(visitor->app.search.typing);
    assert_focus(visitor, "loratone");
}

static void
test_who_keeps_it_stays(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/surprised\r");
    assert_false(visitor->app.search.typing);
    assert_sees(visitor, "1 of 1");
    visitor_type(visitor, ESC);
    assert_int_equal(visitor->app.current, 11);
    assert_sees_not(visitor, "1 of 1");
}

static void
test_narrowing_and_widening(void **state)
{
    struct visitor *visitor = *state;
    size_t wide;

    visitor_type(visitor, "/c");
    wide = visitor->app.search.count;
    visitor_type(visitor, "an");
    assert_true(visitor->app.search.count < wide);
    visitor_type(visitor, ERASE ERASE);
    assert_int_equal(visitor->app.search.count, wide);
}

static void
test_erasing_takes_whole_characters(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/日本語" ERASE);
    assert_string_equal(visitor->app.search.query, "日本");
    visitor_type(visitor, CLEAR "é" ERASE);
    assert_string_equal(visitor->app.search.query, "");
}

static void
test_long_query(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/");
    for (int i = 0; i < 40; i++)
        visitor_type(visitor, "漢");
    assert_true(strlen(visitor->app.search.query) < SEARCH_QUERY_MAX);
    assert_int_equal(strlen(visitor->app.search.query) % 3, 0);
    assert_sees(visitor, "no match");
    visitor_resize(visitor, 20, 6);
    visitor_type(visitor, ESC);
    assert_false(visitor->app.search.typing);
}

static void
test_keys_are_letters_in_the_prompt(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/quiet 1?");
    assert_string_equal(visitor->app.search.query, "quiet 1?");
    assert_false(visitor->app.done);
    assert_int_equal(visitor->app.overlay, OVERLAY_NONE);
}

static void
test_opening_it_again_keeps_the_word(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/tram\r/");
    assert_string_equal(visitor->app.search.query, "tram");
    assert_true(visitor->app.search.typing);
    visitor_type(visitor, "ways");
    assert_string_equal(visitor->app.search.query, "tramways");
}

static void
test_a_named_fact_in_five_keys(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/panto");
    assert_sees(visitor, "Golden Pantograph");
    visitor_type(visitor, ESC);
    visitor_type(visitor, "/868");
    assert_sees(visitor, "14 islands at 868 MHz");
}

#define test_visit(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_visit(test_case),
        test_visit(test_accents),
        test_visit(test_other_scripts),
        test_visit(test_everywhere),
        test_visit(test_nothing_found),
        test_visit(test_position_and_count),
        test_visit(test_leads_to_each_match),
        test_visit(test_matches_are_marked),
        test_visit(test_folded_parts_open_and_stay_open),
        test_visit(test_sections_tell_their_matches),
        test_visit(test_tab_goes_to_the_next_section_with_a_match),
        test_visit(test_trail),
        test_visit(test_escape_leads_back),
        test_visit(test_erasing_it_all_leads_back),
        test_visit(test_who_keeps_it_stays),
        test_visit(test_narrowing_and_widening),
        test_visit(test_erasing_takes_whole_characters),
        test_visit(test_long_query),
        test_visit(test_keys_are_letters_in_the_prompt),
        test_visit(test_opening_it_again_keeps_the_word),
        test_visit(test_a_named_fact_in_five_keys),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
