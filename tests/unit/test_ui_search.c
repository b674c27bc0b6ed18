/* Search as you type: what is found, where Enter leads, and that Esc leads
 * back to where the visitor was. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "search/phone.h"
#include "sshd/base/array.h"
#include "ui_app.h"

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

/* How many matches QUERY has. */
static size_t
count(struct visitor *visitor, const char *query)
{
    size_t matches;

    visitor_type(visitor, "/");
    visitor_type(visitor, query);
    matches = visitor->app.search.count;
    visitor_type(visitor, ESC);
    return matches;
}

static void
test_case_and_accents_do_not_count(void **state)
{
    struct visitor *visitor = *state;

    assert_int_equal(count(visitor, "FJORDLINK"), 1);
    assert_int_equal(count(visitor, "RUST"), count(visitor, "rust"));
    assert_int_equal(count(visitor, "cafe wiedikon"), 1);
    assert_int_equal(count(visitor, "Zurich"), count(visitor, "Zürich"));
    assert_true(count(visitor, "Zurich") > 0);
    assert_int_equal(count(visitor, "elan"), 1); /* e, U+0301, l, a, n */
}

/* A recruiter pastes a number as another program wrote it. */
static void
test_a_phone_number_is_found_however_it_is_written(void **state)
{
    static const struct {
        const char *phone, *query;
        bool has;
    } rows[] = {
        {"+44 20 7946 0018", "020 7946 0018", true},
        {"+44 20 7946 0018", "(020) 7946", true},
        {"+44 20 7946 0018", "0044-20-7946-0018", true},
        {"+43 (0)1 555 01 23-45", "+43155501", true},
        {"+43 (0)1 555 01 23-45", "01 5550 123", true},
        {"0161 496 0999", "+441614960999", true},
        {"(555) 010-0199", "+1 555 010 0199", true},
        {"0161 496 0999", "0161 496 0998", false},
        {"+44 20 7946 0018", "2017", false},
        {"+44 20 7946 0018", "band 79460018", false},
        {"", "79460018", false},
        {"12345", "12345", true}, /* the shortest */
        {"1234", "1234", false},
        {"01 555 0123", "+353 1 555 0123", true}, /* the longest code */
        {"01 555 0123", "+3531 1 555 0123", false},
        {"123456789012345678901234", "123456789012345678901234", true},
        {"1234567890123456789012345", "1234567890123456789012345", false},
    };
    struct visitor visitor;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (phone_has(rows[i].phone, rows[i].query) != rows[i].has)
            fail_msg("%s in %s", rows[i].query, rows[i].phone);
    visitor_open(&visitor,
                 "{\"basics\": {\"name\": \"A\", \"phone\":"
                 " \"+41 43 555 01 23\"}}",
                 80, 24);
    assert_int_equal(count(&visitor, "0041 43 555 01 23"), 1);
    assert_int_equal(count(&visitor, "0041 43 555 01 24"), 0);
    visitor_stop(&visitor);
}

static void
test_other_scripts(void **state)
{
    struct visitor *visitor = *state;

    assert_true(count(visitor, "日本語") >= 3);
    assert_int_equal(count(visitor, "足首"), 1);
}

