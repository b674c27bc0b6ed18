/* Skills: tags that can be chosen, the evidence for each, and the ticker. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/array.h"
#include "ui_app.h"

static int
set_up(void **state)
{
    static struct visitor visitor;

    visitor_start(&visitor, NULL, 100, 30);
    visitor_type(&visitor, "2");
    *state = &visitor;
    return 0;
}

static void
assert_tag(struct visitor *visitor, const char *tag)
{
    assert_string_equal(visitor_focus(visitor), tag);
}

static void
test_moving_among_tags(void **state)
{
    struct visitor *visitor = *state;

    assert_tag(visitor, "C");
    visitor_type(visitor, RIGHT);
    assert_tag(visitor, "Rust");
    visitor_type(visitor, DOWN);
    assert_tag(visitor, "TLA+"); /* nearest below the column of Rust */
    visitor_type(visitor, "j");
    assert_tag(visitor, "CAN bus");
    visitor_type(visitor, "l"
                          "l"
                          "j");
    assert_tag(visitor, "RS-485");
    visitor_type(visitor, UP UP UP LEFT LEFT LEFT LEFT LEFT LEFT);
    assert_tag(visitor, "C");
    visitor_type(visitor, "G");
    assert_tag(visitor, "italiano");
    visitor_type(visitor, RIGHT RIGHT);
    assert_tag(visitor, "italiano");
}

static void
test_the_sentences_themselves(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, RIGHT RIGHT RIGHT RIGHT RIGHT);
    assert_tag(visitor, "TLA+");
    assert_sees(visitor, "1 sentence");
    assert_sees(visitor, "Helvetia Tramways — Brakes");
    assert_sees(visitor, "► Brake controller");
    assert_sees(visitor, "\"Proved the arbitration in 400 lines of TLA+.\"");
    /* Work from March 2019 to October 2024, as the panel's scale says. */
    assert_sees(visitor, "5 years · 1 sentence");
    assert_sees(visitor, "2019");
}

static void
test_tags_where_no_sentence_says_it(void **state)
{
    struct visitor *visitor = *state;

    /* C: two jobs, from May 2016 to October 2024, and a project meanwhile. */
    assert_tag(visitor, "C");
    assert_sees(visitor, "8 years · 3 tags");
    assert_sees(visitor, "Helvetia Tramways — Doors");
    assert_sees(visitor, "May 2016 – Feb 2019");
    assert_sees(visitor, "quietd");
}

/* No evidence is shown for a tag that nothing else names. */
static void
test_no_evidence_no_remark(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_type(visitor, RIGHT RIGHT RIGHT);
    assert_tag(visitor, "Python");
    visitor_find(visitor, "[Python]", &row, &column);
    for (row = 0; row < visitor->canvas.rows - 6; row++)
        for (column = 52; column < 96 && row > 8; column++)
            assert_int_equal(
                canvas_cell(&visitor->canvas, row, column)->text[0], U' ');
    visitor_type(visitor, "\r");
    assert_tag(visitor, "Python");
    assert_false(search_is_on(&visitor->app.search));
}

/* The panel below the tags: without evidence they have the whole page. */
static void
test_panel_below(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 60, 20);
    visitor_type(visitor, "g");
    assert_tag(visitor, "C");
    assert_sees_not(visitor, "end of Skills");
    visitor_type(visitor, RIGHT RIGHT RIGHT);
    assert_tag(visitor, "Python");
    assert_sees(visitor, "end of Skills");
}

/* A sentence that continues below the panel ends in "…". */
static void
test_a_cut_sentence_says_so(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"L\", \"keywords\": [\"Zig\"]}],"
                  " \"work\": [{\"name\": \"A\", \"highlights\": [\"Zig one"
                  " two three four five.\", \"Zig six seven eight nine ten"
                  " eleven twelve.\"]}]}",
                  24, 18);
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "eleven twelv…");
    visitor_stop(&visitor);
}

static void
test_bars_tell_how_much(void **state)
{
    struct visitor *visitor = *state;

    assert_sees(visitor, "[C] ███  [Rust] █  [C++] █  [Python] [Lua]");
    assert_sees(visitor, "[TLA+] █"); /* one sentence */
}

static void
test_tags_that_stand_with_it(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"L\", \"keywords\": ["
                  "\"Zig\", \"Ada\", \"Elm\", \"SQL\"]}],"
                  " \"work\": [{\"name\": \"A\", \"highlights\": ["
                  "\"Zig beside SQL and Elm.\", \"Ada alone.\"]}]}",
                  100, 30);
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "with it: Elm, SQL");
    visitor_stop(&visitor);
}

