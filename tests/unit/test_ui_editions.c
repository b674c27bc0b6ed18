/* A published directory with two people, one of them in two languages and with
 * a letter: what a visitor sees who goes from one to another. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "published/people.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "sshd/base/login.h"
#include "ui_app.h"

#define ANA                                                                    \
    "{\"basics\": {\"name\": \"Ana Reyes\", \"label\": \"%s\"}, "              \
    "\"meta\": {\"language\": \"%s\", \"ssh\": {\"host\": "                    \
    "\"cv.example.org\", \"audiences\": [{\"name\": \"acme\", \"greeting\": "  \
    "\"For Acme\", \"letter\": [\"Dear Acme\"]}]}}, \"work\": ["               \
    "{\"name\": \"Ferry\", \"position\": \"Pilot\", \"projects\": "            \
    "[{\"name\": \"Sails\", "                                                  \
    "\"highlights\": [\"%s\"]}]}, {\"name\": \"Lighthouse\"}], \"skills\": "   \
    "[{\"name\": \"Boats\", \"keywords\": [\"Rowing\"]}]}"

static const struct {
    const char *name, *text;
} files[] = {
    {"index", "resume-index 1\nresume ana en people/ana\n"
              "resume ana fr people/ana/fr\nresume ben de people/ben\n"
              "audience ana acme\n"},
    {"people/ana/resume.txt", ""},
    {"people/ana/resume.pdf", ""},
    {"people/ana/resume.Odd", ""},
    {"people/ana/letter.acme.pdf", ""},
    {"people/ana/fr/resume.txt", ""},
    {"people/ben/resume.json",
     "{\"basics\": {\"name\": \"Ben Vogel\"}, \"meta\": "
     "{\"language\": \"de\"}, \"education\": [{\"institution\": "
     "\"Uni\"}]}"},
};

static char directory[] = "/tmp/resume-unit.XXXXXX";
static struct resumes resumes;
static struct people people;
static const struct login_locale english = {NULL, NULL, "en_GB.UTF-8"};

static FILE *
create(const char *name)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", directory, name);
    file = fopen(path, "w");
    assert_non_null(file);
    return file;
}

static int
set_up(void **state)
{
    static const char *const folders[] = {"people", "people/ana",
                                          "people/ana/fr", "people/ben"};
    FILE *file;

    (void)state;
    assert_non_null(mkdtemp(directory));
    for (size_t i = 0; i < COUNT(folders); i++) {
        char path[128];

        snprintf(path, sizeof(path), "%s/%s", directory, folders[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    for (size_t i = 0; i < COUNT(files); i++) {
        file = create(files[i].name);
        fputs(files[i].text, file);
        fclose(file);
    }
    file = create("people/ana/resume.json");
    fprintf(file, ANA, "Captain", "en", "Crossed a sea, rowing");
    fclose(file);
    file = create("people/ana/fr/resume.json");
    fprintf(file, ANA, "Capitaine", "fr", "A traversé une mer en ferry");
    fclose(file);
    return 0;
}

static int
tear_down(void **state)
{
    char command[64];

    (void)state;
    snprintf(command, sizeof(command), "rm -r '%s'", directory);
    return system(command);
}

/* Enter as USER, in a window of 80 by 24. */
static void
enter(struct visitor *visitor, const char *user)
{
    struct app_settings settings = {
        .resumes = &resumes,
        .theme = theme_find("mono"),
        .today = {2026, 1, 31},
    };
    struct source_files listed;
    struct source source;
    struct error error;
    struct login login;

    if (resumes_open(&resumes, directory, &error) < 0)
        fail_msg("%s", error.text);
    login = login_resolve(&resumes.index, user, NULL, NULL);
    resumes.audience = login.kind == LOGIN_AUDIENCE ? login.name : NULL;
    settings.edition = login_edition(&resumes.index, &login, &english);
    people_init(&people, &resumes, &login, &english, settings.today);
    settings.people = settings.edition == NULL ? &people : NULL;
    source = resumes.source;
    source.audience = resumes.audience;
    source_choose(&source, &resumes.index, settings.edition);
    source_list(&source, &listed);
    settings.files = &listed;
    *visitor = (struct visitor){0};
    assert_int_equal(
        app_init(&visitor->app,
                 settings.edition != NULL
                     ? resumes_show(&resumes, settings.edition, NULL)
                     : &people.resume,
                 &settings),
        0);
    visitor_resize(visitor, 80, 24);
}

static void
leave(struct visitor *visitor)
{
    visitor_stop(visitor);
    resumes_fini(&resumes);
}

