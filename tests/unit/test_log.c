/* What reaches the log: of a flood, with a reader that stops, in a file. */

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "log_file.h"
#include "process/log.h"
#include "supervisor/rejection_log.h"

static int
count(const char *text, const char *part)
{
    int found = 0;

    while ((text = strstr(text, part)) != NULL) {
        found++;
        text += strlen(part);
    }
    return found;
}

static void
a_flood_of_rejections_is_one_line_a_minute(void **state)
{
    static struct rejection_log log;
    const char *text;
    uint64_t now = 5000;

    (void)state;
    log_file_open();
    assert_int_equal(rejection_log_expire(&log, now), CLOCK_NEVER);
    for (int i = 0; i < 50000; i++) {
        rejection_log_put(&log, EVENT_REJECTED, "penalty", "192.0.2.1:7", now);
        rejection_log_put(&log, EVENT_DROPPED, "late", NULL, now);
    }
    rejection_log_put(&log, EVENT_REJECTED, "per-source", "192.0.2.2:7", now);
    assert_int_equal(rejection_log_expire(&log, now + 59999), now + 60000);
    assert_int_equal(rejection_log_expire(&log, now + 60000), CLOCK_NEVER);
    now += 70000; /* the next minute has begun with that line */
    rejection_log_put(&log, EVENT_REJECTED, "penalty", "192.0.2.3:7", now);
    now += 60000;
    rejection_log_put(&log, EVENT_REJECTED, "per-source", "192.0.2.4:7", now);
    rejection_log_expire(&log, CLOCK_NEVER);
    text = log_file_close();
    assert_int_equal(count(text, "peer=192.0.2.1:7 reason=penalty\n"), 1);
    assert_int_equal(count(text, "reason=penalty connections=49999\n"), 1);
    assert_int_equal(count(text, "dropped reason=late\n"), 1);
    assert_int_equal(count(text, "reason=late connections=49999\n"), 1);
    assert_int_equal(count(text, "reason=penalty connections=1\n"), 1);
    assert_int_equal(count(text, "peer=192.0.2.4:7 reason=per-source\n"), 1);
    assert_int_equal(count(text, "\n"), 7);
}

static void
a_reader_that_stops_costs_lines_and_no_time(void **state)
{
    static char text[1 << 17];
    int ends[2], saved = dup(STDERR_FILENO);
    unsigned long missing = 0;
    const char *lost;
    ssize_t length;
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    log_init(LOG_FORMAT_TEXT);
    for (int i = 0; i < 5000; i++) /* more than a pipe holds */
        LOG(EVENT_ADVICE, LOG_NUMBER("line", i));
    pid = unit_fork();
    if (pid == 0) { /* a worker, which ends while the reader stands still */
        for (int i = 0; i < 6000; i++)
            LOG(EVENT_ADVICE, LOG_NUMBER("line", i));
        _exit(0);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_true(read(ends[0], text, sizeof(text)) > 0);
    LOG(EVENT_ADVICE, LOG_NUMBER("line", 5000));
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(ends[1]);
    length = read(ends[0], text, sizeof(text) - 1);
    assert_true(length > 0);
    text[length] = '\0';
    close(ends[0]);
    lost = strstr(text, " lost lines=");
    assert_non_null(lost);
    missing = strtoul(lost + strlen(" lost lines="), NULL, 10);
    assert_in_range(missing, 1000 + 6000, 4999 + 6000);
    assert_non_null(strstr(lost, " advice line=5000\n"));
}

static void
a_file_is_appended_to(void **state)
{
    const char *text;

    (void)state;
    log_file_open(); /* without O_APPEND */
    log_init(LOG_FORMAT_TEXT);
    LOG(EVENT_ADVICE, LOG_NUMBER("line", 1));
    lseek(STDERR_FILENO, 0, SEEK_SET);
    LOG(EVENT_ADVICE, LOG_NUMBER("line", 2));
    text = log_file_close();
    assert_non_null(strstr(text, " advice line=1\n"));
    assert_non_null(strstr(text, " advice line=2\n"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flood_of_rejections_is_one_line_a_minute),
        cmocka_unit_test(a_reader_that_stops_costs_lines_and_no_time),
        cmocka_unit_test(a_file_is_appended_to),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
