/* The metrics file, as Prometheus reads it: what is counted where, and when
 * the file is written. */

#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/version.h"
#include "log_file.h"
#include "process/log.h"
#include "supervisor/metrics.h"

#define INTERVAL 15 /* seconds */

static char directory[] = "/tmp/resume-metrics.XXXXXX", path[64], text[65536];
static struct metrics metrics;

static const char *
read_file(void)
{
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    return text;
}

static int
set_up(void **state)
{
    struct error error;

    (void)state;
    memset(&metrics, 0, sizeof(metrics));
    return metrics_init(&metrics,
                        &(struct metrics_options){path, INTERVAL, "9.9"}, 1000,
                        &error);
}

static void
assert_line(const char *line)
{
    char whole[200];

    snprintf(whole, sizeof(whole), "\n%s\n", line);
    if (strstr(read_file(), whole) == NULL)
        fail_msg("no line \"%s\" in:\n%s", line, text);
}

/* Let the file be written, with SESSIONS open. */
static void
update(size_t sessions)
{
    uint64_t due = metrics_update(&metrics, sessions, 1000);

    assert_int_equal(due, 1000 + INTERVAL * 1000);
    assert_int_equal(metrics_update(&metrics, sessions, due), CLOCK_NEVER);
}

static void
the_first_file_has_every_series_at_zero(void **state)
{
    char build[200];

    (void)state;
    snprintf(build, sizeof(build),
             "resume_sshd_build_info{version=\"%s\",libssh=\"9.9\"} 1",
             version_build);
    assert_line(build);
    assert_line("resume_sshd_sessions 0");
    assert_line("# TYPE resume_sshd_connections_total counter");
    assert_line("resume_sshd_connections_total{kind=\"none\"} 0");
    assert_line("resume_sshd_rejections_total{reason=\"penalty\"} 0");
    assert_line("resume_sshd_proxy_connections_total{header=\"check\"} 0");
    assert_line("resume_sshd_publishes_total{result=\"failure\"} 0");
    assert_line("resume_sshd_crashes_total{process=\"launcher\"} 0");
    assert_null(strstr(text, "start_time_seconds 0\n"));
}

static void
each_count_is_in_its_series(void **state)
{
    (void)state;
    metrics_count(&metrics, METRICS_REJECTIONS, "per-source");
    metrics_count(&metrics, METRICS_REJECTIONS, "per-source");
    metrics_count(&metrics, METRICS_REJECTIONS, "processes");
    metrics_count(&metrics, METRICS_CRASHES, "proxy");
    metrics_count(&metrics, METRICS_PUBLISHES, "success");
    metrics_count(&metrics, METRICS_PROXY, "visitor");
    update(7);
    assert_line("resume_sshd_sessions 7");
    assert_line("resume_sshd_rejections_total{reason=\"per-source\"} 2");
    assert_line("resume_sshd_rejections_total{reason=\"processes\"} 1");
    assert_line("resume_sshd_rejections_total{reason=\"penalty\"} 0");
    assert_line("resume_sshd_crashes_total{process=\"proxy\"} 1");
    assert_line("resume_sshd_publishes_total{result=\"success\"} 1");
    assert_line("resume_sshd_proxy_connections_total{header=\"visitor\"} 1");
}

#define DURATION "resume_sshd_connection_duration_seconds"

static void
durations_are_a_cumulative_histogram(void **state)
{
    (void)state;
    metrics_count_connection(&metrics, SESSION_KIND_TERMINAL, 1000);
    metrics_count_connection(&metrics, SESSION_KIND_TERMINAL, 1001);
    metrics_count_connection(&metrics, SESSION_KIND_TERMINAL, 4000000);
    metrics_count_connection(&metrics, 99, 5); /* from a broken worker */
    update(0);
    assert_line(DURATION "_bucket{kind=\"terminal\",le=\"1\"} 1");
    assert_line(DURATION "_bucket{kind=\"terminal\",le=\"3\"} 2");
    assert_line(DURATION "_bucket{kind=\"terminal\",le=\"3600\"} 2");
    assert_line(DURATION "_bucket{kind=\"terminal\",le=\"+Inf\"} 3");
    assert_line(DURATION "_sum{kind=\"terminal\"} 4002.001");
    assert_line(DURATION "_count{kind=\"terminal\"} 3");
    assert_line("resume_sshd_connections_total{kind=\"terminal\"} 3");
    assert_line("resume_sshd_connections_total{kind=\"none\"} 1");
}

