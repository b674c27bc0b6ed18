/* The list of matches: what is counted, how a long text is cut, which match is
 * the current one. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "search/search_place.h"
#include "sshd/base/array.h"
#include "ui_app.h"

#define ERASE "\025" /* Ctrl-U: all of the line */

static void
test_summary_of_kinds(void **state)
{
    static const struct {
        const char *query, *summary;
    } searches[] = {
        {"ada", "1 match"},
        {"bee", "2 matches"},
        {"cat", "1 tag"},
        {"dog", "2 tags"},
        {"elk", "1 sentence"},
        {"fox", "2 sentences"},
        {"gnu", "1 sentence, 1 tag"},
        {"hen", "1 sentence, 1 tag, 1 more"},
        {"ibex", "1 tag, 2 more"},
        {"jay", "nothing"},
    };
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"work\": [{\"name\": \"Ada Bee Hen\", \"keywords\":"
                  " [\"cat\", \"dog\", \"dog sledge\", \"ibex\", \"hen\","
                  " \"gnu\"],"
                  " \"highlights\": [\"Elk and fox.\", \"Fox and gnu and"
                  " hen.\"]}, {\"name\": \"Bee Ibex\", \"position\": \"Ibex"
                  " breeder\"}]}",
                  80, 24);
    visitor_type(&visitor, "/");
    for (size_t i = 0; i < COUNT(searches); i++) {
        const char *row;

        visitor_type(&visitor, ERASE);
        visitor_type(&visitor, searches[i].query);
        row = visitor_row(&visitor, 0);
        if (strlen(row) < strlen(searches[i].summary) + 2 ||
            strcmp(row + strlen(row) - strlen(searches[i].summary),
                   searches[i].summary) != 0 ||
            row[strlen(row) - strlen(searches[i].summary) - 1] != ' ' ||
            row[strlen(row) - strlen(searches[i].summary) - 2] != ' ')
            fail_msg("no \"%s\" at the end of\n%s", searches[i].summary, row);
    }
    visitor_stop(&visitor);
}

/* A text that fits is whole; of another, words go at the left until what was
 * found ends within two thirds of the columns. */
static void
test_excerpts(void **state)
{
    static const struct {
        const char *text, *found;
        int columns;
        const char *excerpt;
    } excerpts[] = {
        {"one two three four five", "five", 23, "one two three four five"},
        {"one two three four five", "five", 22, "…four five"},
        {"one two thre four five", "five", 21, "…thre four five"},
        {"one two three four five", "three", 13, "one two three four five"},
        {"one two three four five", "three", 12, "…three four five"},
        {"one two three four five", "one", 2, "…one two three four five"},
        {"onetwothreefourfive", "five", 12, "…five"},
        {"one\ntwo", "two", 10, "one two"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(excerpts); i++) {
        const struct match match = {
            .text = excerpts[i].text,
            .at = strstr(excerpts[i].text, excerpts[i].found),
            .length = strlen(excerpts[i].found),
        };
        char buffer[100];

        assert_string_equal(search_place_excerpt(buffer, sizeof(buffer), &match,
                                                 excerpts[i].columns),
                            excerpts[i].excerpt);
    }
}

/* Of several words, a word's first occurrence counts, whichever it is. */
static void
test_first_of_words(void **state)
{
    struct visitor visitor;
    const struct match *match;

    (void)state;
    visitor_start(&visitor,
                  "{\"work\": [{\"name\": \"A\", \"highlights\":"
                  " [\"Zinc over iron.\"]}]}",
                  80, 24);
    visitor_type(&visitor, "/iron zinc");
    match = search_current(&visitor.app.search);
    assert_non_null(match);
    assert_string_equal(match->at, "Zinc over iron.");
    assert_int_equal(match->length, 4);
    visitor_type(&visitor, ERASE "zinc iron");
    match = search_current(&visitor.app.search);
    assert_string_equal(match->at, "Zinc over iron.");
    visitor_stop(&visitor);
}

/* Tab goes to the first match of the next section that has any, and around. */
static void
test_sections_of_the_list(void **state)
{
    static const struct {
        const char *key;
        size_t view, current;
    } steps[] = {
        {"", 1, 0},       {"\t", 2, 2},     {DOWN, 2, 3},     {"\t", 3, 4},
        {"\033[Z", 2, 2}, {"\033[Z", 1, 0}, {DOWN, 1, 1},     {"\t", 2, 2},
        {"\t", 3, 4},     {"\t", 1, 0},     {"\033[Z", 3, 4},
    };
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"work\": [{\"name\": \"A\", \"highlights\": [\"Zinc.\","
                  " \"Zinc!\"]}], \"volunteer\": [{\"organization\": \"B\","
                  " \"highlights\": [\"Zinc.\", \"Zinc!\"]}],"
                  " \"interests\": [{\"name\": \"Zinc\"}]}",
                  80, 24);
    visitor_type(&visitor, "/zinc");
    assert_int_equal(visitor.app.search.count, 5);
    for (size_t i = 0; i < COUNT(steps); i++) {
        visitor_type(&visitor, steps[i].key);
        assert_int_equal(visitor.app.search.current, steps[i].current);
        assert_int_equal(search_current(&visitor.app.search)->view,
                         steps[i].view);
    }
    visitor_stop(&visitor);
}

/* Only what can be seen is typed. */
static void
test_control_characters_are_not_typed(void **state)
{
    struct search search = {.typing = true};

    (void)state;
    for (char32_t c = 0; c < 0x20; c++)
        search_type(&search, c);
    search_type(&search, 0x7f);
    assert_string_equal(search.query, "");
    assert_false(search.stale);
    search_type(&search, U' ');
    search_type(&search, U'~');
    search_type(&search, U'é');
    assert_string_equal(search.query, " ~é");
    assert_true(search.stale);
    search_erase(&search);
    assert_string_equal(search.query, " ~");
    search_erase(&search);
    search_erase(&search);
    search_erase(&search);
    assert_string_equal(search.query, "");
    search_fini(&search);
}

/* One match is the next after itself, which the status line says. */
static void
test_steps_of_one_match(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, NULL, 80, 24);
    visitor_type(&visitor, "n");
    assert_sees(&visitor, "/ searches");
    visitor_type(&visitor, "/golden panto\r");
    assert_int_equal(visitor.app.current, 6);
    assert_string_equal(visitor.app.status.text, "");
    visitor_type(&visitor, "n");
    assert_string_equal(visitor.app.status.text, "This is the only match.");
    visitor_type(&visitor, ESC "/tram\r");
    visitor_type(&visitor, "n");
    assert_string_equal(visitor.app.status.text, "");
    visitor_stop(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_summary_of_kinds),
        cmocka_unit_test(test_excerpts),
        cmocka_unit_test(test_first_of_words),
        cmocka_unit_test(test_sections_of_the_list),
        cmocka_unit_test(test_control_characters_are_not_typed),
        cmocka_unit_test(test_steps_of_one_match),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
