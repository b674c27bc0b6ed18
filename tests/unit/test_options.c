/* Command lines, and what they are read as. */

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "options/options.h"
#include "options/options_file.h"

#define WORDS_MAX 40

static struct options options;
static struct error error;

/* Parse COMMAND, words between single blanks. */
static enum options_outcome
parse(const char *command)
{
    static char name[] = "resume-sshd", copy[400];
    char *argv[WORDS_MAX + 1] = {name}, *rest = copy;
    int argc = 1;

    strncpy(copy, command, sizeof(copy) - 1);
    while (rest != NULL && *rest != '\0' && argc < WORDS_MAX)
        argv[argc++] = strsep(&rest, " ");
    argv[argc] = NULL;
    return options_parse(&options, argc, argv, &error);
}

static void
assert_invalid(const char *command, const char *message)
{
    assert_int_equal(parse(command), OPTIONS_INVALID);
    assert_string_equal(error.text, message);
}

static void
defaults_are_those_of_the_manual(void **state)
{
    (void)state;
    assert_int_equal(parse(""), OPTIONS_OK);
    assert_int_equal(options.max_sessions, 200);
    assert_int_equal(options.bounds.per_source, 8);
    assert_int_equal(options.bounds.waiting_per_source, 4);
    assert_int_equal(options.bounds.early_drop.start, 10);
    assert_int_equal(options.bounds.early_drop.percent, 30);
    assert_int_equal(options.bounds.early_drop.full, 60);
    assert_int_equal(options.penalties.crash, 90);
    assert_int_equal(options.penalties.max, 600);
    assert_int_equal(options.limits.session_timeout, 3600);
    assert_int_equal(options.publish_timeout, 60);
    assert_int_equal(options.log_format, LOG_FORMAT_TEXT);
    assert_false(options.watch);
    assert_null(options.content);
    assert_int_equal(options.listen.count, 0);
}

static void
options_are_read_as_getopt_long_does(void **state)
{
    (void)state;
    assert_int_equal(parse("--listen 22 --listen=[::1]:443 --watch --cont x "
                           "--idle-timeout 2h --log-format=json "
                           "--early-drop 1:0:2 --"),
                     OPTIONS_OK);
    assert_int_equal(options.listen.count, 2);
    assert_string_equal(options.listen.items[1], "[::1]:443");
    assert_true(options.watch);
    assert_string_equal(options.content, "x");
    assert_int_equal(options.limits.idle_timeout, 7200);
    assert_int_equal(options.log_format, LOG_FORMAT_JSON);
    assert_int_equal(options.bounds.early_drop.full, 2);
    assert_int_equal(parse("-t --report log"), OPTIONS_OK);
    assert_true(options.test);
    assert_string_equal(options.report_file, "log");
}

static void
wrong_options_are_named(void **state)
{
    (void)state;
    assert_invalid("--no-such", "unknown option \"--no-such\" (see --help)");
    assert_invalid("-x", "unknown option \"-x\" (see --help)");
    assert_invalid("--pen 1", "ambiguous option \"--pen\" (see --help)");
    assert_invalid("--watch=1", "option \"--watch\" takes no argument");
    assert_invalid("--content", "option \"--content\" needs an argument: FILE");
    assert_invalid("--content=",
                   "option \"--content\" needs an argument: FILE");
    assert_invalid("start", "unexpected argument \"start\" (see --help)");
    assert_invalid("--report log more",
                   "unexpected argument \"more\" (see --help)");
    assert_invalid("-- --watch",
                   "unexpected argument \"--watch\" (see --help)");
    assert_invalid("--listen 1 --listen 1 --listen 1 --listen 1 --listen 1 "
                   "--listen 1 --listen 1 --listen 1 --listen 1 --listen 1 "
                   "--listen 1 --listen 1 --listen 1 --listen 1 --listen 1 "
                   "--listen 1 --listen 1",
                   "option \"--listen\" is given more than 16 times");
}