static void
sessions_are_counted_by_audience(void **state)
{
    static const struct audience_names names = {.names = {"acme"}, .count = 1};

    (void)state;
    metrics_count_audience(&metrics, &names, 1);
    metrics_count_audience(&metrics, &names, AUDIENCE_NAMES_NONE);
    metrics_count_audience(&metrics, &names, 200); /* from a broken worker */
    update(0);
    assert_line("resume_sshd_audience_sessions_total{audience=\"acme\"} 1");
    assert_line(
        "resume_sshd_audience_sessions_total{audience=\"everybody\"} 2");
}

static void
the_file_is_written_only_after_a_change(void **state)
{
    (void)state;
    unlink(path);
    assert_int_equal(metrics_update(&metrics, 0, 900000), CLOCK_NEVER);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(metrics_update(&metrics, 1, 900000), CLOCK_NEVER);
    assert_line("resume_sshd_sessions 1");
    metrics_count(&metrics, METRICS_PUBLISHES, "success");
    assert_int_equal(metrics_update(&metrics, 1, 900001), 915000);
    assert_line("resume_sshd_publishes_total{result=\"success\"} 0");
    metrics_fini(&metrics);
    assert_line("resume_sshd_publishes_total{result=\"success\"} 1");
    assert_line("resume_sshd_sessions 0");
}

static void
everybody_reads_the_file_and_no_other_one_is_left(void **state)
{
    struct stat status;
    char other[100];

    (void)state;
    update(1);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0644);
    snprintf(other, sizeof(other), "%s.new", path);
    assert_int_equal(access(other, F_OK), -1);
}

static void
a_failure_is_logged_once_and_tried_again(void **state)
{
    const char *log, *first;

    (void)state;
    log_init(LOG_FORMAT_TEXT);
    unlink(path);
    assert_int_equal(mkdir(path, 0700), 0);
    log_file_open();
    for (size_t i = 1; i <= 3; i++)
        metrics_update(&metrics, i, 900000 * i);
    rmdir(path);
    metrics_update(&metrics, 4, 9000000);
    log = log_file_close();
    first = strstr(log, "error message=\"cannot write metrics to /tmp/");
    assert_non_null(first);
    assert_null(strstr(first + 1, "error "));
    assert_line("resume_sshd_sessions 4");
}

static void
a_full_disk_leaves_the_last_file(void **state)
{
    const struct rlimit small = {1000, RLIM_INFINITY};
    struct rlimit before;
    const char *log;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    log_file_open();
    update(3);
    setrlimit(RLIMIT_FSIZE, &before);
    log = log_file_close();
    assert_non_null(strstr(log, "resume.prom: File too large"));
    assert_line("resume_sshd_sessions 0");
    assert_non_null(strstr(text, "le=\"+Inf\""));
}

/* The server waited for a reader of another user's pipe. */
static void
what_has_the_name_of_the_temporary_file_is_replaced(void **state)
{
    char temporary[sizeof(path) + 4];

    (void)state;
    snprintf(temporary, sizeof(temporary), "%s.new", path);
    assert_int_equal(mkfifo(temporary, 0600), 0);
    update(3);
    assert_line("resume_sshd_sessions 3");
    assert_int_equal(access(temporary, F_OK), -1);
}

static void
a_path_that_cannot_be_written_is_an_error(void **state)
{
    struct metrics other = {.path = NULL};
    struct metrics_options options = {"/nonexistent/x.prom", INTERVAL, "9.9"};
    struct error error;

    (void)state;
    assert_int_equal(metrics_init(&other, &options, 0, &error), -1);
    assert_string_equal(error.text,
                        "cannot write metrics to /nonexistent/x.prom: No such "
                        "file or directory");
    memset(&other, 0, sizeof(other));
    options.path = NULL;
    assert_int_equal(metrics_init(&other, &options, 0, &error), 0);
    log_file_open();
    assert_int_equal(metrics_update(&other, 5, 100), CLOCK_NEVER);
    metrics_fini(&other);
    assert_string_equal(log_file_close(), "");
}

static int
make_directory(void **state)
{
    (void)state;
    if (mkdtemp(directory) == NULL)
        return -1;
    snprintf(path, sizeof(path), "%s/resume.prom", directory);
    return 0;
}

static int
remove_directory(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(directory);
}

#define TEST(function) cmocka_unit_test_setup(function, set_up)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_file_has_every_series_at_zero),
        TEST(each_count_is_in_its_series),
        TEST(durations_are_a_cumulative_histogram),
        TEST(sessions_are_counted_by_audience),
        TEST(the_file_is_written_only_after_a_change),
        TEST(everybody_reads_the_file_and_no_other_one_is_left),
        TEST(a_failure_is_logged_once_and_tried_again),
        TEST(a_full_disk_leaves_the_last_file),
        TEST(what_has_the_name_of_the_temporary_file_is_replaced),
        TEST(a_path_that_cannot_be_written_is_an_error),
    };

    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
