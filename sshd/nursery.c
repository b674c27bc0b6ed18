#include "nursery.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "handover.h"
#include "process.h"
#include "renderer.h"

#define BYTES_MAX 8192 /* of an environment */
#define PATIENCE  1000 /* milliseconds for a birth */

int
nursery_open(struct nursery *nursery, const struct program *program)
{
    static char *const environment[] = {NULL}; /* each visit has its own */
    int ends[2];
    pid_t self = getpid();
    pid_t pid;

    *nursery = (struct nursery){.fd = -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        process_follow(self, SIGKILL);
        dup2(ends[1], STDIN_FILENO);
        process_close_from(STDERR_FILENO + 1, true);
        renderer_limit(program);
        execle(program->path, "resume-ui", "--nursery", program->directory,
               (char *)NULL, environment);
        _exit(127);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return -1;
    }
    *nursery = (struct nursery){.pid = pid, .fd = ends[0]};
    return 0;
}

void
nursery_close(struct nursery *nursery)
{
    if (nursery->pid > 0)
        close(nursery->fd);
    *nursery = (struct nursery){.fd = -1};
}

/* ENVIRONMENT as NAME=VALUE strings, each with its NUL. Returns the length, 0
 * where there is too much of it. */
static size_t
pack(char *bytes, size_t size, char *const *environment)
{
    size_t length = 0;

    for (; *environment != NULL; environment++) {
        size_t more = strlen(*environment) + 1;

        if (more > size - length)
            return 0;
        memcpy(bytes + length, *environment, more);
        length += more;
    }
    return length;
}

pid_t
nursery_bear(struct nursery *nursery, char *const *environment, const int *fds,
             size_t count)
{
    char bytes[BYTES_MAX];
    size_t length = pack(bytes, sizeof(bytes), environment);
    struct pollfd poller = {.fd = nursery->fd, .events = POLLIN};
    pid_t pid;

    if (nursery->pid == 0 || length == 0)
        return 0;
    if (handover_send(nursery->fd, bytes, length, fds, count) == 0 &&
        poll(&poller, 1, PATIENCE) == 1 &&
        recv(nursery->fd, &pid, sizeof(pid), 0) == (ssize_t)sizeof(pid) &&
        pid > 0)
        return pid;
    kill(nursery->pid, SIGKILL); /* it must not bear one later */
    nursery_close(nursery);
    return 0;
}
