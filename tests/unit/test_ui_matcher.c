/* The one matcher: what is the same word, and what is not. */

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "app/evidence.h"
#include "search/matcher.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What PATTERN finds first in TEXT; "" for nothing. */
static const char *
find(enum matcher_mode mode, const char *pattern, const char *text)
{
    static char found[128];
    struct matcher matcher;
    size_t length;
    const char *at;

    matcher_compile(&matcher, pattern, strlen(pattern), MATCHER_ANY_CASE);
    at = matcher_find(&matcher, mode, text, text, &length);
    if (at == NULL)
        return "";
    assert_true(length < sizeof(found));
    memcpy(found, at, length);
    found[length] = '\0';
    return found;
}

struct row {
    const char *pattern, *text, *found;
};

static void
check(enum matcher_mode mode, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *found = find(mode, rows[i].pattern, rows[i].text);

        if (strcmp(found, rows[i].found) != 0)
            fail_msg("\"%s\" finds \"%s\" in \"%s\", not \"%s\"",
                     rows[i].pattern, found, rows[i].text, rows[i].found);
    }
}

static void
test_beginnings_of_words(void **state)
{
    static const struct row rows[] = {
        {"rust", "trusted in Rust", "Rust"},
        {"rust", "trusted", ""},
        {"java", "JavaScript", "Java"},
        {"script", "JavaScript", ""},
        {"db", "DynamoDB, DB2", "DB"},
        {"css", "HTML/CSS", "CSS"},
        {"js", "Node.js", "js"},
        {"end", "front-end", "end"},
        {"4", "14 islands, 4 boats", "4"},
        {"(", "BSc (Hons)", "("},
        {"c++", "C, C++17", "C++"},
        {"足首", "右足首の捻挫", "足首"},
    };

    (void)state;
    check(MATCHER_BEGINNING, rows, COUNT(rows));
}

static void
test_case_and_accents_do_not_count(void **state)
{
    static const struct row rows[] = {
        {"RUST", "rust", "rust"},
        {"zurich", "in Zürich", "Zürich"},
        {"ZÜRICH", "zurich", "zurich"},
        {"elan", "with e\u0301lan", "e\u0301lan"},
        {"\u00e9lan", "elan", "elan"},
        {"cafe", "cafe\u0301 noir", "cafe\u0301"},
        {"rust", "Ｒｕｓｔ", "Ｒｕｓｔ"},
        {"привет", "Привет", "Привет"},
        {"strasse", "Straßenbahn", "Straße"},
        {"STRAßE", "Hauptstr., Strasse", "Strasse"},
        {"weis", "Weißenböck", "Weiß"},
        {"muller", "Frau Müller", "Müller"},
        {"mueller", "Frau Müller", "Müller"},
        {"muesli", "Müesli", "Müesli"},
        {"soeren", "Søren Kierkegaard", "Søren"},
        {"aerosol", "Ærosol", "Ærosol"},
        {"o'rourke", "John O’Rourke", "O’Rourke"},
        {"orourke", "John O'Rourke", "O'Rourke"},
        {"カタカナ", "ｶﾀｶﾅ半角", "ｶﾀｶﾅ"},
        {"ﾄﾞ", "ドル", "ド"},
        {"ト", "ドル", ""},
        {"القاهره", "القاهرة", "القاهرة"},
        {"اسامه", "أُسامة", "أُسامة"},
        {"38", "٣٨ مليون", "٣٨"},
        {"결", "결제", "결"},
        {"겨", "결제", ""},
    };

    (void)state;
    check(MATCHER_BEGINNING, rows, COUNT(rows));
}

static void
test_dots_slashes_hyphens_and_blanks_are_skipped(void **state)
{
    static const struct row rows[] = {
        {"nodejs", "Node.js", "Node.js"},
        {"node js", "Node.js", "Node.js"},
        {"node.js", "NodeJS", "NodeJS"},
        {"cicd", "with CI/CD", "CI/CD"},
        {"ci cd", "with CI/CD", "CI/CD"},
        {"ci/cd", "a CI-CD run", "CI-CD"},
        {"front end", "frontend", "frontend"},
        {"front-end", "front end", "front end"},
        {"frontend", "the front end", "front end"},
        {"leaderelection", "Leader Election", "Leader Election"},
        {"a b testing", "A/B Testing", "A/B Testing"},
        {"zero downtime", "zero–downtime", "zero–downtime"},
    };

    (void)state;
    check(MATCHER_BEGINNING, rows, COUNT(rows));
}

