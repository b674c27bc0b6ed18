#include "process/process.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

void
process_die_with_parent(pid_t parent, int signal)
{
    prctl(PR_SET_PDEATHSIG, signal);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
}

void
process_close_from(unsigned first)
{
    close_range(first, ~0U, 0);
}

void
process_close_from_at_exec(unsigned first)
{
    close_range(first, ~0U, CLOSE_RANGE_CLOEXEC);
}

static int
process_compare(const void *a, const void *b)
{
    const int *one = a, *other = b;

    return (*one > *other) - (*one < *other);
}

void
process_close_others(unsigned first, int *kept, size_t count)
{
    qsort(kept, count, sizeof(*kept), process_compare);
    for (size_t i = 0; i < count; i++) {
        unsigned next = (unsigned)kept[i];

        if (next < first)
            continue;
        if (next > first)
            close_range(first, next - 1, 0);
        first = next + 1;
    }
    close_range(first, ~0U, 0);
}

void
process_reset_signals(const int *ignored)
{
    sigset_t none;

    for (int i = 1; i < NSIG; i++)
        signal(i, SIG_DFL);
    for (; *ignored != 0; ignored++)
        signal(*ignored, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void
process_limit(__rlimit_resource_t resource, rlim_t amount)
{
    const struct rlimit limit = {.rlim_cur = amount, .rlim_max = amount};

    setrlimit(resource, &limit);
}

void
process_limit_cpu(rlim_t seconds)
{
    const struct rlimit limit = {.rlim_cur = seconds, .rlim_max = seconds + 1};

    setrlimit(RLIMIT_CPU, &limit);
}

void
process_raise_limit(__rlimit_resource_t resource)
{
    struct rlimit limit;

    if (getrlimit(resource, &limit) < 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(resource, &limit);
}

int
process_signalfd_open(const int *list)
{
    sigset_t set;

    sigemptyset(&set);
    for (; *list != 0; list++)
        sigaddset(&set, *list);
    sigprocmask(SIG_SETMASK, &set, NULL);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int
process_signalfd_read(int fd, pid_t *child)
{
    struct signalfd_siginfo info;

    if (read(fd, &info, sizeof(info)) != (ssize_t)sizeof(info))
        return 0;
    if (info.ssi_signo == SIGCHLD && child != NULL)
        *child = info.ssi_pid > 0 ? (pid_t)info.ssi_pid : -1;
    return (int)info.ssi_signo;
}

pid_t
process_changed(pid_t *child, int *status, int options)
{
    pid_t pid = *child;

    *child = 0;
    if (pid > 0)
        pid = waitpid(pid, status, WNOHANG | options);
    return pid > 0 ? pid : waitpid(-1, status, WNOHANG | options);
}

uint64_t
process_children_used(void)
{
    struct rusage usage;

    getrusage(RUSAGE_CHILDREN, &usage);
    return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
           (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

void
process_prefer_oom_kill(void)
{
    int fd;

    /* The file of a process that is not dumpable belongs to root. */
    prctl(PR_SET_DUMPABLE, 1);
    fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    prctl(PR_SET_DUMPABLE, 0);
    if (fd < 0)
        return;
    (void)!write(fd, "1000", strlen("1000"));
    close(fd);
}

int
process_exit_status(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

_Noreturn void
process_end(int status)
{
#if defined(__SANITIZE_ADDRESS__)
    exit(status); /* the leak sanitizer runs in it */
#else
    _exit(status);
#endif
}

char *
process_find_program(const char *name, const char *preset)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
    char *path = NULL;

    if (length > 0) {
        self[length] = '\0';
        *strrchr(self, '/') = '\0';
        if (asprintf(&path, "%s/%s", self, name) < 0)
            return NULL;
        if (access(path, X_OK) == 0)
            return path;
        free(path);
    }
    return asprintf(&path, "%s/%s", preset, name) < 0 ? NULL : path;
}
