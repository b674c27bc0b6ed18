#include "nursery.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "handover.h"
#include "process.h"
#include "renderer.h"

#define BYTES_MAX 8192 /* of an environment: ui/nursery.c has the same */
#define PATIENCE  1000 /* milliseconds for a birth */

/* Of the nursery; each visit has its own. */
static void
set_environment(void)
{
    const char *tunables = getenv("GLIBC_TUNABLES");

    clearenv();
    setenv("LD_BIND_NOW", "1", 1); /* symbols are looked up once, for all */
    if (tunables != NULL)          /* as the owner has them for us */
        setenv("GLIBC_TUNABLES", tunables, 1);
}

int
nursery_open(struct nursery *nursery, const struct program *program)
{
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
        set_environment();
        execl(program->path, "resume-ui", "--nursery", program->directory,
              (char *)NULL);
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

void
nursery_hear(struct nursery *nursery)
{
    pid_t nobody;
    ssize_t n = recv(nursery->fd, &nobody, sizeof(nobody), MSG_DONTWAIT);

    if (n == 0)
        nursery_close(nursery);
    else if (n > 0)
        nursery->ready = true;
}

/* Write ENVIRONMENT to the SIZE of BYTES, each string with its NUL. Returns
 * the length, or 0 where it does not fit. */
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
nursery_bear(struct nursery *nursery, const int *fds, size_t count,
             char *const *environment)
{
    struct pollfd poller = {.fd = nursery->fd, .events = POLLIN};
    char bytes[BYTES_MAX];
    size_t length = pack(bytes, sizeof(bytes), environment);
    pid_t pid = 0;

    if (!nursery->ready || length == 0)
        return 0;
    if (handover_send(nursery->fd, bytes, length, fds, count) == 0 &&
        poll(&poller, 1, PATIENCE) == 1 &&
        recv(nursery->fd, &pid, sizeof(pid), 0) == (ssize_t)sizeof(pid))
        return pid > 0 ? pid : 0;
    kill(nursery->pid, SIGKILL); /* it must not bear one later */
    nursery_close(nursery);
    return 0;
}