static void
the_bounds_themselves_are_allowed(void **state)
{
    (void)state;
    assert_int_equal(parse("--max-sessions 000000001 --idle-timeout 1"),
                     OPTIONS_OK);
    assert_int_equal(options.max_sessions, 1);
    assert_int_equal(options.limits.idle_timeout, 1);
    assert_int_equal(parse("--max-sessions 100000 --idle-timeout 24h"),
                     OPTIONS_OK);
    assert_int_equal(options.max_sessions, 100000);
    assert_int_equal(options.limits.idle_timeout, 86400);
    assert_int_equal(parse("--early-drop 1:100:100000"), OPTIONS_OK);
    assert_int_equal(options.bounds.early_drop.percent, 100);
}

static void
wrong_values_are_named_with_what_is_right(void **state)
{
    static const char *const counts[] = {
        "0", "100001", "x", "-1", "1x", "0000000001", "99999999999999999999"};
    static const char *const times[] = {"0",   "90001", "1d", "s",
                                        "25h", "1 s",   "1mm"};
    static const char *const ramps[] = {
        "10",        "10:30",     "0:30:60", "60:30:60",
        "10:101:60", "10:30:60:", "a:b:c",   "60:30:100001"};
    char command[100];

    (void)state;
    assert_invalid("--max-sessions 0",
                   "invalid value \"0\" of --max-sessions: not a number from "
                   "1 to 100000");
    assert_invalid("--idle-timeout 1d",
                   "invalid value \"1d\" of --idle-timeout: not a time from 1 "
                   "to 86400 seconds, such as 90, 90s, 10m or 1h");
    assert_invalid("--log-format xml",
                   "invalid value \"xml\" of --log-format: not text or json");
    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        snprintf(command, sizeof(command), "--max-sessions=%s", counts[i]);
        assert_int_equal(parse(command), OPTIONS_INVALID);
    }
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
        snprintf(command, sizeof(command), "--idle-timeout=%s", times[i]);
        assert_int_equal(parse(command), OPTIONS_INVALID);
    }
    for (size_t i = 0; i < sizeof(ramps) / sizeof(ramps[0]); i++) {
        snprintf(command, sizeof(command), "--early-drop=%s", ramps[i]);
        assert_int_equal(parse(command), OPTIONS_INVALID);
    }
}

static void
a_time_has_an_optional_unit(void **state)
{
    (void)state;
    assert_int_equal(parse("--idle-timeout 90"), OPTIONS_OK);
    assert_int_equal(options.limits.idle_timeout, 90);
    assert_int_equal(parse("--idle-timeout 1m"), OPTIONS_OK);
    assert_int_equal(options.limits.idle_timeout, 60);
    assert_int_equal(parse("--idle-timeout 24h"), OPTIONS_OK);
    assert_int_equal(options.limits.idle_timeout, 86400);
}

/* Put TEXT into a file, and parse its path between BEFORE and AFTER. */
static enum options_outcome
parse_file(const char *text, const char *before, const char *after)
{
    int fd = memfd_create("options", MFD_CLOEXEC);
    enum options_outcome outcome;
    char line[200];

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    snprintf(line, sizeof(line), "%s/proc/self/fd/%d%s", before, fd, after);
    outcome = parse(line);
    close(fd);
    return outcome;
}

static void
a_file_has_keywords_as_sshd_config_has(void **state)
{
    (void)state;
    assert_int_equal(parse_file("# comment\n\n  MaxSessions 3\r\n"
                                "idle-timeout = 2h\nLISTEN \"[::1]:22\"\n"
                                "Watch yes\nContent\t/a b/c\nListen 443",
                                "--max-sessions 9 --config ",
                                " --per-source 1"),
                     OPTIONS_OK);
    assert_int_equal(options.max_sessions, 3); /* the last one counts */
    assert_int_equal(options.bounds.per_source, 1);
    assert_int_equal(options.limits.idle_timeout, 7200);
    assert_int_equal(options.listen.count, 2);
    assert_string_equal(options.listen.items[0], "[::1]:22");
    assert_string_equal(options.content, "/a b/c");
    assert_true(options.watch);
    assert_int_equal(parse_file("Watch no", "--watch -f", ""), OPTIONS_OK);
    assert_false(options.watch);
    assert_int_equal(parse("--config -/nonexistent"), OPTIONS_OK);
    assert_invalid("--config /nonexistent",
                   "cannot read /nonexistent: No such file or directory");
    assert_int_equal(parse("--config /proc/self/cmdline"), OPTIONS_INVALID);
    assert_non_null(strstr(error.text, "cannot read")); /* it has a NUL */
}

