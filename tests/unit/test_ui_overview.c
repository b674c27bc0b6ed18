/* What the Overview makes of a résumé: the contacts in columns, the chart or
 * the list of jobs, and the points below. */

#include "unit.h"

#include <locale.h>

#include "ui_app.h"

static void
test_contacts_chart_and_points(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(
        &visitor,
        "{\"basics\": {\"email\": \"ada@example.org\", \"phone\": \"+41 1\","
        " \"url\": \"https://ada.example/\", \"profiles\": ["
        "  {\"network\": \"Forge\", \"username\": \"ada\","
        "   \"url\": \"https://forge.example/ada\"},"
        "  {\"network\": \"Matrix\", \"username\": \"@ada:example.org\"},"
        "  {\"network\": \"Mastodon\", \"username\": \"ada\","
        "   \"url\": \"https://social.example/@ada\"},"
        "  {\"username\": \"adax\", \"url\": \"https://x.example/u/1\"},"
        "  {\"network\": \"Board\", \"username\": \"a\","
        "   \"url\": \"https://b.example/u/7\"}]},"
        " \"work\": ["
        "  {\"name\": \"Ends first\", \"position\": \"Lead\","
        "   \"startDate\": \"2010-01\", \"endDate\": \"2012-06\","
        "   \"highlights\": [\"ended first\"]},"
        "  {\"name\": \"Goes on since 2014\", \"startDate\": \"2014-02\","
        "   \"highlights\": [\"goes on longer\"]},"
        "  {\"name\": \"Goes on since 2019\", \"startDate\": \"2019-02\","
        "   \"highlights\": [\"goes on, newest\"]},"
        "  {\"name\": \"Long ended\", \"startDate\": \"2011\","
        "   \"endDate\": \"2013\", \"highlights\": [\"ended, longer\"]},"
        "  {\"name\": \"Ended then too\", \"startDate\": \"2012\","
        "   \"endDate\": \"2013\", \"highlights\": [\"ended, newer\"]},"
        "  {\"name\": \"No date\"}],"
        " \"education\": [{\"institution\": \"School\", \"area\": \"Radio\","
        "  \"startDate\": \"2009-09\"}],"
        " \"certificates\": [{\"name\": \"Driver\", \"date\": \"2015-05\"}]}",
        80, 40);
    assert_sees(&visitor,
                "   ada@example.org           +41 1\n"
                "   ada.example/              forge.example/ada\n"
                "   Matrix @ada:example.org   Mastodon social.example/@ada\n"
                "   adax x.example/u/1        Board b.example/u/7\n"
                "\n"
                "                         2010           2015            2020"
                "            2025\n"
                "   Lead · Ends first     ████████       │               │"
                "               │\n"
                "   Goes on since 2014    │            "
                "██████████████████████████████████████►\n"
                "   Goes on since 2019    │              │            "
                "███████████████████████►\n"
                "   Long ended            │  ██████      │               │"
                "               │\n"
                "   Ended then too        │     ███      │               │"
                "               │\n"
                "   No date               │              │               │"
                "               │\n"
                "   Radio · School       "
                "▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓►\n"
                "   Certificates          │              │ ●             │"
                "               │\n"
                "\n"
                "   • goes on, newest\n"
                "   • goes on longer\n"
                "   • ended, newer\n"
                "\n"
                "   Certificates\n"
                "   Driver  May 2015\n"
                "\n"
                "   Space reads on from here: 1 Experience\n");
    visitor_resize(&visitor, 102, 40);
    assert_sees(&visitor, "ada@example.org      +41 1                     "
                          "ada.example/\n");
    visitor_resize(&visitor, 103, 40); /* four columns in two rows */
    assert_sees(&visitor, "ada@example.org           +41 1                    "
                          "      ada.example/         forge.example/ada\n");
    visitor_stop(&visitor);
}

/* A certificate that was valid until 2030 once left a third of the chart to
 * years in which nothing is drawn. */
static void
test_dates_that_are_odd_or_missing(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(
        &visitor,
        "{\"work\": ["
        "  {\"name\": \"Backwards\", \"position\": \"Lead\","
        "   \"startDate\": \"2020-03\", \"endDate\": \"2018-05\"},"
        "  {\"name\": \"One year\", \"startDate\": \"2021\","
        "   \"endDate\": \"2021\"},"
        "  {\"name\": \"Only its end\", \"endDate\": \"2022-07\"},"
        "  {\"name\": \"Company\","
        "   \"position\": \"Founder of a company with a long name\","
        "   \"startDate\": \"2025-12\", \"endDate\": \"2026-01\"}],"
        " \"projects\": [{\"name\": \"Dated\", \"startDate\": \"2023-01\","
        "  \"endDate\": \"2023-01\"}, {\"name\": \"Undated project\"}],"
        " \"education\": [{\"institution\": \"School\", \"area\": \"Radio\","
        "  \"startDate\": \"2019-09\", \"endDate\": \"2020-02\"},"
        "  {\"institution\": \"Undated\"}],"
        " \"awards\": [{\"title\": \"No date\"}],"
        " \"certificates\": [{\"name\": \"First aid\","
        "  \"endDate\": \"2024-05\"}, {\"name\": \"Driver\","
        "  \"date\": \"2022-05\", \"endDate\": \"2030-05\"}]}",
        59, 30);
    assert_sees(&visitor,
                "                                 2020    2022    2024\n"
                " Lead · Backwards                │█      │       │      │\n"
                " One year                        │   ████│       │      │\n"
                " Only its end                    │       │ █     │      │\n"
                " Founder of a company with a     │       │       │      █\n"
                " long name                       │       │       │      │\n"
                " Dated                           │       │   █   │      │\n"
                " Radio · School                 ▓▓       │       │      │\n"
                " Certificates                    │       │●      │      │\n"
                "\n"
                " Certificates\n"
                " First aid  expires May 2024\n"
                " Driver     May 2022 – May 2030\n"
                "\n"
                " Awards\n"
                " No date\n"
                "\n"
                " Projects\n"
                " Dated            Jan 2023\n"
                " Undated project\n"
                "\n"
                " Space reads on from here: 1 Experience\n");
    visitor_stop(&visitor);
}