/* All that any screen shows. */
static void
test_everywhere(void **state)
{
    static const char *const texts[] = {
        "Marchetti",         /* name */
        "networks engineer", /* label */
        "keep their",        /* summary */
        "zoe@example",       /* e-mail */
        "+41 00 000",        /* phone */
        "zoe.example",       /* web */
        "Forge",             /* network of a profile */
        "zoem",              /* user name of a profile */
        "Doors",             /* employer */
        "Lead firmware",     /* position */
        "Oct 2024",          /* date */
        "tramways.ex",       /* address */
        "ISO 26262",         /* tag of a job */
        "SIL 3",             /* badge */
        "assessor",          /* summary */
        "disputed",          /* point */
        "Simulator",         /* sub-project */
        "TLA+",              /* point of a part that is folded */
        "RS-485",            /* skill */
        "daily",             /* level */
        "Tongues",           /* group of skills */
        "two distributions", /* project */
        "Control theory",    /* course */
        "thesis",            /* a degree's award */
        "5.7 of 6",          /* score */
        "Saturday",          /* volunteer */
        "Pantograph",        /* award */
        "Institute of Safe", /* issuer */
        "FS-00417",          /* number of a certificate */
        "third core",        /* publication */
        "madrelingua",       /* fluency */
        "couchettes",        /* interest */
        "surprised",         /* reference */
        "Volunteering",      /* title of a section */
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

    visitor_type(visitor, "3j/xyzzy");
    assert_sees(visitor, "nothing");
    assert_sees(visitor, "Nothing here says \"xyzzy\".");
    assert_sees(visitor, "names: C, Rust, C++, Python");
    visitor_type(visitor, DOWN UP "\t");
    assert_sees(visitor, "Nothing here says \"xyzzy\".");
    visitor_type(visitor, "\r");
    assert_false(visitor->app.search.typing);
    assert_focus(visitor, "loratone");
    assert_sees(visitor, "Nothing here says \"xyzzy\".");
    visitor_type(visitor, "j");
    assert_sees_not(visitor, "xyzzy");
}

static void
test_inside_of_words_only_without_any_other(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/script");
    assert_sees(visitor, "Nothing here");
    visitor_type(visitor, CLEAR "link");
    assert_sees_not(visitor, "inside");
    assert_int_equal(visitor->app.search.count, 2);
    visitor_type(visitor, ESC);
    visitor_type(visitor, "/jordlink");
    assert_sees(visitor, "inside other words");
    assert_sees(visitor, "Fjordlink");
}

/* Several words that do not stand side by side: what has all of them. */
static void
test_words_of_one_item(void **state)
{
    struct visitor *visitor = *state;

    assert_true(count(visitor, "arbitration cores") > 0);
    assert_int_equal(count(visitor, "arbitration islands"), 0);
    assert_int_equal(count(visitor, "arbitration kubernetes"), 0);
}

static void
test_kinds_are_counted(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/lora");
    assert_sees(visitor, "1 sentence, 2 tags, 1 more");
    visitor_type(visitor, CLEAR "thesis");
    assert_sees(visitor, "1 match");
}

static void
test_list_tells_places(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/power cut");
    assert_sees(visitor, "Experience › Helvetia Tramways — Brakes");
    assert_sees(visitor, "Black box      Writes 4 kB a second through a power");
    visitor_type(visitor, CLEAR "lora");
    assert_sees(visitor, "Skills › Buses and radio");
    assert_sees(visitor, "Projects › loratone");
    assert_sees(visitor, "tag            LoRa");
    visitor_type(visitor, CLEAR "oct 2024");
    assert_sees(visitor, "Dates          Mar 2019 – Oct 2024");
}

/* A long text begins near what is searched for, which is lit. */
static void
test_list_shows_the_words_around(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_resize(visitor, 60, 24);
    visitor_type(visitor, "/assessor");
    assert_sees(visitor, "…");
    visitor_find(visitor, "assessor's", &row, &column);
    for (int i = 0; i < 8; i++)
        assert_int_equal(canvas_cell(&visitor->canvas, row, column + i)->role,
                         ROLE_MATCH);
    assert_int_not_equal(canvas_cell(&visitor->canvas, row, column + 8)->role,
                         ROLE_MATCH);
}

static void
assert_chosen(struct visitor *visitor, const char *text)
{
    int row, column;

    visitor_find(visitor, text, &row, &column);
    assert_non_null(strstr(visitor_row(visitor, row), "▌"));
}

static void
test_choosing_in_the_list(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/can bus");
    assert_int_equal(visitor->app.search.count, 3);
    assert_chosen(visitor, "CAN bus");
    visitor_type(visitor, DOWN DOWN);
    assert_int_equal(visitor->app.search.current, 2);
    visitor_type(visitor, DOWN);
    assert_int_equal(visitor->app.search.current, 0);
    visitor_type(visitor, UP);
    assert_int_equal(visitor->app.search.current, 2);
    visitor_type(visitor, "\t");
    assert_int_equal(visitor->app.search.current, 0);
    visitor_type(visitor, "\t");
    assert_int_equal(visitor->app.search.current, 2);
    visitor_type(visitor, "\033[Z");
    assert_int_equal(visitor->app.search.current, 0);
}

/* The chosen one is in the window, however long the list is. */
static void
test_list_scrolls(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 40, 12);
    visitor_type(visitor, "/o");
    assert_true(visitor->app.search.count > 12);
    for (size_t i = 0; i < visitor->app.search.count; i++) {
        bool seen = false;

        for (int row = 2; row < 10; row++)
            if (strstr(visitor_row(visitor, row), "▌") != NULL)
                seen = true;
        if (!seen)
            fail_msg("match %zu is not on\n%s", i, visitor_screen(visitor));
        visitor_type(visitor, DOWN);
    }
}