/* Write TEXT to the new file PATH, as it was at one moment of the past. */
static void
write_old(const char *path, const char *text)
{
    const struct timespec times[] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* The first of all tests, because the server keeps the state of few files. */
static void
a_file_that_changes_later_is_named(void **state)
{
    enum { MISSING, GROWN, REPLACED, TOUCHED, FILES };
    static char directory[] = "/tmp/resume-options.XXXXXX";
    static char paths[FILES][60];
    char command[400] = "", other[60];

    (void)state;
    assert_non_null(mkdtemp(directory));
    for (int i = 0; i < FILES; i++) {
        snprintf(paths[i], sizeof(paths[i]), "%s/%d", directory, i);
        if (i != MISSING)
            write_old(paths[i], "# x\n");
        snprintf(command + strlen(command), 90, "--config %s%s ",
                 i == MISSING ? "-" : "", paths[i]);
    }
    assert_int_equal(parse(command), OPTIONS_OK);
    assert_null(options_file_changed());
    utimensat(AT_FDCWD, paths[TOUCHED], NULL, 0);
    assert_string_equal(options_file_changed(), paths[TOUCHED]);
    snprintf(other, sizeof(other), "%s/other", directory);
    write_old(other, "# y\n");
    rename(other, paths[REPLACED]);
    assert_string_equal(options_file_changed(), paths[REPLACED]);
    write_old(paths[GROWN], "# more\n");
    assert_string_equal(options_file_changed(), paths[GROWN]);
    write_old(paths[MISSING], "");
    assert_string_equal(options_file_changed(), paths[MISSING]);
    for (int i = 0; i < FILES; i++)
        unlink(paths[i]);
    rmdir(directory);
}

static void
one_quote_is_a_character(void **state)
{
    static const char *const values[] = {"\"", "\"x", "x\""};
    char text[40];

    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        snprintf(text, sizeof(text), "Content %s \n", values[i]);
        assert_int_equal(parse_file(text, "-f ", ""), OPTIONS_OK);
        assert_string_equal(options.content, values[i]);
    }
}

static void
errors_of_a_file_name_its_line(void **state)
{
    static const char *const lines[][2] = {
        {"MaxSession 3", "unknown keyword \"MaxSession\""},
        {"Max-SessionsX 3", "unknown keyword \"Max-SessionsX\""},
        {"Help yes", "unknown keyword \"Help\""},
        {"Config /x", "unknown keyword \"Config\""},
        {"MaxSessions", "MaxSessions needs a value: N"},
        {"Content \"\"", "Content needs a value: FILE"},
        {"Watch", "Watch needs a value: yes or no"},
        {"Watch maybe", "invalid value \"maybe\" of --watch: not yes or no"},
        {"LogFormat xml",
         "invalid value \"xml\" of --log-format: not text or json"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        char text[100], message[200];

        snprintf(text, sizeof(text), "Watch yes\n%s\n", lines[i][0]);
        snprintf(message, sizeof(message), ":2: %s", lines[i][1]);
        assert_int_equal(parse_file(text, "-f ", ""), OPTIONS_INVALID);
        assert_string_equal(strchr(error.text, ':'), message);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_changes_later_is_named),
        cmocka_unit_test(defaults_are_those_of_the_manual),
        cmocka_unit_test(options_are_read_as_getopt_long_does),
        cmocka_unit_test(wrong_options_are_named),
        cmocka_unit_test(the_bounds_themselves_are_allowed),
        cmocka_unit_test(wrong_values_are_named_with_what_is_right),
        cmocka_unit_test(a_time_has_an_optional_unit),
        cmocka_unit_test(a_file_has_keywords_as_sshd_config_has),
        cmocka_unit_test(one_quote_is_a_character),
        cmocka_unit_test(errors_of_a_file_name_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
