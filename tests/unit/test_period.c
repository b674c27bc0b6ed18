#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "language/language.h"
#include "language/period.h"
#include "sshd/base/array.h"

static const struct date today = {2025, 10, 15};

static const struct {
    const char *start, *end;
    bool open_ended;
    const char *text, *words, *duration;
} cases[] = {
    {"", "", true, "", "", ""},
    {"2021", "", true, "2021 – present", "2021 to present", "4 years"},
    {"2021", "", false, "2021", "2021", ""},
    {"2021-02", "", true, "Feb 2021 – present", "Feb 2021 to present",
     "4 years 9 months"},
    {"2019-03", "2021-06", true, "Mar 2019 – Jun 2021", "Mar 2019 to Jun 2021",
     "2 years 4 months"},
    {"2019-03-15", "2019-03-20", true, "Mar 2019", "Mar 2019", "1 month"},
    {"2019-01", "2019-12", true, "Jan 2019 – Dec 2019", "Jan 2019 to Dec 2019",
     "1 year"},
    {"2019", "2019", true, "2019", "2019", ""},
    {"2018", "2019-05", true, "2018 – May 2019", "2018 to May 2019", "1 year"},
    {"", "2016-06", true, "Jun 2016", "Jun 2016", ""},
    {"", "Present", true, "present", "present", ""},
    {"2019", "heute", false, "2019 – present", "2019 to present", "6 years"},
    {"Summer 2019", "", true, "Summer 2019", "Summer 2019", ""},
    {"Summer 2019", "至今", true, "Summer 2019 – present",
     "Summer 2019 to present", ""},
    {"2022-02-30", "2022-13", true, "2022-02-30 – 2022-13",
     "2022-02-30 to 2022-13", ""},
    {"2021", "2019", true, "2021 – 2019", "2021 to 2019", ""},
    {"2024-09", "2027-06", true, "Sep 2024 – Jun 2027", "Sep 2024 to Jun 2027",
     "1 year 2 months"},
    {"2030", "", true, "2030 – present", "2030 to present", ""},
    {"2019 - 2021", "", true, "2019 – 2021", "2019 to 2021", "2 years"},
    {"2019-2021", "", false, "2019 – 2021", "2019 to 2021", "2 years"},
    {"Mar 2019 – Present", "", false, "Mar 2019 – present",
     "Mar 2019 to present", "6 years 8 months"},
    {"2019 to whenever", "", true, "2019 to whenever", "2019 to whenever", ""},
};

static void
reads_and_writes(void **state)
{
    const struct language *language = language_find("en");
    char buffer[128];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct period period;

        period_read(&period, cases[i].start, cases[i].end, cases[i].open_ended);
        assert_string_equal(
            period_format(buffer, sizeof(buffer), &period, language),
            cases[i].text);
        assert_string_equal(
            period_words(buffer, sizeof(buffer), &period, language),
            cases[i].words);
        assert_string_equal(
            period_duration(buffer, sizeof(buffer), &period, today, language),
            cases[i].duration);
    }
}

static void
fits_any_buffer(void **state)
{
    const struct language *language = language_find("en");
    struct period period;
    char buffer[32];

    (void)state;
    period_read(&period, "2019-03", "2021-06", true);
    for (size_t size = 1; size <= sizeof(buffer); size++) {
        period_format(buffer, size, &period, language);
        period_words(buffer, size, &period, language);
        period_duration(buffer, size, &period, today, language);
    }
}

/* What is no date is shown as written, as far as there is room; never a part
 * of a character. */
static void
cuts_between_characters(void **state)
{
    const struct language *language = language_find("de");
    struct period period;
    char buffer[32];

    (void)state;
    period_read(&period, "ééé漢👍", "うう", false);
    for (size_t size = 1; size <= sizeof(buffer); size++) {
        assert_int_not_equal(
            mbstowcs(NULL, period_format(buffer, size, &period, language), 0),
            -1);
        assert_true(strlen(buffer) + 4 >= size || size > 26);
        assert_int_not_equal(
            mbstowcs(NULL, period_words(buffer, size, &period, language), 0),
            -1);
    }
    assert_string_equal(
        period_format(buffer, sizeof("ééé漢"), &period, language), "ééé漢");
    assert_string_equal(
        period_format(buffer, sizeof("ééé漢") - 1, &period, language), "ééé");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_writes),
        cmocka_unit_test(fits_any_buffer),
        cmocka_unit_test(cuts_between_characters),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
