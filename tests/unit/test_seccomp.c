/* What a system call filter lets pass, denies and kills. */

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "sshd/base/seccomp.h"

#define PATH(text) (long)(text)

#ifndef SYS_mmap /* on arm with 32 bits */
#define SYS_mmap SYS_mmap2
#endif

static const struct seccomp_rule allowed[] = {
    SECCOMP_CALL(getppid),
    SECCOMP_CALL_IF(openat, SECCOMP_LACKS, 2, O_WRONLY | O_RDWR),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_GETFD),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_GETFL),
    SECCOMP_CALL_IF(tgkill, SECCOMP_IS_OWN_PID, 0, 0),
    SECCOMP_CALL(mmap2), /* x86_64 has no such call */
};

static const struct seccomp_rule killed[] = {
    SECCOMP_CALL(socket),
};

static const struct seccomp_table allow = SECCOMP_TABLE(SECCOMP_ALLOW, allowed),
                                  fatal = SECCOMP_TABLE(SECCOMP_KILL, killed);

static struct seccomp_filter filter;

struct attempt {
    long call;
    long arguments[6];
};

/* The wait(2) status of a child that installs the filter, makes the call of
 * ATTEMPT and exits with its errno, 0 after success. */
static int
try(const struct attempt *attempt)
{
    const long *a = attempt->arguments;
    int status;
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
            seccomp_filter_install(&filter) < 0)
            _exit(255);
        if (syscall(attempt->call, a[0], a[1], a[2], a[3], a[4], a[5]) < 0)
            _exit(errno);
        _exit(0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

#define assert_status(wanted, call, ...)                                       \
    assert_int_equal(try(&(struct attempt){(call), {__VA_ARGS__}}), (wanted))

#define EXITED(code) ((code) << 8) /* as wait(2) has it */

static void
allowed_call_works(void **state)
{
    (void)state;
    assert_status(EXITED(0), SYS_getppid, 0);
    assert_status(EXITED(0), SYS_write, STDERR_FILENO, PATH(""), 0);
}

static void
any_other_call_fails_with_eperm(void **state)
{
    (void)state;
    assert_status(EXITED(EPERM), SYS_getsid, 0);
    assert_status(EXITED(EPERM), SYS_unlinkat, AT_FDCWD, PATH("/nowhere"));
    assert_status(EXITED(EPERM), 0x3fffffff, 0);
}

static void
fatal_call_kills_the_process(void **state)
{
    (void)state;
    assert_int_equal(
        WTERMSIG(try(&(struct attempt){SYS_socket, {AF_UNIX, SOCK_STREAM}})),
        SIGSYS);
}

static void
argument_is_compared(void **state)
{
    (void)state;
    assert_status(EXITED(0), SYS_fcntl, 0, F_GETFD);
    assert_status(EXITED(0), SYS_fcntl, 0, F_GETFL);
    assert_status(EXITED(EPERM), SYS_fcntl, 0, F_SETFD, 0);
}

#ifdef __LP64__
/* The kernel reads an int: what stands above it is no way round. */
static void
upper_half_of_an_argument_is_ignored(void **state)
{
    const long high = 1L << 40;

    (void)state;
    assert_status(EXITED(0), SYS_fcntl, 0, F_GETFD | high);
    assert_status(EXITED(EPERM), SYS_fcntl, 0, F_SETFD | high, 0);
    assert_status(EXITED(EPERM), SYS_openat, AT_FDCWD, PATH("/dev/null"),
                  O_WRONLY | high);
}
#endif

static void
bits_are_denied_alone_and_together(void **state)
{
    (void)state;
    assert_status(EXITED(0), SYS_openat, AT_FDCWD, PATH("/dev/null"), O_RDONLY);
    assert_status(EXITED(0), SYS_openat, AT_FDCWD, PATH("/dev/null"),
                  O_RDONLY | O_CLOEXEC);
    assert_status(EXITED(EPERM), SYS_openat, AT_FDCWD, PATH("/dev/null"),
                  O_WRONLY);
    assert_status(EXITED(EPERM), SYS_openat, AT_FDCWD, PATH("/dev/null"),
                  O_RDWR | O_CLOEXEC);
}

static void
memory_is_never_executable(void **state)
{
    const long flags = MAP_PRIVATE | MAP_ANONYMOUS;

    (void)state;
    assert_status(EXITED(0), SYS_mmap, 0, 4096, PROT_READ | PROT_WRITE, flags,
                  -1, 0);
    assert_status(EXITED(EPERM), SYS_mmap, 0, 4096,
                  PROT_READ | PROT_WRITE | PROT_EXEC, flags, -1, 0);
}

/* The filter was built in the parent; the pid is the child's. */
static void
own_pid_is_that_of_who_installs_it(void **state)
{
    int status;
    pid_t pid = fork();

    (void)state;
    assert_true(pid >= 0);
    if (pid == 0) {
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
            seccomp_filter_install(&filter) < 0)
            _exit(255);
        if (syscall(SYS_tgkill, getppid(), getppid(), 0) == 0)
            _exit(254);
        syscall(SYS_tgkill, getpid(), getpid(), SIGKILL);
        _exit(253);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
}

#ifdef __x86_64__
#define X32_BIT 0x40000000L /* a bit that makes it the same call of x32 */

static void
calls_of_another_architecture_kill(void **state)
{
    (void)state;
    assert_int_equal(
        WTERMSIG(try(&(struct attempt){SYS_getppid | X32_BIT, {0}})), SIGSYS);
}
#endif

static void
filter_that_was_never_built_is_not_installed(void **state)
{
    const struct seccomp_filter empty = {0};

    (void)state;
    assert_int_equal(seccomp_filter_install(&empty), -1);
    assert_int_equal(errno, EINVAL);
}

static int
build(void **state)
{
    static const struct seccomp_table *const tables[] = {&seccomp_basics,
                                                         &allow, &fatal};
    struct error error;

    (void)state;
    return seccomp_filter_build(&filter, tables, COUNT(tables), &error);
}

static int
free_filter(void **state)
{
    (void)state;
    seccomp_filter_fini(&filter);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allowed_call_works),
        cmocka_unit_test(any_other_call_fails_with_eperm),
        cmocka_unit_test(fatal_call_kills_the_process),
        cmocka_unit_test(argument_is_compared),
#ifdef __LP64__
        cmocka_unit_test(upper_half_of_an_argument_is_ignored),
#endif
        cmocka_unit_test(bits_are_denied_alone_and_together),
        cmocka_unit_test(memory_is_never_executable),
        cmocka_unit_test(own_pid_is_that_of_who_installs_it),
#ifdef __x86_64__
        cmocka_unit_test(calls_of_another_architecture_kill),
#endif
        cmocka_unit_test(filter_that_was_never_built_is_not_installed),
    };

    return cmocka_run_group_tests(tests, build, free_filter);
}
