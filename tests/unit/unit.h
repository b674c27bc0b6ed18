#pragma once

/* Every unit test includes this first: cmocka and the headers it needs. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <unistd.h>

/* Let a crash end the process: with cmocka's handler a child would go on with
 * the tests that follow, and start children of its own. */
static inline void
unit_crash_ends(void)
{
    static const int crashes[] = {SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS};

    for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
        signal(crashes[i], SIG_DFL);
}

/* fork(2), or the test fails: to kill(2), -1 is every process. */
static inline pid_t
unit_fork(void)
{
    pid_t pid = fork();

    if (pid < 0)
        fail_msg("cannot fork");
    if (pid == 0)
        unit_crash_ends();
    return pid;
}
