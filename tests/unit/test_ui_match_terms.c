/* The words of a job advertisement: which of them can name something. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "command/match_terms.h"
#include "sshd/base/array.h"

/* Each word with its marks: "c" common, "l" level, "n" name, "x" exact, and
 * "+" before it where only blanks are between it and the word before. */
static const char *
describe(const char *line)
{
    static char text[4096];
    struct match_word words[MATCH_WORDS_MAX];
    size_t count = match_words(line, words), length = 0;

    *text = '\0';
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(
            text + length, sizeof(text) - length, "%s%s%.*s:%s%s%s%s",
            i > 0 ? " " : "", words[i].joined ? "+" : "", (int)words[i].length,
            words[i].at, words[i].common ? "c" : "", words[i].level ? "l" : "",
            words[i].name ? "n" : "", words[i].exact ? "x" : "");
    return text;
}

static void
test_words(void **state)
{
    static const struct {
        const char *line, *words;
    } lines[] = {
        /* A capital is a name's, but for the first word of a line. */
        {"Rust and Kafka", "Rust: +and:c +Kafka:n"},
        {"kafka, rust", "kafka: rust:"},
        {"- Kafka", "Kafka:"},
        {"R, C and B", "R:n C:n +and:c +B:n"},
        {"A nurse; I am", "A:c +nurse: I:n +am:c"},
        {"I can, A can", "I:c +can:c A:n +can:c"},
        /* So are signs, digits and two capitals. */
        {"C++ c# k8s iOS", "C++:n +c#:n +k8s:n +iOS:n"},
        {"4 of 12 x86", "of:c x86:n"},
        /* Three small letters are common, four are not. */
        {"the sea deep", "the:c +sea:c +deep:"},
        /* Common words in capitals are exact, unless all of the line is. */
        {"a CAN bus", "a:c +CAN:x +bus:c"},
        {"A CAN BUS", "A:c +CAN:c +BUS:n"},
        {"Can we", "Can:c +we:c"},
        /* Levels are common, and may begin a name. */
        {"Advanced Life Support", "Advanced:cl +Life:n +Support:n"},
        {"fluent, Fluent", "fluent:cl Fluent:cl"},
        /* Punctuation inside is part of a word, at its end it is not. */
        {"A, Node.js. CI/CD, R&D- hands-on .NET",
         "A:c Node.js:n CI/CD:n R&D:n hands-on:c +.NET:n"},
        {"-dash /path &amp _x", "dash: path: amp:c +_x:c"},
        {"one-\ntwo", "one:c two:c"},
        {"", ""},
        {"... -- 12", ""},
        /* Other letters. */
        {"Évora élan 日本語", "Évora: +élan: +日本語:"},
        {"das Élan", "das:c +Élan:n"},
        {"e\xcc\x81lan", "e\xcc\x81lan:"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++)
        assert_string_equal(describe(lines[i].line), lines[i].words);
}

static void
test_many_words(void **state)
{
    struct match_word words[MATCH_WORDS_MAX];
    char line[2 * MATCH_WORDS_MAX + 20] = "";

    (void)state;
    for (int i = 0; i < MATCH_WORDS_MAX + 5; i++)
        strcat(line, "x ");
    assert_int_equal(match_words(line, words), MATCH_WORDS_MAX);
}

static void
test_spoken_languages(void **state)
{
    static const struct {
        const char *word;
        bool is_language;
    } words[] = {
        {"arabic", true},  {"ARABIC", true}, {"português", true},
        {"Welsh", false},  {"arab", false},  {"arabics", false},
        {"english", true}, {"engl", false},  {"", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        assert_int_equal(
            match_is_spoken_language(words[i].word, strlen(words[i].word)),
            words[i].is_language);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_many_words),
        cmocka_unit_test(test_spoken_languages),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
