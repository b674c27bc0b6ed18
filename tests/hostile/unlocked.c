/* Preloaded for Valgrind alone. It lives in the process that it watches, so
 * it would be locked up together with it: here seccomp is taken for done. And
 * it knows no pidfd yet: here one is a pipe that a thread closes when the
 * process has ended. */

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
    pid_t pid;
    int end;
} watched;

int
prctl(int option, ...)
{
    unsigned long values[4];
    va_list list;

    va_start(list, option);
    for (int i = 0; i < 4; i++)
        values[i] = va_arg(list, unsigned long);
    va_end(list);
    if (option == PR_SET_SECCOMP)
        return 0;
    return (int)syscall(SYS_prctl, option, values[0], values[1], values[2],
                        values[3]);
}

static void *
watch(void *nothing)
{
    siginfo_t info;

    waitid(P_PID, (id_t)watched.pid, &info, WEXITED | WNOWAIT);
    close(watched.end);
    return nothing;
}

int
pidfd_open(pid_t pid, unsigned flags)
{
    pthread_t thread;
    int ends[2];

    (void)flags;
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -1;
    watched.pid = pid;
    watched.end = ends[1];
    pthread_create(&thread, NULL, watch, NULL);
    pthread_detach(thread);
    return ends[0];
}

int
pidfd_send_signal(int fd, int number, siginfo_t *info, unsigned flags)
{
    (void)fd;
    (void)info;
    (void)flags;
    return kill(watched.pid, number);
}