/* The last job of an employer once had a branch and no name. */
static void
test_list_of_jobs(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor,
                 "{\"basics\": {\"summary\": \"In short.\"}, \"work\": ["
                 "  {\"name\": \"First\", \"highlights\": [\"a\"]},"
                 "  {\"name\": \"Second — Part\", \"position\": \"P\"},"
                 "  {\"name\": \"Second — Other\"}, {\"name\": \"Second\"}],"
                 " \"education\": [{\"institution\": \"School\","
                 "  \"studyType\": \"MSc\", \"area\": \"Radio\"},"
                 "  {\"institution\": \"Undated\"}]}",
                 80, 24);
    assert_sees(&visitor,
                "   In short.\n"
                "\n"
                "   First  ─                                                 "
                "          1 point\n"
                "   Second ┬ Part    P\n"
                "          ├ Other\n"
                "          └ Second\n"
                "\n"
                "   • a\n"
                "\n"
                "   School · MSc, Radio\n"
                "   Undated\n"
                "\n"
                "   Space reads on from here: 1 Experience\n");
    visitor_stop(&visitor);
}

/* The narrowest window with the employers in a column, and that with roles. */
static void
test_list_of_jobs_in_every_width(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor,
                 "{\"work\": ["
                 "  {\"name\": \"Tramways — Doors\", \"position\": \"Lead\","
                 "   \"highlights\": [\"a\", \"b\"]},"
                 "  {\"name\": \"Tramways — Brakes and horns\","
                 "   \"position\": \"Engineer of brakes and of horns\"},"
                 "  {\"name\": \"Fjordlink\", \"position\": \"Engineer\"},"
                 "  {\"name\": \"Alone — Part\"}]}",
                 80, 24);
    assert_sees(&visitor,
                "   Tramways     ┬ Doors             Lead                    "
                "         2 points\n"
                "                └ Brakes and horns  Engineer of brakes and of "
                "horns\n"
                "   Fjordlink    ─                   Engineer\n"
                "   Alone — Part ─\n");
    visitor_resize(&visitor, 79, 24);
    assert_sees(&visitor,
                "   Tramways\n"
                "   ├ Doors             Lead                                 "
                "        2 points\n"
                "   └ Brakes and horns  Engineer of brakes and of horns\n"
                "   Fjordlink           Engineer\n"
                "   Alone — Part\n");
    visitor_resize(&visitor, 67, 24);
    assert_sees(&visitor,
                "   └ Brakes and horns  Engineer of brakes and of horns\n");
    visitor_resize(&visitor, 66, 24);
    assert_sees(&visitor,
                "   Tramways\n"
                "   ├ Doors                                             2 "
                "points\n"
                "   └ Brakes and horns\n"
                "   Fjordlink\n"
                "   Alone — Part\n");
    visitor_stop(&visitor);
}

/* A summary of four rows is above the jobs, a longer one below the points. */
static void
test_where_the_summary_stands(void **state)
{
    static const char *const resumes[] = {
        "{\"basics\": {\"summary\": \"Aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbb"
        " cccccccccccccccccccccccccc dddddddddddddddddddddddd\"}, \"work\":"
        " [{\"name\": \"Company\", \"highlights\": [\"point\"]}]}",
        "{\"basics\": {\"summary\": \"Aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbb"
        " cccccccccccccccccccccccccc dddddddddddddddddddddddd eeeeeeeeeeeee\"},"
        " \"work\": [{\"name\": \"Company\", \"highlights\": [\"point\"]}]}",
    };
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor, resumes[0], 30, 24);
    assert_sees(&visitor, " dddddddddddddddddddddddd\n"
                          "\n"
                          " Company              1 point\n"
                          "\n"
                          " • point\n");
    visitor_stop(&visitor);
    visitor_open(&visitor, resumes[1], 30, 24);
    assert_sees(&visitor, " Company              1 point\n"
                          "\n"
                          " • point\n"
                          "\n"
                          " Aaaaaaaaaaaaaaaa\n");
    visitor_stop(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contacts_chart_and_points),
        cmocka_unit_test(test_dates_that_are_odd_or_missing),
        cmocka_unit_test(test_list_of_jobs),
        cmocka_unit_test(test_list_of_jobs_in_every_width),
        cmocka_unit_test(test_where_the_summary_stands),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
