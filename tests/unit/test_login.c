/* What a login name and a locale mean, by the index of a published
 * directory. */

#include "unit.h"

#include <string.h>

#include "sshd/base/array.h"
#include "sshd/base/login.h"
#include "sshd/base/published_index.h"

static const char text[] = "resume-index 1\n"
                           "resume - en .\n"
                           "resume - fr fr\n"
                           "resume - pt-BR pt-BR\n"
                           "resume alice de people/alice\n"
                           "resume alice fr people/alice/fr\n"
                           "resume bob en people/bob\n"
                           "resume es en people/es\n"
                           "audience - acme\n"
                           "audience - skills\n"
                           "audience - fr-labs\n"
                           "audience bob initech\n";

static struct published_index published;

static int
parse(void **state)
{
    (void)state;
    return published_index_parse(&published, text);
}

static bool
is_section(const char *word, const void *context)
{
    (void)context;
    return strcmp(word, "skills") == 0 || strcmp(word, "work") == 0;
}

static void
names_are_resolved_in_the_order_of_the_manual(void **state)
{
    static const struct {
        const char *name;
        enum login_kind kind;
        const char *person;
    } cases[] = {
        {"alice", LOGIN_PERSON, "alice"},
        {"ALICE", LOGIN_PERSON, "alice"},
        {"es", LOGIN_PERSON, "es"}, /* a person comes before a language */
        {"fr", LOGIN_LANGUAGE, ""},
        {"pt", LOGIN_LANGUAGE, ""},
        {"fr_CA", LOGIN_LANGUAGE, ""},
        {"acme", LOGIN_AUDIENCE, ""},
        {"Initech", LOGIN_AUDIENCE, "bob"},
        {"fr-labs", LOGIN_AUDIENCE, ""}, /* whose name begins like a tag */
        {"skills", LOGIN_AUDIENCE, ""},  /* and an audience before a section */
        {"work", LOGIN_SECTION, ""},
        {"plain", LOGIN_PLAIN, ""},
        {"it", LOGIN_ANYBODY, ""},
        {"root", LOGIN_ANYBODY, ""},
        {"french", LOGIN_ANYBODY, ""},
        {"", LOGIN_ANYBODY, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct login login =
            login_resolve(&published, cases[i].name, is_section, NULL);

        assert_int_equal(login.kind, cases[i].kind);
        assert_string_equal(login.person, cases[i].person);
    }
    assert_int_equal(login_resolve(&published, "work", NULL, NULL).kind,
                     LOGIN_ANYBODY);
}

static void
the_language_is_the_names_then_the_locales_then_the_owners(void **state)
{
    static const struct {
        const char *name;
        struct login_locale locale;
        const char *folder;
    } cases[] = {
        {"", {NULL, NULL, NULL}, ""},
        {"fr", {"pt_BR.UTF-8", NULL, NULL}, "fr"},
        {"someone", {"fr_FR.UTF-8", "pt_BR", NULL}, "fr"},
        {"someone", {"", "fr_CA", "pt_BR"}, "fr"},
        {"someone", {NULL, NULL, "pt_PT.UTF-8"}, "pt-BR"},
        /* A language that is not published is no choice. */
        {"someone", {"it_IT.UTF-8", NULL, "fr"}, "fr"},
        {"someone", {NULL, NULL, "it_IT"}, ""},
        /* C asks for none. */
        {"someone", {"C", NULL, "fr_FR"}, ""},
        {"someone", {NULL, NULL, "C.UTF-8"}, ""},
        {"someone", {NULL, "POSIX", "fr_FR"}, ""},
        {"someone", {NULL, "POSIT", "fr_FR"}, "fr"},
        {"someone", {NULL, "Cy", "fr_FR"}, "fr"},
        {"fr", {"C", NULL, NULL}, "fr"},
        {"alice", {NULL, NULL, NULL}, "people/alice"},
        {"alice", {NULL, NULL, "fr_FR"}, "people/alice/fr"},
        {"alice", {NULL, NULL, "pt_BR"}, "people/alice"},
        {"initech", {NULL, NULL, "fr_FR"}, "people/bob"},
        {"fran", {NULL, NULL, "fra"}, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct login login =
            login_resolve(&published, cases[i].name, NULL, NULL);

        assert_string_equal(
            login_edition(&published, &login, &cases[i].locale)->folder,
            cases[i].folder);
    }
}

static void
the_tag_that_fits_best_is_chosen(void **state)
{
    static const struct login_locale none = {NULL, NULL, NULL};
    static const char *const names[][2] = {
        {"pt-BR", "br"}, {"pt_pt", "pt"}, {"pt-AO", "pt"}, {"pt", "pt"}};
    struct published_index local;

    (void)state;
    assert_int_equal(published_index_parse(&local, "resume-index 1\n"
                                                   "resume - en .\n"
                                                   "resume - pt-BR br\n"
                                                   "resume - pt pt\n"),
                     0);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct login login = login_resolve(&local, names[i][0], NULL, NULL);

        assert_string_equal(login_edition(&local, &login, &none)->folder,
                            names[i][1]);
    }
}

/* Whichever comes first. */
static void
the_region_of_a_locale_is_found(void **state)
{
    static const char *const cases[][2] = {{"pt_BR.UTF-8", "br"},
                                           {"pt_br@euro", "br"},
                                           {"pt-BR", "br"},
                                           {"pt_PT.UTF-8", "pt"},
                                           {"pt.UTF-8", "pt"}};
    struct published_index local;

    (void)state;
    assert_int_equal(published_index_parse(&local, "resume-index 1\n"
                                                   "resume - en .\n"
                                                   "resume - pt pt\n"
                                                   "resume - pt-BR br\n"),
                     0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct login_locale locale = {.lang = cases[i][0]};
        struct login login = login_resolve(&local, "", NULL, NULL);

        assert_string_equal(login_edition(&local, &login, &locale)->folder,
                            cases[i][1]);
    }
}

static void
where_nobody_is_for_everybody_a_person_must_be_named(void **state)
{
    static const struct login_locale french = {NULL, NULL, "fr"};
    struct published_index local;
    struct login login;

    (void)state;
    assert_int_equal(published_index_parse(&local,
                                           "resume-index 1\n"
                                           "resume alice de people/alice\n"
                                           "resume alice fr people/alice/fr\n"),
                     0);
    login = login_resolve(&local, "fr", NULL, NULL);
    assert_int_equal(login.kind, LOGIN_LANGUAGE);
    assert_null(login_edition(&local, &login, &french));
    assert_string_equal(
        login_person_edition(&local, "alice", &login, &french)->folder,
        "people/alice/fr");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_resolved_in_the_order_of_the_manual),
        cmocka_unit_test(
            the_language_is_the_names_then_the_locales_then_the_owners),
        cmocka_unit_test(the_tag_that_fits_best_is_chosen),
        cmocka_unit_test(the_region_of_a_locale_is_found),
        cmocka_unit_test(where_nobody_is_for_everybody_a_person_must_be_named),
    };

    return cmocka_run_group_tests(tests, parse, NULL);
}
