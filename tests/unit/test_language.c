#include "unit.h"

#include <locale.h>
#include <string.h>

#include "language/language.h"
#include "language/period.h"
#include "sshd/base/array.h"
#include "text/text.h"
#include "text/text_clean.h"

static const struct {
    const char *name;
    size_t columns;
} words[] = {
#define X(name, columns) {#name, columns},
    LANGUAGE_WORDS(X)
#undef X
};

static void
has_every_word(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_total; i++)
        for (size_t j = 0; j < COUNT(words); j++) {
            const char *word = languages[i]->words[j];

            if (word == NULL || *word == '\0')
                fail_msg("%s lacks %s", languages[i]->code, words[j].name);
        }
}

/* Blanks at an end, two in a row, or what is no UTF-8 would be cleaned. */
static void
is_clean(void **state)
{
    char clean[512];

    (void)state;
    for (size_t i = 0; i < language_total; i++)
        for (size_t j = 0; j < COUNT(words); j++) {
            const char *word = languages[i]->words[j];

            assert_true(strlen(word) * 3 < sizeof(clean));
            text_clean(clean, word, strlen(word), TEXT_ONE_LINE);
            assert_string_equal(clean, word);
        }
}

static void
fits_its_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_total; i++)
        for (size_t j = 0; j < COUNT(words); j++) {
            size_t width = text_width(languages[i]->words[j]);

            if (words[j].columns != 0 && width > words[j].columns)
                fail_msg("%s: %s is %zu columns wide, %zu at most",
                         languages[i]->code, words[j].name, width,
                         words[j].columns);
        }
}

/* The conversions of PATTERN alone: "%zu of %zu: %s" is "%zu%zu%s". */
static char *
conversions(char *buffer, const char *pattern)
{
    char *end = buffer;

    while ((pattern = strchr(pattern, '%')) != NULL) {
        size_t length = 1 + strcspn(pattern + 1, "%cdsu") + 1;

        end = mempcpy(end, pattern, length);
        pattern += length;
    }
    *end = '\0';
    return buffer;
}

static void
takes_the_arguments_of_english(void **state)
{
    char expected[256], actual[256];

    (void)state;
    for (size_t i = 0; i < language_total; i++) {
        const struct language *language = languages[i];

        for (size_t j = 0; j < COUNT(words); j++) {
            conversions(expected, language_en.words[j]);
            conversions(actual, language->words[j]);
            if (strcmp(actual, expected) != 0)
                fail_msg("%s: %s takes \"%s\", not \"%s\"", language->code,
                         words[j].name, actual, expected);
        }
        assert_string_equal(conversions(actual, language->year), "%d");
        for (size_t j = 0; j < COUNT(language->months); j++)
            assert_string_equal(conversions(actual, language->months[j]), "%d");
    }
}

static void
is_found_by_its_tag(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_total; i++)
        assert_ptr_equal(language_find(languages[i]->code), languages[i]);
    assert_ptr_equal(language_find("de-AT"), &language_de);
    assert_ptr_equal(language_find("PT_br.UTF-8"), &language_pt);
    assert_ptr_equal(language_find("zh-Hans-CN"), &language_zh);
    assert_ptr_equal(language_find("zh-SG"), &language_zh);
    assert_ptr_equal(language_find("zh-TW"), &language_zh_hant);
    assert_ptr_equal(language_find("zh_HK.UTF-8"), &language_zh_hant);
    assert_ptr_equal(language_find(""), &language_en);
    assert_ptr_equal(language_find("tlh"), &language_en);
    assert_ptr_equal(language_find("d"), &language_en);
    assert_ptr_equal(language_find("deutsch"), &language_en);
}

static const struct {
    const struct language *language;
    const char *start, *end;
    const char *text, *words, *duration;
} periods[] = {
    {&language_en, "2019-03", "", "Mar 2019 – present", "Mar 2019 to present",
     "6 years 8 months"},
    {&language_de, "2019-03", "", "Mär 2019 – heute", "seit Mär 2019",
     "6 Jahre 8 Monate"},
    {&language_fr, "2019-03", "", "mars 2019 – aujourd’hui", "depuis mars 2019",
     "6 ans 8 mois"},
    {&language_es, "2019-03", "", "mar 2019 – actualidad", "desde mar 2019",
     "6 años 8 meses"},
    {&language_pt, "2019-03", "", "mar 2019 – presente", "desde mar 2019",
     "6 anos 8 meses"},
    {&language_zh, "2019-03", "", "2019年3月 – 至今", "2019年3月至今",
     "6年8个月"},
    {&language_ja, "2019-03", "", "2019年3月 – 現在", "2019年3月から現在",
     "6年8か月"},

    {&language_en, "2020-12", "2022", "Dec 2020 – 2022", "Dec 2020 to 2022",
     "2 years"},
    {&language_de, "2020-12", "2021-12", "Dez 2020 – Dez 2021",
     "Dez 2020 bis Dez 2021", "1 Jahr 1 Monat"},
    {&language_fr, "2020-12", "2021-12", "déc. 2020 – déc. 2021",
     "déc. 2020 à déc. 2021", "1 an 1 mois"},
    {&language_es, "2020-12", "2021-12", "dic 2020 – dic 2021",
     "de dic 2020 a dic 2021", "1 año 1 mes"},
    {&language_pt, "2020-12", "2021-12", "dez 2020 – dez 2021",
     "de dez 2020 a dez 2021", "1 ano 1 mês"},
    {&language_zh, "2020-12", "2021-12", "2020年12月 – 2021年12月",
     "2020年12月至2021年12月", "1年1个月"},
    {&language_ja, "2020-12", "2021-12", "2020年12月 – 2021年12月",
     "2020年12月から2021年12月", "1年1か月"},

    {&language_ja, "2019", "2021", "2019年 – 2021年", "2019年から2021年",
     "2年"},
    {&language_zh, "", "2021-05-09", "2021年5月", "2021年5月", ""},
    {&language_de, "Sommer 2019", "heute", "Sommer 2019 – heute",
     "seit Sommer 2019", ""},
    {&language_fr, "", "Present", "aujourd’hui", "aujourd’hui", ""},
};

static void
tells_periods(void **state)
{
    static const struct date today = {2025, 10, 15};
    char buffer[128];

    (void)state;
    for (size_t i = 0; i < COUNT(periods); i++) {
        const struct language *language = periods[i].language;
        struct period period;

        period_read(&period, periods[i].start, periods[i].end, true);
        assert_string_equal(
            period_format(buffer, sizeof(buffer), &period, language),
            periods[i].text);
        assert_string_equal(
            period_words(buffer, sizeof(buffer), &period, language),
            periods[i].words);
        assert_string_equal(
            period_duration(buffer, sizeof(buffer), &period, today, language),
            periods[i].duration);
    }
}

/* What a résumé says as its end is read again, in every language. */
static void
knows_its_own_present(void **state)
{
    (void)state;
    for (size_t i = 0; i < language_total; i++)
        assert_true(
            date_is_present_word(language_word(languages[i], WORD_PRESENT)));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_every_word),
        cmocka_unit_test(is_clean),
        cmocka_unit_test(fits_its_columns),
        cmocka_unit_test(takes_the_arguments_of_english),
        cmocka_unit_test(is_found_by_its_tag),
        cmocka_unit_test(tells_periods),
        cmocka_unit_test(knows_its_own_present),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