static void
test_cursor_stands_in_the_line(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_type(visitor, "/can bus" DOWN);
    visitor_find(visitor, "/can bus", &row, &column);
    assert_int_equal(visitor->canvas.cursor_row, row);
    assert_int_equal(visitor->canvas.cursor_column, column + 8);
    assert_true(visitor->canvas.cursor_shown);
    visitor_type(visitor, ESC);
    assert_false(visitor->canvas.cursor_shown);
}

static bool
sees_role(const struct visitor *visitor, enum role role)
{
    for (int i = 0; i < visitor->canvas.columns * visitor->canvas.rows; i++)
        if (visitor->canvas.cells[i].role == role)
            return true;
    return false;
}

/* Enter and n lead to where each match is, and it can be seen there. Dates
 * and titles of sections are written anew for each screen. */
static void
test_enter_and_n_lead_to_each(void **state)
{
    struct visitor *visitor = *state;
    size_t matches;

    visitor_type(visitor, "/lo\r");
    matches = visitor->app.search.count;
    assert_true(matches > 2);
    for (size_t i = 0; i < matches; i++) {
        char position[64];

        snprintf(position, sizeof(position), "%zu of %zu", i + 1, matches);
        assert_sees(visitor, position);
        if (!sees_role(visitor, ROLE_MATCH_CURRENT))
            fail_msg("match %zu is not on\n%s", i, visitor_screen(visitor));
        visitor_type(visitor, "n");
    }
    assert_int_equal(visitor->app.search.current, 0);
    visitor_type(visitor, "N");
    assert_int_equal(visitor->app.search.current, matches - 1);
}

static void
test_words_are_lit(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_type(visitor, "/cores that\r");
    visitor_find(visitor, "Two cores that", &row, &column);
    assert_int_equal(canvas_cell(&visitor->canvas, row, column + 3)->role,
                     ROLE_TEXT);
    for (int i = 4; i < 14; i++)
        assert_int_equal(canvas_cell(&visitor->canvas, row, column + i)->role,
                         ROLE_MATCH_CURRENT);
    assert_int_equal(canvas_cell(&visitor->canvas, row, column + 14)->role,
                     ROLE_TEXT);
}

/* Also those that a row ends in the middle of. */
static void
test_words_are_lit_over_two_rows(void **state)
{
    struct visitor *visitor = *state;
    int cells = 0;

    visitor_resize(visitor, 30, 40);
    visitor_type(visitor, "/only say no\r");
    for (int i = 0; i < 30 * 40; i++)
        cells += visitor->canvas.cells[i].role == ROLE_MATCH_CURRENT;
    assert_in_range(cells, 10, 12); /* a blank may be at the end of a row */
}

static void
test_what_it_opened_stays_open(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 80, 60);
    visitor_type(visitor, "e");
    assert_sees_not(visitor, "Writes 4 kB");
    visitor_type(visitor, "/power cut\r");
    assert_sees(visitor, "▼ Black box");
    assert_sees(visitor, "Writes 4 kB");
    visitor_type(visitor, ESC);
    assert_sees(visitor, "▼ Black box");
}