static void
test_enter_reads_it_there_and_escape_comes_back(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "\r");
    assert_int_equal(visitor->app.current, 1);
    assert_focus(visitor, "Helvetia Tramways — Brakes");
    assert_sees(visitor, "1 of 3");
    visitor_type(visitor, "nn");
    assert_int_equal(visitor->app.current, 3);
    assert_focus(visitor, "quietd");
    visitor_type(visitor, ESC);
    assert_int_equal(visitor->app.current, 2);
    assert_tag(visitor, "C");
}

/* Where a sub-project names it, that is where Enter goes, and it is lit. */
static void
test_enter_goes_to_the_part_that_names_it(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_type(visitor, RIGHT RIGHT RIGHT RIGHT RIGHT "\r");
    assert_focus(visitor, "Brake controller");
    visitor_find(visitor, "lines of TLA+", &row, &column);
    assert_int_equal(canvas_cell(&visitor->canvas, row, column + 9)->role,
                     ROLE_MATCH_CURRENT);
}

static void
test_a_click_on_a_sentence_reads_it(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_find(visitor, "quietd", &row, &column);
    visitor_click(visitor, row, column);
    assert_int_equal(visitor->app.current, 3);
    assert_sees(visitor, "3 of 3");
}

/* Months that two jobs share count once, and a degree is no practice. */
static void
test_months_are_not_counted_twice(void **state)
{
    struct search_scope scope;
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"L\", \"keywords\": [\"Zig\"]}],"
                  " \"work\": ["
                  "{\"name\": \"Undated\", \"keywords\": [\"Zig\"]},"
                  "{\"name\": \"A\", \"startDate\": \"2010-01\","
                  " \"endDate\": \"2011-12\", \"keywords\": [\"Zig\"]},"
                  "{\"name\": \"B\", \"startDate\": \"2011-01\","
                  " \"endDate\": \"2012-12\", \"keywords\": [\"Zig\"]},"
                  "{\"name\": \"C\", \"startDate\": \"2025-02\","
                  " \"keywords\": [\"Zig\"]}],"
                  " \"education\": [{\"institution\": \"D\","
                  " \"startDate\": \"2000-01\", \"endDate\": \"2005-01\","
                  " \"courses\": [\"Zig\"]}]}",
                  100, 30);
    visitor_type(&visitor, "2");
    scope = app_scope(&visitor.app);
    assert_int_equal(evidence_months(&scope, visitor.app.evidence,
                                     visitor.app.evidence_count),
                     36 + 12);
    assert_sees(&visitor, "4 years · 1 sentence");
    assert_sees(&visitor, "2010  ");
    /* The scale begins in 2010: no course, and no job without a date. */
    assert_sees_not(&visitor, "2005   ");
    visitor_stop(&visitor);
}

/* Below the tags, where there is no room beside them. */
static void
test_narrow_windows_show_the_sentences_below(void **state)
{
    struct visitor *visitor = *state;
    int tag, sentence, column;

    visitor_resize(visitor, 60, 24);
    visitor_type(visitor, RIGHT RIGHT RIGHT RIGHT RIGHT);
    visitor_find(visitor, "TLA+", &tag, &column);
    visitor_find(visitor, "\"Proved the arbitration", &sentence, &column);
    assert_true(sentence > tag);
    visitor_resize(visitor, 40, 20);
    assert_sees(visitor, "\"Proved the arbitration");
    visitor_resize(visitor, 40, 10);
    assert_sees_not(visitor, "Proved");
}

/* From 86 columns on the panel is beside the tags, else below them where there
 * are rows enough. */
static void
test_where_the_panel_stands(void **state)
{
    static const struct {
        int columns, rows;
        bool beside, below;
    } windows[] = {
        {86, 24, true, false},  {85, 24, false, true}, {60, 16, false, true},
        {60, 15, false, false}, {86, 15, true, false},
    };
    struct visitor *visitor = *state;

    for (size_t i = 0; i < COUNT(windows); i++) {
        int tag, panel, row, column;

        visitor_resize(visitor, windows[i].columns, windows[i].rows);
        visitor_find(visitor, "Languages", &tag, &column);
        if (!windows[i].beside && !windows[i].below) {
            assert_sees_not(visitor, "8 years · 3 tags");
            continue;
        }
        visitor_find(visitor, "8 years · 3 tags", &panel, &column);
        assert_int_equal(panel == tag, windows[i].beside);
        visitor_find(visitor, "Helvetia Tramways — Doors", &row, &column);
        assert_int_equal(column > 20, windows[i].beside);
        if (windows[i].below) /* its first row of six, above the rule */
            assert_int_equal(panel, windows[i].rows - 2 - 6);
    }
}

