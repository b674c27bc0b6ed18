#include "unit.h"

#include <locale.h>
#include <stdlib.h>

#include "language/date.h"
#include "sshd/base/array.h"

static void
parses(void **state)
{
    static const struct {
        const char *text;
        struct date date;
    } cases[] = {
        {"2019", {2019, 0, 0}},
        {"2019-03", {2019, 3, 0}},
        {"2019-03-31", {2019, 3, 31}},
        {"2020-02-29", {2020, 2, 29}},
        {"2019-3-1", {2019, 3, 1}},
        {"2019/03", {2019, 3, 0}},
        {"2019.03.31", {2019, 3, 31}},
        {"03/2019", {2019, 3, 0}},
        {"31.03.2019", {2019, 3, 31}},
        {"2019-03-31T10:20:30.000Z", {2019, 3, 31}},
        {"2019-03-31 10:20", {2019, 3, 31}},
        {"Mar 2019", {2019, 3, 0}},
        {"march, 2019", {2019, 3, 0}},
        {"Sept. 2020", {2020, 9, 0}},
        {"03/31/2019", {2019, 3, 31}},
        {"1 March 2018", {2018, 3, 1}},
        {"March 1, 2018", {2018, 3, 1}},
        {"12 March 2018", {2018, 3, 12}},
        {"March 12, 2018", {2018, 3, 12}},
        {"May '19", {2019, 5, 0}},
        {"Mar 98", {1998, 3, 0}},
        {"Mar 70", {1970, 3, 0}},
        {"Mar 00", {2000, 3, 0}},
        {"March 0, 2018", {0, 0, 0}},
        {"0 March 2018", {0, 0, 0}},
        {"March 001, 2018", {0, 0, 0}},
        {"001 March 2018", {0, 0, 0}},
        {"March 32, 2018", {0, 0, 0}},
        {"31 April 2018", {0, 0, 0}},
        {"1 March", {0, 0, 0}},
        {"März 2018", {2018, 3, 0}},
        {"1. Mai 2018", {2018, 5, 1}},
        {"juin 2018", {2018, 6, 0}},
        {"1er août 2018", {2018, 8, 1}},
        {"enero de 2018", {2018, 1, 0}},
        {"setembro 2018", {2018, 9, 0}},
        {"enero del 2018", {2018, 1, 0}},
        {"1 de mayo de 2018", {2018, 5, 1}},
        {"March ’19", {2019, 3, 0}},
        {"Mar 69", {2069, 3, 0}},
        {"Mar '2018", {0, 0, 0}},
        {"Mar 1, 18", {2018, 3, 1}},
        {"Mar 1, 0099", {0, 0, 0}},
        {"March 1stly 2018", {0, 0, 0}},
        {"2018 March 1", {0, 0, 0}},
        {"18 March", {0, 0, 0}},
        {"1800", {1800, 0, 0}},
        {"1799", {0, 0, 0}},
        {"2199-12", {2199, 12, 0}},
        {"2200", {0, 0, 0}},
        {"2000-02-29", {2000, 2, 29}},
        {"1900-02-29", {0, 0, 0}},
        {"2019-12-31", {2019, 12, 31}},
        {"2019-04-31", {0, 0, 0}},
        {"05/05/2019", {2019, 5, 5}},
        {"13/12/2019", {2019, 12, 13}},
        {"12/13/2019", {2019, 12, 13}},
        {"4.3.2019", {2019, 3, 4}},
        {"12/12/12", {0, 0, 0}},
        {"2019-03-31 ", {0, 0, 0}},
        {"2019-003", {0, 0, 0}},
        {"2019-03-001", {0, 0, 0}},
        {"003/2019", {0, 0, 0}},
        {"2017年", {2017, 0, 0}},
        {"2017年0月", {0, 0, 0}},
        {"17年3月", {0, 0, 0}},
        {"2017年3日", {0, 0, 0}},
        {"2017년 3월 5일", {2017, 3, 5}},
        {"2017年3月5日x", {0, 0, 0}},
        {"2017年3月", {2017, 3, 0}},
        {"1st March 2018", {2018, 3, 1}},
        {"2nd of March, 2018", {2018, 3, 2}},
        {"March 3rd, 2018", {2018, 3, 3}},
        {"2018 March", {2018, 3, 0}},
        {"2018, Mar", {2018, 3, 0}},
        {"2017年3月5日", {2017, 3, 5}},
        {"2017년 3월", {2017, 3, 0}},
    };
    static const char *const no_dates[] = {
        "",           "2022-02-30", "2019-02-29", "2019-13",    "2019-00",
        "19",         "99-03",      "0000",       "9999",       "20190301",
        "2019-03-",   "2019-03x",   "2019-",      "-2019",      "Summer 2019",
        "March",      "M 2019",     "Ma 2019",    "2019–03",    "03/04/2019",
        "2019-03/31", "1234567890", "2019 03",    "2019-03-31T"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct date date = date_parse(cases[i].text);

        assert_int_equal(date.year, cases[i].date.year);
        assert_int_equal(date.month, cases[i].date.month);
        assert_int_equal(date.day, cases[i].date.day);
    }
    for (size_t i = 0; i < COUNT(no_dates); i++)
        assert_int_equal(date_parse(no_dates[i]).year, 0);
}