static void
test_sections_tell_their_matches(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 160, 40);
    visitor_type(visitor, "/lora\r");
    assert_int_equal(search_count_view(&visitor->app.search, 1), 0);
    assert_int_equal(search_count_view(&visitor->app.search, 2), 1);
    assert_int_equal(search_count_view(&visitor->app.search, 3), 3);
}

static void
test_escape_leads_back(void **state)
{
    struct visitor *visitor = *state;
    char before[8192];

    visitor_type(visitor, "1jjj");
    snprintf(before, sizeof(before), "%s", visitor_screen(visitor));
    visitor_type(visitor, "/surprised");
    assert_int_equal(visitor->app.current, 1); /* nothing moves yet */
    visitor_type(visitor, ESC);
    assert_string_equal(visitor_screen(visitor), before);
    visitor_type(visitor, "/surprised\r");
    assert_int_equal(visitor->app.current, 11);
    visitor_type(visitor, "nnj" ESC);
    assert_string_equal(visitor_screen(visitor), before);
    assert_false(search_is_on(&visitor->app.search));
}

static void
test_searching_again_still_leads_back(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "3j");
    assert_focus(visitor, "loratone");
    visitor_type(visitor, "/surprised\r/panto\r");
    assert_int_equal(visitor->app.current, 6);
    visitor_type(visitor, ESC);
    assert_focus(visitor, "loratone");
}

/* Phones have no Esc. */
static void
test_erasing_it_all_leads_back(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "3j/tra");
    visitor_type(visitor, ERASE ERASE ERASE);
    assert_true(visitor->app.search.typing);
    visitor_type(visitor, ERASE);
    assert_false(visitor->app.search.typing);
    assert_focus(visitor, "loratone");
    visitor_type(visitor, "/\r");
    assert_false(visitor->app.search.typing);
    assert_focus(visitor, "loratone");
}

static void
test_n_without_a_search_says_so(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "n");
    assert_sees(visitor, "Nothing is searched for");
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
    for (int i = 0; i < 60; i++)
        visitor_type(visitor, "漢");
    assert_true(strlen(visitor->app.search.query) < SEARCH_QUERY_MAX);
    assert_int_equal(strlen(visitor->app.search.query) % 3, 0);
    assert_sees(visitor, "漢");
    visitor_resize(visitor, 20, 6);
    visitor_type(visitor, ESC);
    assert_false(visitor->app.search.typing);
}

static void
test_paste(void **state)
{
    struct visitor *visitor = *state;

    app_paste(&visitor->app, "quit");
    assert_false(search_is_on(&visitor->app.search));
    visitor_type(visitor, "/");
    app_paste(&visitor->app, "power\ncut\033\001");
    visitor_type(visitor, DOWN);
    assert_string_equal(visitor->app.search.query, "power cut");
    assert_sees(visitor, "Writes 4 kB");
}

/* However much comes, the query is bounded, and one search is made of it. */
static void
test_a_large_paste(void **state)
{
    struct visitor *visitor = *state;
    static char text[32 * 1024];

    memset(text, 'r', sizeof(text) - 1);
    visitor_type(visitor, "/");
    app_paste(&visitor->app, text);
    for (size_t i = 0; i < sizeof(text); i++)
        app_type(&visitor->app, U'r');
    assert_int_equal(strlen(visitor->app.search.query), SEARCH_QUERY_MAX - 1);
    assert_true(visitor->app.search.stale);
    visitor_type(visitor, "r");
    assert_false(visitor->app.search.stale);
    assert_int_equal(visitor->app.search.count, 0);
}

static void
test_keys_are_letters_in_the_line(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/quiet 1?");
    assert_string_equal(visitor->app.search.query, "quiet 1?");
    assert_false(visitor->app.done);
    assert_int_equal(visitor->app.overlay, OVERLAY_NONE);
}

