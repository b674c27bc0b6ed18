/* A process that has work and does not run is found, and no other. */

#include "unit.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "log_file.h"
#include "supervisor/children.h"
#include "supervisor/progress.h"
#include "supervisor/supervisor_state.h"

/* A child that says it runs: once at first, and whenever *FD says something. */
static pid_t
start_child(int *fd)
{
    int ends[2];
    char byte = 0;
    pid_t pid;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    pid = unit_fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        alarm(60);
        close(ends[0]);
        while (write(ends[1], &byte, 1) == 1 && read(ends[1], &byte, 1) == 1)
            continue;
        _exit(0);
    }
    close(ends[1]);
    *fd = ends[0];
    assert_int_equal(read(*fd, &byte, 1), 1);
    return pid;
}

/* Whether a child that has WORK is stuck when the time is over, in which it
 * RUNS or not. */
static bool
is_stuck(bool work, bool runs)
{
    struct progress progress = {.check_at = 0};
    int fd, status;
    pid_t pid = start_child(&fd);
    char byte = 0;
    bool stuck;

    kill(pid, SIGSTOP);
    assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
    assert_true(progress_due(&progress) == CLOCK_NEVER);
    progress_begin(&progress, pid, 1000);
    progress_begin(&progress, pid, 3000); /* is not postponed */
    assert_int_equal(progress_due(&progress), 1000 + PROGRESS_TIME);
    assert_false(progress_is_stuck(&progress, pid, work, 999 + PROGRESS_TIME));
    if (runs) {
        kill(pid, SIGCONT);
        assert_int_equal(write(fd, &byte, 1), 1);
        assert_int_equal(read(fd, &byte, 1), 1);
    }
    stuck = progress_is_stuck(&progress, pid, work, 1000 + PROGRESS_TIME);
    assert_true(progress_due(&progress) ==
                (work ? 1000 + 2 * PROGRESS_TIME : CLOCK_NEVER));
    if (work && runs) { /* and what if it does not go on? */
        kill(pid, SIGSTOP);
        assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
        progress_is_stuck(&progress, pid, work, 1000 + 2 * PROGRESS_TIME);
        assert_true(
            progress_is_stuck(&progress, pid, work, 1000 + 3 * PROGRESS_TIME));
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(fd);
    return stuck;
}

static void
a_process_that_has_work_and_does_not_run_is_stuck(void **state)
{
    (void)state;
    assert_true(is_stuck(true, false));
    assert_false(is_stuck(false, false));
    assert_false(is_stuck(true, true));
}

/* A server with an idle launcher and an idle proxy process. */
static void
serve_idle(struct supervisor *supervisor, int fds[2])
{
    static const struct srclimit_bounds bounds = {.per_source = 1};
    static const struct penalty_terms terms = {.max = 0};

    *supervisor = (struct supervisor){.launcher_at = CLOCK_NEVER};
    supervisor->connections = connections_new(1, &bounds, &terms);
    supervisor->metrics = calloc(1, sizeof(*supervisor->metrics));
    supervisor->launcher.pid = start_child(&fds[0]);
    supervisor->launcher.fd = dup(fds[0]);
    supervisor->proxy.pid = start_child(&fds[1]);
    supervisor->proxy.fd = dup(fds[1]);
    supervisor->proxy.listeners =
        (struct listener){.count = 1, .fds = {-1}}; /* nobody connects */
}

/* What the log says after the watchdog's ping, of processes that run or not. */
static const char *
log_after_ping(bool runs)
{
    static struct supervisor supervisor;
    int fds[2], status;
    pid_t pids[2];
    char byte;

    serve_idle(&supervisor, fds);
    pids[0] = supervisor.launcher.pid;
    pids[1] = supervisor.proxy.pid;
    for (int i = 0; i < 2 && !runs; i++) {
        kill(pids[i], SIGSTOP);
        assert_int_equal(waitpid(pids[i], &status, WUNTRACED), pids[i]);
    }
    children_ping(&supervisor, 1000);
    for (int i = 0; i < 2 && runs; i++)
        assert_int_equal(read(fds[i], &byte, 1), 1);
    assert_int_equal(children_check_progress(&supervisor, 1000),
                     1000 + PROGRESS_TIME);
    log_file_open();
    children_check_progress(&supervisor, 1000 + PROGRESS_TIME);
    for (int i = 0; i < 2; i++) {
        kill(pids[i], SIGKILL);
        waitpid(pids[i], NULL, 0);
        close(fds[i]);
    }
    connections_free(supervisor.connections);
    free(supervisor.metrics);
    return log_file_close();
}

/* A visitor had waited five seconds for it, and had then been disconnected. */
static void
an_idle_process_that_does_not_run_is_found_by_a_ping(void **state)
{
    const char *log;

    (void)state;
    assert_string_equal(log_after_ping(true), "");
    log = log_after_ping(false);
    assert_non_null(strstr(log, "crashed process=launcher"));
    assert_non_null(strstr(log, "crashed process=proxy"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_that_has_work_and_does_not_run_is_stuck),
        cmocka_unit_test(an_idle_process_that_does_not_run_is_found_by_a_ping),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
