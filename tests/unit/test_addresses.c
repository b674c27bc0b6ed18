#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "language/country.h"
#include "sshd/base/array.h"
#include "text/network.h"
#include "text/web_address.h"

/* 64 letters, as long as the name of a user can be. */
#define LETTERS                                                                \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.123456789"

/* A user's name alone is no link. */
static void
knows_the_addresses_of_networks(void **state)
{
    static const struct {
        const char *network, *username, *url;
    } rows[] = {
        {"LinkedIn", "ada-mercer", "https://www.linkedin.com/in/ada-mercer"},
        {"Google Scholar", "qc6CJ",
         "https://scholar.google.com/citations?user=qc6CJ"},
        {"twitter", "@ada", "https://x.com/ada"},
        {"about.me", "ada", "https://about.me/ada"},
        {"youtube", "ada", "https://www.youtube.com/@ada"},
        {"GitHub", LETTERS, "https://github.com/" LETTERS},
        {"GitHub", LETTERS "5", ""},
        {"GitHub", "Ada Mercer", ""},
        {"GitHub", "@", ""},
        {"GitHub", "", ""},
        {"GitHub", "ada/?x", ""},
        {"git- - - - - - - - - - - - - - -hub", "ada",
         "https://github.com/ada"},
        /* Of a long name 31 letters are compared. */
        {"GitHubGitHubGitHubGitHubGitHubGitHub", "ada", ""},
        {"Forge", "ada", ""},
        {"", "ada", ""},
        {"Mastodon", "@ada@social.example.org",
         "https://social.example.org/@ada"},
        {"Mastodon", "ada@social.example.org",
         "https://social.example.org/@ada"},
        {"Mastodon", "@" LETTERS "@" LETTERS LETTERS,
         "https://" LETTERS LETTERS "/@" LETTERS},
        {"Mastodon", LETTERS "5@example.org", ""},
        {"Mastodon", "ada@5" LETTERS LETTERS, ""},
        {"Mastodon", "ada", ""},
        {"Mastodon", "@ada@", ""},
        {"Mastodon", "@@example.org", ""},
        {"Mastodon", "a da@example.org", ""},
        {"Mastodon", "ada@example", ""},
        {"Mastodon", "ada@example.org/x", ""},
    };
    char url[NETWORK_URL_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(network_url(url, rows[i].network, rows[i].username),
                            rows[i].url);
}

/* What is written before an address to make a link of it. */
static void
knows_web_addresses(void **state)
{
    static const struct {
        const char *address, *scheme;
    } rows[] = {
        {"https://example.org", ""},
        {"HTTP://example.org", ""},
        {"example.org", "https://"},
        {"example.org/a_b", "https://"},
        {"example.org?a_b", "https://"},
        {"example.org#a_b", "https://"},
        {"example.org:80", "https://"},
        {"an-example.co.uk", "https://"},
        {"münchen.example", "https://"},
        {"a.bc", "https://"},
        {"example.org:x", NULL},
        {"a.b", NULL},
        {".org", NULL},
        {"org", NULL},
        {"", NULL},
        {"192.0.2.10", NULL},
        {"version.2ab", NULL},
        {"under_score.org", NULL},
        {"an example.org", NULL},
        {"example.org/a b", NULL},
        {"https://example.org/a\tb", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *scheme = web_address_scheme(rows[i].address);

        if (rows[i].scheme == NULL)
            assert_null(scheme);
        else
            assert_string_equal(scheme, rows[i].scheme);
    }
    assert_true(web_address_begins("http://a"));
    assert_true(web_address_begins("(<[\"https://a"));
    assert_false(web_address_begins("see https://a"));
    assert_false(web_address_begins("ftp://a"));
}

static void
dials_numbers(void **state)
{
    static const char *const rows[][2] = {
        {"+44 (0)20 7946-0958", "+442079460958"},
        {"(020) 7946.0958", "02079460958"},
        {"none", ""},
        {"1234567", "12345"},
        {"12(0)34567", "12345"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char out[16];

        assert_string_equal(
            web_address_dial(out, i < 3 ? sizeof(out) : 6, rows[i][0]),
            rows[i][1]);
    }
}

static void
knows_countries(void **state)
{
    static const struct {
        const char *place, *country;
        bool in;
    } rows[] = {
        {"Lyon, France", "FR", true},    {"Lyon, France", "FRA", true},
        {"Lyon, FRANCE", "fr", true},    {"Lyon, FR", "France", true},
        {"Lyon, FRA", "France", true},   {"Gijón, España", "ES", true},
        {"Spain", "España", true},       {"FR, Lyon", "Frankreich", true},
        {"Lyon", "FR", false},           {"", "FR", false},
        {"Lyon, Francein", "FR", false}, {"Lyon, Franc", "FR", false},
        {"Lyon, France", "ES", false},   {"Lyon, XX", "XX", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(country_in(rows[i].place, rows[i].country),
                         rows[i].in);
    assert_true(country_is_code("FR"));
    assert_true(country_is_code("esp"));
    assert_true(country_is_code("UK"));
    assert_false(country_is_code("XX"));
    assert_false(country_is_code("F"));
    assert_false(country_is_code("Chile"));
    assert_false(country_is_code(""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_addresses_of_networks),
        cmocka_unit_test(knows_web_addresses),
        cmocka_unit_test(dials_numbers),
        cmocka_unit_test(knows_countries),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