static void
test_a_click_reads_it_there(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_type(visitor, "/lora");
    visitor_find(visitor, "Music over LoRa", &row, &column);
    visitor_click(visitor, row, column);
    assert_false(visitor->app.search.typing);
    assert_int_equal(visitor->app.current, 3);
}

/* "/", the letters and Enter. */
static void
test_a_fact_is_reached_by_typing_it(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "/golden panto\r");
    assert_sees(visitor, "▌ Golden Pantograph");
    visitor_type(visitor, ESC);
    visitor_type(visitor, "/868\r");
    assert_sees(visitor, "14 islands at 868 MHz");
}

#define test_visit(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, visitor_tear_down)

/* A group of tags is found once, however many it has. */
static void
test_a_group_of_skills_is_one_match(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(
        &visitor,
        "{\"skills\": [{\"name\": \"Tongues\", \"keywords\": [\"C\"]},"
        " {\"name\": \"Vessels\", \"keywords\": [\"Ro\", \"Po\", \"Mo\"]}]}",
        80, 24);
    assert_int_equal(count(&visitor, "vessels"), 1);
    visitor_stop(&visitor);
}

/* What only the Overview says is found, too; what it repeats from an entry
 * counts there, and the moving words only where nothing else does. */
static void
test_what_the_overview_alone_says(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(
        &visitor,
        "{\"basics\": {\"name\": \"Ada\"}, \"work\": [{\"name\": \"Acme\","
        " \"highlights\": [\"Halved the build.\", \"Wrote Rust.\"]}],"
        " \"meta\": {\"ssh\": {\"greeting\": \"Hello, I am\","
        " \"best\": [\"Halved the build.\", \"MTTR down 60%.\"],"
        " \"ticker\": [\"Rust\", \"soldering\"]}}}",
        80, 24);
    assert_int_equal(count(&visitor, "mttr down"), 1);
    assert_int_equal(count(&visitor, "halved"), 1);
    assert_int_equal(count(&visitor, "hello"), 1);
    assert_int_equal(count(&visitor, "rust"), 1);
    assert_int_equal(count(&visitor, "soldering"), 1);
    assert_int_equal(count(&visitor, "molder"), 0);
    visitor_type(&visitor, "/mttr\r");
    assert_int_equal(visitor.app.current, 0);
    assert_sees(&visitor, "MTTR down 60%.");
    visitor_stop(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_overview_alone_says),
        cmocka_unit_test(test_a_group_of_skills_is_one_match),
        test_visit(test_case_and_accents_do_not_count),
        cmocka_unit_test(test_a_phone_number_is_found_however_it_is_written),
        test_visit(test_other_scripts),
        test_visit(test_everywhere),
        test_visit(test_nothing_found),
        test_visit(test_inside_of_words_only_without_any_other),
        test_visit(test_words_of_one_item),
        test_visit(test_kinds_are_counted),
        test_visit(test_list_tells_places),
        test_visit(test_list_shows_the_words_around),
        test_visit(test_choosing_in_the_list),
        test_visit(test_list_scrolls),
        test_visit(test_cursor_stands_in_the_line),
        test_visit(test_enter_and_n_lead_to_each),
        test_visit(test_words_are_lit),
        test_visit(test_words_are_lit_over_two_rows),
        test_visit(test_what_it_opened_stays_open),
        test_visit(test_sections_tell_their_matches),
        test_visit(test_escape_leads_back),
        test_visit(test_searching_again_still_leads_back),
        test_visit(test_erasing_it_all_leads_back),
        test_visit(test_n_without_a_search_says_so),
        test_visit(test_erasing_takes_whole_characters),
        test_visit(test_long_query),
        test_visit(test_paste),
        test_visit(test_a_large_paste),
        test_visit(test_keys_are_letters_in_the_line),
        test_visit(test_a_click_reads_it_there),
        test_visit(test_a_fact_is_reached_by_typing_it),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
