#include "locks.h"

#include "unit.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DENIED, DONE, LOCK_FAILED };

static _Noreturn void
try(int (*lock)(void), const struct attempt *attempt)
{
    const long *a = attempt->arguments;
    long outcome;

    if (lock() < 0)
        _exit(LOCK_FAILED);
    outcome = syscall(attempt->call, a[0], a[1], a[2], a[3], a[4], a[5]);
    _exit(outcome == -1 && (errno == EPERM || errno == EACCES) ? DENIED : DONE);
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
                                : WEXITSTATUS(status) != DENIED)
            fail_msg("%s was not denied: status %#x", attempts->name,
                     (unsigned)status);
    }
}