/* The bar stands right of its tag, or nowhere. */
static void
test_a_bar_fits_or_is_left_out(void **state)
{
    (void)state;
    for (int letters = 48; letters <= 49; letters++) {
        struct visitor visitor;
        char tag[50], json[1000];

        memset(tag, 'x', (size_t)letters);
        tag[letters] = '\0';
        snprintf(json, sizeof(json),
                 "{\"skills\": [{\"name\": \"L\", \"keywords\": [\"%s\"]}],"
                 " \"work\": [{\"name\": \"A\", \"highlights\": [\"%s\","
                 " \"%s.\", \"%s!\"]}]}",
                 tag, tag, tag, tag);
        visitor_start(&visitor, json, 60, 24);
        visitor_type(&visitor, "2");
        assert_sees(&visitor, tag);
        if (letters == 48)
            assert_sees(&visitor, "x] ███\n");
        else
            assert_sees_not(&visitor, "█");
        visitor_stop(&visitor);
    }
}

/* Names without tags stand row by row, and apart from groups; a level stands
 * beside its name, or below it where it is too long. */
static void
test_groups_and_names(void **state)
{
    struct visitor visitor;
    int first, row, column;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"Alpha\"}, {\"name\": \"Beta\"},"
                  " {\"name\": \"Gamma\", \"keywords\": [\"g\"]},"
                  " {\"name\": \"Delta\"},"
                  " {\"name\": \"Seventeen letters\", \"level\":"
                  " \"12345678901234567890123456789012345\","
                  " \"keywords\": [\"e\"]},"
                  " {\"name\": \"17 letters, also.\", \"level\":"
                  " \"a23456789012345678901234567890123456\","
                  " \"keywords\": [\"f\"]}]}",
                  60, 40);
    visitor_find(&visitor, "[Alpha]", &first, &column);
    visitor_find(&visitor, "[Beta]", &row, &column);
    assert_int_equal(row, first + 1);
    visitor_find(&visitor, "Gamma", &row, &column);
    assert_int_equal(row, first + 3);
    visitor_find(&visitor, "[Delta]", &row, &column);
    assert_int_equal(row, first + 6);
    assert_sees(&visitor,
                "Seventeen letters  12345678901234567890123456789012345\n");
    visitor_find(&visitor, "17 letters, also.", &first, &column);
    visitor_find(&visitor, "a234567890", &row, &column);
    assert_int_equal(row, first + 1);
    visitor_stop(&visitor);
}

/* Where nothing names any tag, no half of the page is kept for sentences. */
static void
test_tags_without_evidence_have_the_page(void **state)
{
    struct visitor visitor;
    int row, column;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"Languages\", \"keywords\": ["
                  "\"Assembler\", \"Fortran\", \"Cobol\", \"Smalltalk\","
                  "\"Modula\", \"Prolog\", \"Simula\", \"Algol\"]}]}",
                  100, 30);
    visitor_find(&visitor, "Assembler", &row, &column);
    assert_non_null(strstr(visitor_row(&visitor, row), "Algol"));
    assert_sees(&visitor, "end of Skills ── Space goes on: PDF, contact ─");
    visitor_stop(&visitor);
}

/* Who comes to read sees sentences at once, if there are any. */
static void
test_the_first_tag_with_evidence_has_the_focus(void **state)
{
    static const char *const ways[] = {"2", "0  ", "0]]", "2h0  "};

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct visitor visitor;

        visitor_start(&visitor,
                      "{\"skills\": [{\"name\": \"L\", \"keywords\": ["
                      "\"Elm\", \"Zig\", \"Ada\"]}], \"work\": [{\"name\":"
                      " \"A\", \"highlights\": [\"Ada beside Zig.\"]}]}",
                      100, 30);
        visitor_type(&visitor, ways[i]);
        assert_tag(&visitor, "Zig");
        assert_sees(&visitor, "\"Ada beside Zig.\"");
        visitor_type(&visitor, LEFT);
        assert_tag(&visitor, "Elm");
        assert_sees_not(&visitor, "\"Ada beside Zig.\"");
        visitor_stop(&visitor);
    }
}

