#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "sshd/base/landlock.h"
#include "sshd/base/seccomp.h"

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

/* The requests for terminals that glibc makes from 2.42 on. <asm/termbits.h>,
 * which has their names and their struct of 44 bytes, contradicts
 * <termios.h>. */
#define TERMIOS2(direction, number) _IOC(direction, 'T', number, 44)

/* The system calls of a renderer in addition to the basic ones. */
static const struct seccomp_rule renderer_rules[] = {
    /* Opening files for reading; Landlock restricts which. */
    SECCOMP_CALL_IF(openat, SECCOMP_LACKS, 2, WRITING),
    SECCOMP_CALL(readv),
    SECCOMP_CALL(pread64),
    SECCOMP_CALL(lseek),
    SECCOMP_CALL(_llseek),
    SECCOMP_CALL(getdents64),
    SECCOMP_CALL(newfstatat),
    SECCOMP_CALL(fstatat64),
    SECCOMP_CALL(statx),
    SECCOMP_CALL(access),
    SECCOMP_CALL(faccessat),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_GETFD),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_SETFD),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_GETFL),
    SECCOMP_CALL_IF(fcntl, SECCOMP_IS, 1, F_SETFL),
    SECCOMP_CALL_IF(fcntl64, SECCOMP_IS, 1, F_GETFD),
    SECCOMP_CALL_IF(fcntl64, SECCOMP_IS, 1, F_SETFD),
    SECCOMP_CALL_IF(fcntl64, SECCOMP_IS, 1, F_GETFL),
    SECCOMP_CALL_IF(fcntl64, SECCOMP_IS, 1, F_SETFL),
    /* The terminal. */
    SECCOMP_CALL(writev),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TCGETS),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TCSETS),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TCSETSW),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TCSETSF),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TERMIOS2(_IOC_READ, 0x2a)),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TERMIOS2(_IOC_WRITE, 0x2b)),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TERMIOS2(_IOC_WRITE, 0x2c)),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TERMIOS2(_IOC_WRITE, 0x2d)),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TCFLSH),
    SECCOMP_CALL_IF(ioctl, SECCOMP_IS, 1, TIOCGWINSZ),
    /* Waiting. */
    SECCOMP_CALL(select),
    SECCOMP_CALL(_newselect),
    SECCOMP_CALL(pselect6),
    SECCOMP_CALL(pselect6_time64),
    SECCOMP_CALL(signalfd4),
    SECCOMP_CALL(clock_nanosleep),
    SECCOMP_CALL(clock_nanosleep_time64),
    /* The process itself. */
    SECCOMP_CALL(sysinfo),
    SECCOMP_CALL(getuid),
    SECCOMP_CALL(getuid32),
    SECCOMP_CALL(geteuid),
    SECCOMP_CALL(geteuid32),
    SECCOMP_CALL(getgid),
    SECCOMP_CALL(getgid32),
    SECCOMP_CALL(getegid),
    SECCOMP_CALL(getegid32),
    /* Ending itself by a signal after a crash. */
    SECCOMP_CALL_IF(tgkill, SECCOMP_IS_OWN_PID, 0, 0),
};

static const struct seccomp_table renderer =
    SECCOMP_TABLE(SECCOMP_ALLOW, renderer_rules);

/* Paths that are read in addition to the résumé; missing ones are skipped. */
static const char *const readable_paths[] = {
    "/dev/urandom",
    "/etc/localtime",
    "/etc/terminfo",
    "/lib/terminfo",
    "/usr/lib/terminfo",
    "/usr/share/terminfo",
    "/usr/share/zoneinfo",
#if SECCOMP_SANITIZED
    "/proc",
#endif
};

static struct seccomp_filter sandbox_filter;

int
sandbox_init(struct error *error)
{
    static const struct seccomp_table *const tables[] = {&seccomp_basics,
                                                         &renderer};

    return seccomp_filter_build(&sandbox_filter, tables, COUNT(tables), error);
}

/* Allow the directory that holds the published directory, because the next
 * snapshot replaces that under the same name. Not inlined: the buffer would be
 * part of main()'s stack frame, in every renderer. */
static __attribute__((noinline)) void
sandbox_allow_snapshots(int ruleset, const char *path)
{
    char real[PATH_MAX];
    struct stat status;

    if (realpath(path, real) == NULL || stat(real, &status) < 0)
        return;
    if (S_ISDIR(status.st_mode) && strrchr(real, '/') != real)
        *strrchr(real, '/') = '\0';
    landlock_allow_read(ruleset, real);
}

int
sandbox_restrict_files(const char *path, struct error *error)
{
    int ruleset;

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return error_set(error, "cannot set no_new_privs: %s", strerror(errno));
    if (landlock_version() == 0)
        return 0;
    ruleset = landlock_open();
    if (ruleset >= 0) {
        for (size_t i = 0; i < COUNT(readable_paths); i++)
            landlock_allow_read(ruleset, readable_paths[i]);
        sandbox_allow_snapshots(ruleset, path);
        if (landlock_enforce(ruleset) == 0)
            return 0;
    }
    return error_set(error, "cannot enforce Landlock: %s", strerror(errno));
}

int
sandbox_restrict_calls(struct error *error)
{
    if (seccomp_filter_install(&sandbox_filter) < 0)
        return error_set(error, "cannot install the system call filter: %s",
                         strerror(errno));
    return 0;
}

void
sandbox_fini(void)
{
    seccomp_filter_fini(&sandbox_filter);
}
