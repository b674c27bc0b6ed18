#include "process/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "base/array.h"
#include "base/error.h"
#include "base/landlock.h"
#include "base/seccomp.h"
#include "process/privileges.h"

/* What both roles need in addition to the basics. */
static const struct seccomp_rule common_rules[] = {
    SECCOMP_CALL(recvfrom),
    SECCOMP_CALL(recv), /* a system call on 32-bit arm, as send is */
    SECCOMP_CALL(sendto),
    SECCOMP_CALL(send),
    SECCOMP_CALL(sendmsg),
    SECCOMP_CALL_IF(newfstatat, SECCOMP_IS, 3, AT_EMPTY_PATH),
    SECCOMP_CALL_IF(fstatat64, SECCOMP_IS, 3, AT_EMPTY_PATH),
    /* fstat(2) of a 32-bit C library. */
    SECCOMP_CALL_IF(statx, SECCOMP_IS, 2, AT_EMPTY_PATH | AT_NO_AUTOMOUNT),
#if SECCOMP_SANITIZED
    SECCOMP_CALL(openat),
    SECCOMP_CALL(tgkill),
#endif
};

/* libssh, published files, the launcher's socket and a pseudo-terminal. Without
 * lseek(2): a log without O_APPEND cannot be overwritten. */
static const struct seccomp_rule worker_rules[] = {
    SECCOMP_CALL(readv),
    SECCOMP_CALL(writev),
    SECCOMP_CALL(pread64),
    SECCOMP_CALL(recvmsg),
    SECCOMP_CALL(dup),
    SECCOMP_CALL(shutdown),
    SECCOMP_CALL_IF(setsockopt, SECCOMP_IS, 1, SOL_SOCKET),
    SECCOMP_CALL_IF(setsockopt, SECCOMP_IS, 1, IPPROTO_TCP),
    SECCOMP_CALL(getsockopt),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_GETFD),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_GETFL),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_SETFL),
    SECCOMP_CALL_IF(fcntl64, SECCOMP_IS, 1, F_GETFD),
    SECCOMP_CALL_IF(fcntl64, SECCOMP_IS, 1, F_GETFL),
    SECCOMP_CALL_IF(fcntl64, SECCOMP_IS, 1, F_SETFL),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TIOCSWINSZ),
    SECCOMP_CALL(clock_nanosleep),
    SECCOMP_CALL(clock_nanosleep_time64),
    SECCOMP_CALL(setitimer),
    SECCOMP_CALL(alarm),
};

/* Accept connections. sendmsg(2), which passes them to the supervisor, is among
 * the rules of both roles. */
static const struct seccomp_rule proxy_rules[] = {
    SECCOMP_CALL(accept4),
};

/* Calls that neither role ever makes: a process that makes one is compromised,
 * and is killed. */
static const struct seccomp_rule fatal_rules[] = {
    SECCOMP_CALL(execve),         SECCOMP_CALL(execveat),
    SECCOMP_CALL(socket),         SECCOMP_CALL(connect),
    SECCOMP_CALL(bind),           SECCOMP_CALL(listen),
    SECCOMP_CALL(init_module),    SECCOMP_CALL(bpf),
    SECCOMP_CALL(userfaultfd),    SECCOMP_CALL(keyctl),
    SECCOMP_CALL(io_uring_setup), SECCOMP_CALL(process_vm_writev),
};

static const struct seccomp_table common = SECCOMP_TABLE(SECCOMP_ALLOW,
                                                         common_rules),
                                  worker = SECCOMP_TABLE(SECCOMP_ALLOW,
                                                         worker_rules),
                                  proxy =
                                      SECCOMP_TABLE(SECCOMP_ALLOW, proxy_rules),
                                  fatal =
                                      SECCOMP_TABLE(SECCOMP_KILL, fatal_rules);

#define TABLES 4

static const struct seccomp_table
    *const sandbox_tables[SANDBOX_ROLE_COUNT][TABLES] = {
        [SANDBOX_WORKER] = {&seccomp_basics, &common, &worker, &fatal},
        [SANDBOX_PROXY] = {&seccomp_basics, &common, &proxy, &fatal},
};

static struct seccomp_filter sandbox_filters[SANDBOX_ROLE_COUNT];

void
sandbox_harden(void)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int
sandbox_init(struct error *error)
{
    for (size_t i = 0; i < SANDBOX_ROLE_COUNT; i++)
        if (seccomp_filter_build(&sandbox_filters[i], sandbox_tables[i], TABLES,
                                 error) < 0)
            return -1;
    return 0;
}

/* The sanitizers read files of /proc at their end. */
static int
sandbox_restrict_filesystem(void)
{
    int ruleset;

    if (SECCOMP_SANITIZED || landlock_version() == 0)
        return 0;
    ruleset = landlock_open();
    return ruleset < 0 ? -1 : landlock_enforce(ruleset);
}

int
sandbox_enter(enum sandbox_role role, struct error *error)
{
    privileges_drop_capabilities();
    if (sandbox_restrict_filesystem() < 0)
        return error_set(error, "cannot enforce Landlock: %s", strerror(errno));
    if (seccomp_filter_install(&sandbox_filters[role]) < 0)
        return error_set(error, "cannot install the system call filter: %s",
                         strerror(errno));
    return 0;
}

void
sandbox_fini(void)
{
    for (size_t i = 0; i < SANDBOX_ROLE_COUNT; i++)
        seccomp_filter_fini(&sandbox_filters[i]);
}