/* A long list of names stands in columns, if two or more have room. */
static void
test_names_in_columns(void **state)
{
    struct visitor visitor;
    int first, row, column;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"Weaving\"},"
                  " {\"name\": \"Spinning\", \"level\": \"Master\"},"
                  " {\"name\": \"Dyeing\"}, {\"name\": \"Felting\"},"
                  " {\"name\": \"Lace\", \"level\": \"Beginner\"},"
                  " {\"name\": \"Knots\"}, {\"name\": \"Nets\"}]}",
                  60, 24);
    visitor_find(&visitor, "[Weaving]", &first, &column);
    assert_string_equal(visitor_row(&visitor, first),
                        "   [Weaving]            [Spinning]  Master");
    assert_string_equal(visitor_row(&visitor, first + 1),
                        "   [Dyeing]             [Felting]");
    visitor_find(&visitor, "[Nets]", &row, &column);
    assert_int_equal(row, first + 3);
    assert_tag(&visitor, "Weaving");
    visitor_type(&visitor, RIGHT DOWN);
    assert_tag(&visitor, "Felting");
    visitor_resize(&visitor, 24, 24);
    visitor_find(&visitor, "[Weaving]", &first, &column);
    visitor_find(&visitor, "[Nets]", &row, &column);
    assert_int_equal(row, first + 6);
    visitor_stop(&visitor);
}

/* At both ends a key says so. */
static void
test_ends_of_the_tags(void **state)
{
    static const struct {
        const char *keys, *tag, *status;
    } steps[] = {
        {LEFT, "C", "There is nothing to open or close here."},
        {UP, "C", "This is the beginning."},
        {"G" RIGHT, "italiano", "There is nothing to open or close here."},
        {DOWN, "italiano", "This section ends here. Space goes on."},
        {"g", "C", ""},
        {DOWN, "TLA+", ""},
    };
    struct visitor *visitor = *state;

    for (size_t i = 0; i < COUNT(steps); i++) {
        visitor_type(visitor, steps[i].keys);
        assert_tag(visitor, steps[i].tag);
        assert_string_equal(visitor->app.status.text, steps[i].status);
    }
}

/* What does not fit is counted. */
static void
test_more_than_there_is_room_for(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"L\", \"keywords\": [\"Zig\"]}],"
                  " \"work\": [{\"name\": \"A\", \"highlights\": ["
                  "\"Zig 1\", \"Zig 2\", \"Zig 3\", \"Zig 4\", \"Zig 5\","
                  "\"Zig 6\", \"Zig 7\", \"Zig 8\"]}]}",
                  60, 24);
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "8 sentences");
    assert_sees(&visitor, "\"Zig 2\"");
    assert_sees(&visitor, "5 more");
    visitor_stop(&visitor);
}

/* A tag or a level that is wider than the page continues in the next row. */
static void
test_wide_tags_and_levels_wrap(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"Languages of the North\","
                  " \"level\": \"fluent in all that are spoken at sea\","
                  " \"keywords\": [\"Everything that anybody ever wrote in "
                  "Old Norse\", \"Sami\"]}]}",
                  40, 20);
    assert_sees(&visitor, "fluent in all that are spoken at sea");
    assert_sees(&visitor, "Everything that anybody ever wrote");
    assert_sees(&visitor, "Old Norse");
    assert_sees(&visitor, "Sami");
    visitor_type(&visitor, DOWN);
    assert_tag(&visitor, "Sami");
    visitor_stop(&visitor);
}

/* Many files have a level for each skill, and no keywords. */
static void
test_a_group_without_tags_is_a_tag(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"work\": [{\"name\": \"A\", \"highlights\": ["
                  "\"All of it in Zig.\"]}], \"skills\": ["
                  "{\"name\": \"Zig\", \"level\": \"Master\"},"
                  "{\"name\": \"Elm\", \"level\": \"Beginner\"}]}",
                  100, 30);
    visitor_type(&visitor, "2");
    assert_tag(&visitor, "Zig");
    assert_sees(&visitor, "[Zig] █   Master");
    assert_sees(&visitor, "\"All of it in Zig.\"");
    visitor_type(&visitor, DOWN);
    assert_tag(&visitor, "Elm");
    assert_sees_not(&visitor, "All of it");
    visitor_stop(&visitor);
}

/* "HTML/CSS" is used where HTML and CSS are, but not where one of them is. */
static void
test_tags_of_two_parts(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"skills\": [{\"name\": \"L\", \"keywords\":"
                  " [\"HTML/CSS\"]}], \"work\": ["
                  "{\"name\": \"A\", \"highlights\":"
                  " [\"HTML by hand.\", \"CSS by machine.\"]},"
                  "{\"name\": \"B\", \"highlights\": [\"CSS only.\"]}]}",
                  100, 30);
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "2 sentences");
    assert_sees(&visitor, "\"CSS by machine.\"");
    assert_sees_not(&visitor, "CSS only");
    visitor_stop(&visitor);
}