/* Two words of the text are not one by chance. */
static void
test_no_word_is_made_of_pieces_of_others(void **state)
{
    static const struct row rows[] = {
        {"ai", "a incident", ""},  {"iam", "I am here", ""},
        {"javas", "Java SQL", ""}, {"javasq", "Java SQL", ""},
        {"kafka", "kaf, ka", ""},  {"rust", "Rus. T", ""},
        {"rusty", "Rust", ""},     {"kubernetes", "kuberntes", ""},
        {"-", "a-b", ""},          {"", "a", ""},
    };

    (void)state;
    check(MATCHER_BEGINNING, rows, COUNT(rows));
}

static void
test_whole_words(void **state)
{
    static const struct row rows[] = {
        {"java", "JavaScript, Java", "Java"},
        {"java", "JavaScript", ""},
        {"c", "C++ and C#", ""},
        {"c", "C++ and C", "C"},
        {"c++", "in C++.", "C++"},
        {"node.js", "our NodeJS service", "NodeJS"},
        {"rust", "AppConfig/Rust fallback", "Rust"},
        {"sql", "MySQL", ""},
        {"sql", "SQL_MODE", ""},
    };

    (void)state;
    check(MATCHER_WORD, rows, COUNT(rows));
}

static void
test_inside_of_words(void **state)
{
    static const struct row rows[] = {
        {"rust", "trusted", "rust"},
        {"script", "JavaScript", "Script"},
        {"ts", "its", "ts"},
        {"deu", "node update", ""}, /* "de u": a piece of one letter */
    };

    (void)state;
    check(MATCHER_INSIDE, rows, COUNT(rows));
}

static void
test_finding_goes_on_from_a_place(void **state)
{
    const char *text = "Rust, trusted, Rust";
    struct matcher matcher;
    size_t length;

    (void)state;
    matcher_compile(&matcher, "rust", 4, MATCHER_ANY_CASE);
    assert_ptr_equal(
        matcher_find(&matcher, MATCHER_BEGINNING, text, text + 1, &length),
        text + 15);
    assert_null(
        matcher_find(&matcher, MATCHER_BEGINNING, text, text + 16, &length));
    /* FROM is in the middle of a word: that word does not begin there. */
    assert_ptr_equal(
        matcher_find(&matcher, MATCHER_BEGINNING, text, text + 7, &length),
        text + 15);
}

static void
test_exact_case(void **state)
{
    struct matcher matcher;
    size_t length;

    (void)state;
    matcher_compile(&matcher, "Go", 2, MATCHER_EXACT_CASE);
    assert_null(
        matcher_find(&matcher, MATCHER_WORD, "go on", "go on", &length));
    assert_non_null(
        matcher_find(&matcher, MATCHER_WORD, "in Go", "in Go", &length));
}

static void
test_a_long_pattern_is_cut_off(void **state)
{
    char pattern[4 * MATCHER_MAX];
    struct matcher matcher;

    (void)state;
    memset(pattern, 'x', sizeof(pattern));
    matcher_compile(&matcher, pattern, sizeof(pattern), MATCHER_ANY_CASE);
    assert_int_equal(matcher.count, MATCHER_MAX);
}

static void
test_tags_are_whole_words(void **state)
{
    static const struct {
        const char *tag, *text;
        bool named;
    } rows[] = {
        {"C", "in C.", true},           {"C", "in c.", false},
        {"C", "in C++", false},         {"R", "R and D", true},
        {"Go", "to go there", false},   {"Rust", "rust", true},
        {"Java", "JavaScript", false},  {"TLA+", "400 lines of TLA+", true},
        {".NET", "ASP.NET", true},      {".NET", "a net gain", false},
        {"日本語", "は日本語で", true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (evidence_text_names(rows[i].text, rows[i].tag) != rows[i].named)
            fail_msg("%s in \"%s\"", rows[i].tag, rows[i].text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beginnings_of_words),
        cmocka_unit_test(test_case_and_accents_do_not_count),
        cmocka_unit_test(test_dots_slashes_hyphens_and_blanks_are_skipped),
        cmocka_unit_test(test_no_word_is_made_of_pieces_of_others),
        cmocka_unit_test(test_whole_words),
        cmocka_unit_test(test_inside_of_words),
        cmocka_unit_test(test_finding_goes_on_from_a_place),
        cmocka_unit_test(test_exact_case),
        cmocka_unit_test(test_a_long_pattern_is_cut_off),
        cmocka_unit_test(test_tags_are_whole_words),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