static void
takes_the_order_of_day_and_month_from_the_other_end(void **state)
{
    struct date date = date_parse_beside("3/1/2018", "5/31/2019");

    (void)state;
    assert_int_equal(date.month, 3);
    date = date_parse_beside("3/1/2018", "31/5/2019");
    assert_int_equal(date.month, 1);
    assert_int_equal(date_parse_beside("3/1/2018", "2019").year, 0);
    assert_int_equal(date_parse_beside("3/1/2018", "12/12/2019").year, 0);
    assert_int_equal(date_parse_beside("3/1/2018", "13/12/2019").month, 1);
    assert_int_equal(date_parse_beside("3/1/2018x", "31/5/2019").year, 0);
    assert_int_equal(date_parse_beside("3/1", "31/5/2019").year, 0);
    assert_int_equal(date_parse_beside("2018", "31/5/2019").year, 2018);
}

static void
compares(void **state)
{
    static const struct date order[] = {
        {2018, 12, 31}, {2019, 0, 0}, {2019, 1, 2}, {2019, 2, 0}, {2020, 1, 1}};

    (void)state;
    for (size_t i = 0; i < COUNT(order); i++)
        for (size_t j = 0; j < COUNT(order); j++) {
            int result = date_compare(order[i], order[j]);

            assert_int_equal((result > 0) - (result < 0), (i > j) - (i < j));
        }
    assert_int_equal(
        date_compare((struct date){2019, 0, 0}, (struct date){2019, 1, 1}), 0);
}

static void
knows_what_goes_on(void **state)
{
    static const char *const words[] = {
        "Present", "present.",  "CURRENT",         "(current)",      " now ",
        "heute",   "Bis Heute", "Présent",         "ACTUEL",         "至今",
        "現在",    "현재",      "Настоящее время", "по наст. время", "н.в.",
        "Σήμερα",  "الآن"};
    static const char *const others[] = {
        "", "2019", "presents", "pres", "June", "...", "今日は", "not present"};

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        assert_true(date_is_present_word(words[i]));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(date_is_present_word(others[i]));
}

static void
today_is_a_day(void **state)
{
    struct date today = date_today();

    (void)state;
    assert_true(today.year >= 2025 && today.month > 0 && today.day > 0);
}

static void
today_is_the_day_of_source_date_epoch_where_that_is_set(void **state)
{
    struct date today;

    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1796040000", 1);
    today = date_today();
    unsetenv("SOURCE_DATE_EPOCH");
    assert_int_equal(today.year, 2026);
    assert_int_equal(today.month, 11);
    assert_int_equal(today.day, 30);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses),
        cmocka_unit_test(takes_the_order_of_day_and_month_from_the_other_end),
        cmocka_unit_test(compares),
        cmocka_unit_test(knows_what_goes_on),
        cmocka_unit_test(today_is_a_day),
        cmocka_unit_test(
            today_is_the_day_of_source_date_epoch_where_that_is_set),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