/* Steps of the ticker while TIME passes in small bits. */
static int
run(struct ticker *ticker, long long from, long long time)
{
    int steps = 0;

    for (long long now = from; now <= from + time; now += 10)
        steps += ticker_step(ticker, now);
    return steps;
}

static void
test_ticker_steps_four_times_a_second(void **state)
{
    struct ticker ticker = {.last_key = 0};

    (void)state;
    assert_in_range(run(&ticker, 0, 10000), 39, 41);
}

static void
test_ticker_stops(void **state)
{
    struct ticker off = {.off = true}, paused = {.paused = true},
                  away = {.away = true};

    (void)state;
    assert_int_equal(run(&off, 0, 5000), 0);
    assert_int_equal(run(&paused, 0, 5000), 0);
    assert_int_equal(run(&away, 0, 5000), 0);
    assert_int_equal(ticker_next(&off), -1);
    assert_int_equal(ticker_next(&paused), -1);
    assert_int_equal(ticker_next(&away), -1);
}

static void
test_ticker_stops_by_itself(void **state)
{
    struct ticker ticker = {.last_key = 1000};

    (void)state;
    run(&ticker, 1000, TICKER_QUIET_MS);
    assert_int_equal(run(&ticker, 1000 + TICKER_QUIET_MS, 60000), 0);
    assert_int_equal(ticker_next(&ticker), -1);
    ticker.last_key = 100000; /* somebody is there again */
    assert_true(run(&ticker, 100000, 1000) >= 3);
}

static void
test_ticker_runs_only_where_it_is_seen(void **state)
{
    struct visitor *visitor = *state;

    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "0");
    assert_true(app_next_tick(&visitor->app) > 0);
    visitor_type(visitor, "?");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "?1");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "0/c");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, ESC);
    assert_true(app_next_tick(&visitor->app) > 0);
    visitor_type(visitor, "\033[O");
    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "\033[I");
    assert_true(app_next_tick(&visitor->app) > 0);
}

static void
test_ticker_shows_every_word(void **state)
{
    static const char *const words[] = {"trams", "night trains", "bread",
                                        "日本語", "soldering"};
    struct visitor *visitor = *state;
    bool seen[COUNT(words)] = {false};

    visitor_type(visitor, "0");
    for (int i = 0; i < 150; i++) {
        visitor_type(visitor, "\014"); /* somebody is there */
        visitor_wait(visitor, 250);
        for (size_t j = 0; j < COUNT(words); j++)
            if (strstr(visitor_screen(visitor), words[j]) != NULL)
                seen[j] = true;
    }
    for (size_t j = 0; j < COUNT(words); j++)
        assert_true(seen[j]);
}

#define test_visit(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, visitor_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_visit(test_moving_among_tags),
        test_visit(test_the_sentences_themselves),
        test_visit(test_tags_where_no_sentence_says_it),
        test_visit(test_no_evidence_no_remark),
        test_visit(test_panel_below),
        cmocka_unit_test(test_a_cut_sentence_says_so),
        test_visit(test_bars_tell_how_much),
        cmocka_unit_test(test_tags_that_stand_with_it),
        test_visit(test_enter_reads_it_there_and_escape_comes_back),
        test_visit(test_enter_goes_to_the_part_that_names_it),
        test_visit(test_a_click_on_a_sentence_reads_it),
        cmocka_unit_test(test_months_are_not_counted_twice),
        test_visit(test_narrow_windows_show_the_sentences_below),
        cmocka_unit_test(test_more_than_there_is_room_for),
        test_visit(test_where_the_panel_stands),
        cmocka_unit_test(test_a_bar_fits_or_is_left_out),
        cmocka_unit_test(test_groups_and_names),
        cmocka_unit_test(test_tags_without_evidence_have_the_page),
        cmocka_unit_test(test_the_first_tag_with_evidence_has_the_focus),
        cmocka_unit_test(test_names_in_columns),
        test_visit(test_ends_of_the_tags),
        cmocka_unit_test(test_wide_tags_and_levels_wrap),
        cmocka_unit_test(test_a_group_without_tags_is_a_tag),
        cmocka_unit_test(test_tags_of_two_parts),
        cmocka_unit_test(test_ticker_steps_four_times_a_second),
        cmocka_unit_test(test_ticker_stops),
        cmocka_unit_test(test_ticker_stops_by_itself),
        test_visit(test_ticker_runs_only_where_it_is_seen),
        test_visit(test_ticker_shows_every_word),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
