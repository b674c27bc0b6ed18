/* A process that has work and does not run is found, and no other. */

#include "unit.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "supervisor/progress.h"

/* A child that says it runs: once at first, and whenever *FD says something. */
static pid_t
start_child(int *fd)
{
    int ends[2];
    char byte = 0;
    pid_t pid;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    pid = fork();
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_that_has_work_and_does_not_run_is_stuck),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
