/* Runs of a fake publisher: what it leaves in the directory, and in the log. */

#include "unit.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "log_file.h"
#include "process/log.h"
#include "supervisor/publisher.h"

static char directory[] = "/tmp/resume-publisher.XXXXXX";
static char program[128], content[128], published[128];
static struct publisher publisher;

/* Let the program be a shell script of these COMMANDS; $1 is the content, $2
 * the published directory. */
static void
write_program(const char *commands)
{
    FILE *file = fopen(program, "w");

    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", commands);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(program, 0700), 0);
}

static int
set_up(void **state)
{
    struct error error;

    (void)state;
    log_init(LOG_FORMAT_TEXT);
    snprintf(program, sizeof(program), "%s/program", directory);
    snprintf(content, sizeof(content), "%s/content.json", directory);
    snprintf(published, sizeof(published), "%s/published", directory);
    assert_int_equal(publisher_init(&publisher,
                                    &(struct publisher_paths){
                                        .program = program,
                                        .content = content,
                                        .directory = published,
                                    },
                                    &error),
                     0);
    publisher.timeout = 60;
    log_file_open();
    return 0;
}

static int
tear_down(void **state)
{
    char command[200];

    (void)state;
    publisher_fini(&publisher);
    snprintf(command, sizeof(command), "rm -rf %s", published);
    return system(command);
}

/* Read and reap as the supervisor does, until the run has ended. Returns
 * whether it has published. */
static bool
finish(void)
{
    pid_t pid = publisher.pid;
    int status;

    while (waitpid(pid, &status, WNOHANG) == 0) {
        struct pollfd event = {.fd = publisher.fd, .events = POLLIN};

        poll(&event, 1, 20);
        if (event.revents != 0)
            publisher_read(&publisher);
        publisher_expire(&publisher, clock_now());
    }
    return publisher_ended(&publisher, status);
}

static bool
run(const char *commands)
{
    struct error error;

    write_program(commands);
    assert_int_equal(publisher_start(&publisher, &error), 0);
    return finish();
}

static void
assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no \"%s\" in:\n%s", part, text);
}

static void
a_run_gets_content_and_directory_and_publishes(void **state)
{
    const char *log;
    char text[300] = "";
    FILE *file;

    (void)state;
    assert_false(publisher_has_content(&publisher));
    assert_true(run("mkdir $2; echo $0 $1 $2 >$2/resume.txt; "
                    "echo one; echo two >&2; printf three"));
    log = log_file_close();
    assert_contains(log, " publish message=one\n");
    assert_contains(log, " publish message=two\n");
    assert_contains(log, " publish message=three\n");
    assert_contains(log, " published directory=/tmp/resume-publisher.");
    assert_true(publisher_has_content(&publisher));
    snprintf(text, sizeof(text), "%s/resume.txt", published);
    file = fopen(text, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof(text), file));
    fclose(file);
    assert_contains(text, content);
    assert_contains(text, published);
}

/* The fault: pkill -HUP and -USR1 that came while it started ended a run. */
static void
a_signal_for_the_supervisor_ends_no_run(void **state)
{
    (void)state;
    assert_true(run("mkdir $2; kill -HUP $$; kill -USR1 $$; kill -USR2 $$"));
    log_file_close();
}

static void
a_failed_run_keeps_what_is_published(void **state)
{
    const char *log;

    (void)state;
    assert_false(run("echo no title >&2; exit 3"));
    assert_true(run("mkdir $2; : >$2/resume.txt"));
    assert_false(run("exit 4"));
    log = log_file_close();
    assert_contains(log, "publish message=\"no title\"\n");
    assert_contains(log, "publish-failed message=\"nothing is published\" "
                         "exit=3\n");
    assert_contains(log, "publish-failed message=\"the last good version "
                         "stays\" exit=4\n");
    assert_true(publisher_has_content(&publisher));
}

