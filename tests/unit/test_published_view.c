/* What a client of sftp and scp sees, by its login name and its locale. */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/login.h"
#include "files/published_view.h"

#define EVERYBODY                                                              \
    "resume-index 1\n"                                                         \
    "resume - en .\n"                                                          \
    "resume - fr fr\n"

#define PEOPLE                                                                 \
    "resume alice de people/alice\n"                                           \
    "resume alice fr people/alice/fr\n"                                        \
    "resume bob en people/bob\n"

#define AUDIENCES                                                              \
    "audience - acme\n"                                                        \
    "audience - globex\n"                                                      \
    "audience bob initech\n"

static struct published_files files;
static struct published_folder folders[PUBLISHED_EDITIONS_MAX];
static struct published_letter letters[4];

static void
add_file(struct published_folder *folder, const char *name, int fd)
{
    struct published_file *file = &folder->items[folder->count++];

    file->fd = fd;
    snprintf(file->name, sizeof(file->name), "%s", name);
}

/* Publish by the INDEX: each edition has resume.txt, with its number as the
 * descriptor. */
static void
publish(const char *index)
{
    files = (struct published_files){.folders = folders, .letters = letters};
    assert_int_equal(published_index_parse(&files.index, index), 0);
    files.count = files.index.edition_count;
    memset(folders, 0, sizeof(folders));
    for (size_t i = 0; i < files.count; i++) {
        add_file(&folders[i], "resume.txt", (int)i);
        folders[i].changed = 1000 + (time_t)i;
    }
}

/* The EDITION has a letter for AUDIENCE; its descriptor is 10 more. */
static void
write_letter(const char *audience, size_t edition)
{
    struct published_letter *letter = &letters[files.letter_count++];
    size_t i = 0;

    while (strcmp(files.index.audiences[i].name, audience) != 0)
        i++;
    *letter = (struct published_letter){.audience = i, .edition = edition};
    add_file(&letter->files, "letter.txt", 10 + (int)edition);
}

static void
print_folder(FILE *out, const struct published_folder *folder)
{
    for (size_t i = 0; folder != NULL && i < folder->count; i++)
        fprintf(out, "%s=%d ", folder->items[i].name, folder->items[i].fd);
}

/* What USER sees whose locale is LANG: files, and folders with theirs. */
static const char *
seen_by(const char *user, const char *lang)
{
    static struct published_view view;
    static char text[4096];
    const struct login_locale locale = {.lang = lang};
    FILE *out = fmemopen(text, sizeof(text), "w");

    assert_non_null(out);
    published_view_init(&view, &files, user, &locale);
    print_folder(out, view.root);
    for (size_t i = 0; i < view.count; i++) {
        fprintf(out, "%s: ", view.folders[i].name);
        print_folder(out, view.folders[i].folder);
    }
    fclose(out);
    return text;
}

static void
the_login_name_and_the_locale_choose(void **state)
{
    static const struct {
        const char *user, *lang, *seen;
    } rows[] = {
        {"", "", "resume.txt=0 en: resume.txt=0 fr: resume.txt=1 "},
        {"x", "fr_CA", "resume.txt=1 en: resume.txt=0 fr: resume.txt=1 "},
        {"fr", "en", "resume.txt=1 en: resume.txt=0 fr: resume.txt=1 "},
        {"alice", "", "resume.txt=2 de: resume.txt=2 fr: resume.txt=3 "},
        {"bob", "fr", "resume.txt=4 "}, /* of one language: no folder */
        {"acme", "",
         "letter.txt=10 resume.txt=0 en: letter.txt=10 resume.txt=0 "
         "fr: letter.txt=11 resume.txt=1 "},
        {"globex", "", "resume.txt=0 en: resume.txt=0 fr: resume.txt=1 "},
        {"initech", "", "letter.txt=14 resume.txt=4 "},
    };

    (void)state;
    publish(EVERYBODY PEOPLE AUDIENCES);
    write_letter("acme", 0);
    write_letter("acme", 1);
    write_letter("initech", 4);
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(seen_by(rows[i].user, rows[i].lang), rows[i].seen);
}

static void
where_nobody_is_for_everybody_each_person_has_a_folder(void **state)
{
    struct published_view view;
    static const struct login_locale none;

    (void)state;
    publish("resume-index 1\n" PEOPLE);
    assert_string_equal(seen_by("", ""),
                        "alice: resume.txt=0 bob: resume.txt=2 ");
    assert_string_equal(seen_by("", "fr"),
                        "alice: resume.txt=1 bob: resume.txt=2 ");
    assert_string_equal(seen_by("bob", ""), "resume.txt=2 ");
    published_view_init(&view, &files, "", &none);
    assert_int_equal(published_view_changed(&view, NULL), 1000);
    assert_int_equal(published_view_changed(&view, &folders[2]), 1002);
}

static void
a_letter_is_left_out_of_a_full_folder(void **state)
{
    static const struct login_locale none;
    struct published_view view;

    (void)state;
    publish(EVERYBODY AUDIENCES);
    write_letter("acme", 0);
    add_file(&letters[0].files, "letter.zip", 20);
    while (folders[0].count < PUBLISHED_FILES_MAX - 1)
        add_file(&folders[0], "resume.zip", 0);
    published_view_init(&view, &files, "acme", &none);
    assert_int_equal(view.root->count, PUBLISHED_FILES_MAX);
    assert_string_equal(view.root->items[0].name, "letter.txt");
    assert_string_equal(view.root->items[1].name, "resume.txt");
    assert_int_equal(published_view_changed(&view, NULL), 1000);
}

static void
without_files_there_is_an_empty_directory(void **state)
{
    static const struct login_locale none;
    struct published_node node;
    struct published_view view;

    (void)state;
    files = (struct published_files){.count = 0};
    published_view_init(&view, &files, "", &none);
    assert_true(published_view_resolve(&view, "/", &node));
    assert_true(node.is_directory && node.is_root);
    assert_true(published_view_resolve(&view, "/resume.txt", &node));
    assert_null(node.file);
    assert_false(published_view_resolve(&view, "/fr/resume.txt", &node));
    assert_int_equal(published_view_changed(&view, NULL), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_login_name_and_the_locale_choose),
        cmocka_unit_test(
            where_nobody_is_for_everybody_each_person_has_a_folder),
        cmocka_unit_test(a_letter_is_left_out_of_a_full_folder),
        cmocka_unit_test(without_files_there_is_an_empty_directory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
