#include "locks.h"

#include "unit.h"

#include <errno.h>

#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

enum { REFUSED, DONE, OPEN_LOCK };

static _Noreturn void
try(int (*lock)(void), const struct attempt *attempt)
{
    const long *a = attempt->arguments;
    long outcome;

    if (lock() < 0)
        _exit(OPEN_LOCK);
    outcome = syscall(attempt->call, a[0], a[1], a[2], a[3], a[4], a[5]);
    _exit(outcome == -1 && (errno == EPERM || errno == EACCES) ? REFUSED
                                                               : DONE);
}

void
locks_try(int (*lock)(void), const struct attempt *attempts)
{
    for (; attempts->name != NULL; attempts++) {
        int status;
        pid_t pid = fork();

        assert_true(pid >= 0);
        if (pid == 0)
            try(lock, attempts);
        assert_int_equal(waitpid(pid, &status, 0), pid);
        if (WIFSIGNALED(status) ? WTERMSIG(status) != SIGSYS
                                : WEXITSTATUS(status) != REFUSED)
            fail_msg("%s got through: status %#x", attempts->name,
                     (unsigned)status);
    }
}

static struct {
    int (*lock)(void);
    const struct attempt *attempts;
} tried;

static void
nothing_forbidden_gets_through(void **state)
{
    (void)state;
    locks_try(tried.lock, tried.attempts);
}

int
locks_main(int (*lock)(void), const struct attempt *attempts)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_forbidden_gets_through),
    };

    tried.lock = lock;
    tried.attempts = attempts;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