static void
a_run_that_hangs_is_killed_with_its_children(void **state)
{
    struct error error;
    uint64_t now;
    pid_t pid;

    (void)state;
    write_program("sleep 600 & wait");
    assert_int_equal(publisher_start(&publisher, &error), 0);
    now = clock_now();
    pid = publisher.pid;
    assert_in_range(publisher_expire(&publisher, now), now + 50000,
                    now + 60000);
    assert_int_equal(kill(-pid, 0), 0);
    assert_int_equal(publisher_expire(&publisher, now + 61000), CLOCK_NEVER);
    assert_false(finish());
    assert_contains(log_file_close(),
                    "publish message=\"resume-publish timed out; killed\"\n");
    for (int i = 0; i < 500 && kill(-pid, 0) == 0; i++)
        usleep(10000);
    assert_int_equal(kill(-pid, 0), -1);
    assert_int_equal(errno, ESRCH);
}

static void
a_request_during_a_run_starts_another_one(void **state)
{
    struct error error;
    pid_t first;
    int status;

    (void)state;
    write_program("mkdir -p $2; echo run >>$2/resume.txt");
    assert_int_equal(publisher_start(&publisher, &error), 0);
    first = publisher.pid;
    assert_int_equal(publisher_start(&publisher, &error), 0);
    assert_int_equal(publisher_start(&publisher, &error), 0);
    assert_int_equal(publisher.pid, first);
    assert_int_equal(waitpid(first, &status, 0), first);
    assert_true(publisher_ended(&publisher, status));
    assert_true(publisher.pid > 0 && publisher.pid != first);
    assert_true(finish());
    assert_int_equal(publisher.pid, 0); /* two requests are one run */
    log_file_close();
}

static void
output_becomes_a_limited_number_of_lines(void **state)
{
    const char *log, *at;
    int lines = 0;

    (void)state;
    assert_true(run("mkdir $2; i=0; while [ $i -lt 300 ]; do echo line $i; "
                    "i=$((i + 1)); done; : >$2/resume.txt"));
    log = log_file_close();
    for (at = log; (at = strstr(at, "message=\"line ")) != NULL; at++)
        lines++;
    assert_int_equal(lines, 100);
    assert_contains(log, "message=\"too many lines; dropping the rest\"\n");
}

static void
a_long_line_and_control_bytes_are_safe_to_print(void **state)
{
    const char *log;

    (void)state;
    assert_true(run("printf 'a\\033[2Jb\\n%01000d\\n' 7; mkdir $2; "
                    ": >$2/resume.txt"));
    log = log_file_close();
    assert_contains(log, "message=a\\x1b[2Jb\n");
    assert_null(strchr(log, '\033'));
    assert_contains(log, "0007\n");
}

static void
a_program_that_cannot_be_executed_fails(void **state)
{
    struct error error;

    (void)state;
    unlink(program);
    assert_int_equal(publisher_start(&publisher, &error), 0);
    assert_false(finish());
    assert_contains(log_file_close(), "exit=127\n");
}

static void
without_content_nothing_runs(void **state)
{
    struct publisher_paths paths = {.program = program, .parent = "/run/x"};
    struct publisher other;
    struct error error;

    (void)state;
    log_file_close();
    assert_int_equal(publisher_init(&other, &paths, &error), -1);
    assert_string_equal(error.text, "nothing to publish: give --content FILE "
                                    "or --published DIR");
    paths.directory = "there";
    assert_int_equal(publisher_init(&other, &paths, &error), 0);
    assert_int_equal(other.directory[0], '/');
    assert_int_equal(publisher_start(&other, &error), 0);
    assert_int_equal(other.pid, 0);
    publisher_fini(&other);
}

static int
make_directory(void **state)
{
    (void)state;
    return mkdtemp(directory) != NULL ? 0 : -1;
}

static int
remove_directory(void **state)
{
    (void)state;
    unlink(program);
    return rmdir(directory);
}

#define TEST(function)                                                         \
    cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_run_gets_content_and_directory_and_publishes),
        TEST(a_signal_for_the_supervisor_ends_no_run),
        TEST(a_failed_run_keeps_what_is_published),
        TEST(a_run_that_hangs_is_killed_with_its_children),
        TEST(a_request_during_a_run_starts_another_one),
        TEST(output_becomes_a_limited_number_of_lines),
        TEST(a_long_line_and_control_bytes_are_safe_to_print),
        TEST(a_program_that_cannot_be_executed_fails),
        TEST(without_content_nothing_runs),
    };

    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
