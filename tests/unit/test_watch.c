/* Edits as editors and deployments make them, and what is noticed of them. */

#include "unit.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "log_file.h"
#include "process/log.h"
#include "supervisor/watch.h"

#define SETTLED 1000 /* milliseconds, more than changes take to settle */

static char folder[] = "/tmp/resume-watch.XXXXXX";

static void
shell(const char *commands)
{
    char line[600];

    snprintf(line, sizeof(line), "cd %s && { %s; }", folder, commands);
    if (system(line) != 0)
        fail_msg("failed: %s", line);
}

/* Whether WATCH sees a change until NOW, which advances. */
static bool
changes(struct watch *watch, uint64_t *now)
{
    struct pollfd event = {.fd = watch->fd, .events = POLLIN};
    bool seen;

    assert_true(watch->fd >= 0);
    if (poll(&event, 1, 0) > 0)
        watch_read(watch, *now);
    *now += SETTLED;
    seen = watch_is_due(watch, *now);
    assert_true(watch->blind || watch->due == CLOCK_NEVER);
    return seen;
}

/* One line: shell commands that change what is watched, or do not. */
struct step {
    const char *commands;
    bool change;
};

static void
assert_steps(const char *path, const struct step *steps)
{
    struct watch watch;
    struct error error;
    uint64_t now = 1000;
    char whole[200];

    snprintf(whole, sizeof(whole), "%s/%s", folder, path);
    assert_int_equal(watch_open(&watch, whole, now, &error), 0);
    for (; steps->commands != NULL; steps++) {
        shell(steps->commands);
        if (changes(&watch, &now) != steps->change)
            fail_msg("%s: %s", steps->commands,
                     steps->change ? "not noticed" : "no change, but noticed");
        assert_false(changes(&watch, &now)); /* once */
    }
    assert_false(watch.blind);
    watch_close(&watch);
}

static void
a_file_however_it_is_saved(void **state)
{
    static const struct step steps[] = {
        {"echo 1 >a/resume.json", true},
        {"echo 2 >a/.new; mv a/.new a/resume.json", true},
        {"mv a/resume.json a/resume.json~; echo 3 >a/resume.json", true},
        {"chmod 600 a/resume.json", true},
        {"echo x >a/.resume.json.swp; echo x >a/4913; rm a/4913", false},
        {"cat a/resume.json", false},
        {"rm a/resume.json", true},
        {"mkfifo a/resume.json", true},
        {"rm a/resume.json; mkdir a/resume.json", true},
        {"rmdir a/resume.json; echo 4 >a/resume.json", true},
        {NULL}};

    (void)state;
    assert_steps("a/resume.json", steps);
}

static void
the_pdf_beside_it(void **state)
{
    static const struct step steps[] = {
        {"echo 1 >a/resume.pdf", true},
        {"echo 2 >a/resume.pdf", true},
        {"rm a/resume.pdf", true},
        {"echo 3 >b/cv.pdf; ln -s ../b/cv.pdf a/resume.pdf", true},
        {"echo 4 >b/cv.pdf", true},
        {"echo 5 >a/other.pdf", false},
        {NULL}};

    (void)state;
    assert_steps("a/resume.json", steps);
}

static void
translations_beside_it(void **state)
{
    static const struct step steps[] = {
        {"echo 1 >a/cv.fr.json", true},
        {"echo 2 >a/.new; mv a/.new a/cv.fr.json", true},
        {"echo 3 >b/de.json; ln -s ../b/de.json a/cv.de.json", true},
        {"echo 4 >b/de.json", true},
        {"rm a/cv.fr.json", true},
        {"echo 5 >a/cvx.json", false},
        {NULL}};

    (void)state;
    assert_steps("a/cv.json", steps);
}

static void
a_symbolic_link_and_its_target(void **state)
{
    static const struct step steps[] = {
        {"echo 1 >b/one.json", true},
        {"ln -sfn ../b/two.json a/resume.json", true}, /* it does not exist */
        {"echo 2 >b/one.json", false},
        {"echo 3 >b/two.json", true},
        {"ln -s $PWD/b/three.json b/link; mv b/link b/two.json", true},
        {"echo 4 >b/three.json", true},
        {"ln -sfn resume.json a/resume.json", true}, /* a circle */
        {"rm a/resume.json; echo 5 >a/resume.json", true},
        {NULL}};

    (void)state;
    shell("ln -s ../b/one.json a/resume.json");
    assert_steps("a/resume.json", steps);
}

static void
a_directory_that_is_renamed_or_replaced(void **state)
{
    static const struct step steps[] = {
        {"mv a old", true},
        {"mkdir a; echo 2 >a/resume.json", true},
        {"echo x >old/resume.json", false},
        {"echo 3 >a/resume.json", true},
        {"rm -r a", true},
        {"mv b a; echo 4 >a/resume.json", true},
        {"ln -sfn a current; ls", false},
        {NULL}};
    static const struct step swaps[] = {
        {"mkdir r2; echo 2 >r2/resume.json; ln -sfn r2 new; "
         "mv -T new current",
         true},
        {"echo 3 >r2/resume.json", true},
        {"rm current", true},
        {"ln -s r2 current", true},
        {NULL}};

    (void)state;
    shell("echo 1 >a/resume.json");
    assert_steps("a/resume.json", steps);
    assert_steps("current/resume.json", swaps);
}

static void
a_directory_of_files(void **state)
{
    static const struct step steps[] = {
        {"echo 1 >a/x.json", true},     {"echo 2 >a/x.json", true},
        {"echo 1 >a/.swp", false},      {"mv a/x.json a/y.json", true},
        {"mv a old; mkdir a", true},    {"echo x >old/y.json", false},
        {"echo 1 >a/x.json", true},     {"rm -r a", true},
        {"mkdir a; echo 1 >a/z", true}, {NULL}};

    (void)state;
    assert_steps("a/", steps);
}

static void
what_cannot_be_watched_is_looked_at(void **state)
{
    struct rlimit limit, none;
    struct watch watch;
    struct error error;
    char path[200];

    (void)state;
    snprintf(path, sizeof(path), "%s/a/resume.json", folder);
    log_file_open();
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    none = limit;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    assert_int_equal(watch_open(&watch, path, 0, &error), 0);
    assert_int_equal(watch.fd, -1);
    assert_false(watch_is_due(&watch, watch.due - 1));
    assert_false(watch_is_due(&watch, watch.due));
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    shell("echo 1 >a/resume.json");
    assert_true(watch_is_due(&watch, watch.due));
    assert_true(watch.fd >= 0);
    assert_int_equal(watch.due, CLOCK_NEVER);
    watch_close(&watch);
    assert_non_null(strstr(log_file_close(), "Too many open files; looking at "
                                             "the content every 5 seconds"));
}

static int
set_up(void **state)
{
    (void)state;
    strcpy(strrchr(folder, '.'), ".XXXXXX");
    if (mkdtemp(folder) == NULL)
        return -1;
    shell("mkdir a b");
    return 0;
}

static int
tear_down(void **state)
{
    char command[100];

    (void)state;
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    return system(command);
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_however_it_is_saved),
        TEST(the_pdf_beside_it),
        TEST(translations_beside_it),
        TEST(a_symbolic_link_and_its_target),
        TEST(a_directory_that_is_renamed_or_replaced),
        TEST(a_directory_of_files),
        TEST(what_cannot_be_watched_is_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