/* On the same page, at the same entry, as it was unfolded. */
static void
test_language_keeps_the_place(void **state)
{
    struct visitor visitor;

    (void)state;
    enter(&visitor, "ana");
    visitor_type(&visitor, "1");
    assert_sees(&visitor, "Crossed a sea");
    visitor_type(&visitor, "je");
    assert_sees_not(&visitor, "Crossed a sea");
    assert_focus(&visitor, "Sails");
    visitor_type(&visitor, "L");
    assert_sees(&visitor, "Français");
    assert_focus(&visitor, "Sails");
    assert_sees_not(&visitor, "A traversé une mer");
    visitor_type(&visitor, "e");
    assert_sees(&visitor, "A traversé une mer");
    visitor_type(&visitor, "L");
    assert_sees(&visitor, "English");
    assert_sees(&visitor, "Crossed a sea");
    assert_focus(&visitor, "Sails");
    leave(&visitor);
}

/* What is searched for is searched for in it, too. */
static void
test_language_during_a_search(void **state)
{
    struct visitor visitor;

    (void)state;
    enter(&visitor, "ana");
    visitor_type(&visitor, "/ferry\r");
    assert_int_equal(visitor.app.search.count, 1);
    visitor_type(&visitor, "L");
    assert_int_equal(visitor.app.search.count, 2);
    leave(&visitor);
}

static void
test_only_language(void **state)
{
    struct visitor visitor;

    (void)state;
    enter(&visitor, "ben");
    visitor_type(&visitor, "L");
    assert_sees(&visitor, "Ausbildung");
    assert_sees(&visitor, "nur in einer Sprache");
    leave(&visitor);
}

/* From the list to a person, and back to where the list was. */
static void
test_list_of_people(void **state)
{
    struct visitor visitor;

    (void)state;
    enter(&visitor, "");
    assert_true(app_lists_people(&visitor.app));
    assert_sees(&visitor, "Ana Reyes");
    visitor_type(&visitor, "s");
    assert_sees(&visitor, "Enter opens a résumé");
    assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
    visitor_type(&visitor, "L");
    assert_true(app_lists_people(&visitor.app));
    visitor_type(&visitor, "j\r");
    assert_false(app_lists_people(&visitor.app));
    assert_sees(&visitor, "Ausbildung");
    visitor_type(&visitor, ESC);
    assert_true(app_lists_people(&visitor.app));
    assert_focus(&visitor, "Ben Vogel");
    visitor_type(&visitor, "kl");
    assert_sees(&visitor, "Captain");
    assert_sees_not(&visitor, "Ben Vogel");
    /* What a person's pages say is no longer offered in the list. */
    visitor_type(&visitor, ESC "/Rowimg\r");
    assert_true(app_lists_people(&visitor.app));
    assert_sees_not(&visitor, "Rowing");
    leave(&visitor);
}

/* The page of files names those of the person and the language on the screen,
 * by the person's name at the host. */
static void
test_files_of_who_is_shown(void **state)
{
    struct visitor visitor;

    (void)state;
    enter(&visitor, "");
    visitor_type(&visitor, "\rs");
    assert_sees(&visitor, "scp ana@cv.example.org:resume.pdf .");
    assert_sees_not(&visitor, "Odd");
    visitor_type(&visitor, "qL");
    visitor_type(&visitor, "s");
    assert_sees(&visitor, "ana@cv.example.org:fr/resume.");
    assert_sees_not(&visitor, "resume.pdf");
    leave(&visitor);
}

/* An audience finds its letter, by its own name at the host and not by the
 * person's; nobody else does. */
static void
test_letter_of_an_audience(void **state)
{
    struct visitor visitor;

    (void)state;
    enter(&visitor, "acme");
    assert_sees(&visitor, "Dear Acme");
    visitor_type(&visitor, "0");
    assert_sees(&visitor, "For Acme");
    visitor_resize(&visitor, 100, 30);
    visitor_type(&visitor, "s");
    assert_sees(&visitor, "scp acme@cv.example.org:letter.pdf .");
    leave(&visitor);
    enter(&visitor, "ana");
    assert_sees(&visitor, "Captain");
    assert_sees_not(&visitor, "For Acme");
    visitor_type(&visitor, "s");
    assert_sees_not(&visitor, "letter.pdf");
    leave(&visitor);
}

/* How often a skill is used is counted once for all sessions, and each shows
 * it as the first does. */
static void
test_prepared_counts(void **state)
{
    struct visitor visitor;
    struct error error;
    char *screen;

    (void)state;
    enter(&visitor, "ana");
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "[Rowing] █");
    screen = strdup(visitor_screen(&visitor));
    leave(&visitor);
    assert_int_equal(resumes_open(&resumes, directory, &error), 0);
    assert_int_equal(resumes_read_all(&resumes, &error), 0);
    app_prepare(&resumes);
    assert_non_null(resumes.uses[0]);
    enter(&visitor, "ana");
    visitor_type(&visitor, "2");
    assert_string_equal(visitor_screen(&visitor), screen);
    free(screen);
    leave(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_language_keeps_the_place),
        cmocka_unit_test(test_language_during_a_search),
        cmocka_unit_test(test_only_language),
        cmocka_unit_test(test_list_of_people),
        cmocka_unit_test(test_files_of_who_is_shown),
        cmocka_unit_test(test_letter_of_an_audience),
        cmocka_unit_test(test_prepared_counts),
    };

    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
