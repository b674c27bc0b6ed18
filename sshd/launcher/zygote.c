#include "launcher/zygote.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fdpass.h"
#include "base/zygote_protocol.h"
#include "launcher/program.h"
#include "process/process.h"

#define FORK_TIMEOUT_MS 1000

/* Set the zygote's own environment; each request brings that of its renderer.
 */
static void
zygote_set_environment(void)
{
    const char *tunables = getenv("GLIBC_TUNABLES");

    clearenv();
    setenv("LD_BIND_NOW", "1", 1); /* symbols are looked up once, for all */
    if (tunables != NULL)          /* as the owner set them for this program */
        setenv("GLIBC_TUNABLES", tunables, 1);
}

int
zygote_open(struct zygote *zygote, const struct program *program)
{
    int ends[2];
    pid_t self = getpid();
    pid_t pid;

    *zygote = (struct zygote){.fd = -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        process_die_with_parent(self, SIGKILL);
        dup2(ends[1], STDIN_FILENO);
        process_close_from_at_exec(STDERR_FILENO + 1);
        program_limit(program);
        zygote_set_environment();
        execl(program->path, "resume-ui", "--zygote", program->directory,
              (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return -1;
    }
    *zygote = (struct zygote){.pid = pid, .fd = ends[0]};
    return 0;
}

void
zygote_close(struct zygote *zygote)
{
    if (zygote->pid > 0)
        close(zygote->fd);
    *zygote = (struct zygote){.fd = -1};
}

void
zygote_receive(struct zygote *zygote)
{
    pid_t nobody;
    ssize_t n = recv(zygote->fd, &nobody, sizeof(nobody), MSG_DONTWAIT);

    if (n == 0)
        zygote_close(zygote);
    else if (n > 0)
        zygote->ready = true;
}

/* Write ENVIRONMENT to the SIZE of BYTES, each string with its NUL. Returns the
 * length, or 0 if it does not fit. */
static size_t
zygote_pack(char *bytes, size_t size, char *const *environment)
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
zygote_fork(struct zygote *zygote, const int *fds, size_t count,
            char *const *environment)
{
    struct pollfd poller = {.fd = zygote->fd, .events = POLLIN};
    char bytes[ZYGOTE_ENVIRONMENT_MAX];
    size_t length = zygote_pack(bytes, sizeof(bytes), environment);
    pid_t pid = 0;

    if (!zygote->ready || length == 0)
        return 0;
    if (fdpass_send(zygote->fd, bytes, length, fds, count) == 0 &&
        poll(&poller, 1, FORK_TIMEOUT_MS) == 1 &&
        recv(zygote->fd, &pid, sizeof(pid), 0) == (ssize_t)sizeof(pid))
        return pid > 0 ? pid : 0;
    kill(zygote->pid, SIGKILL); /* it must not fork the renderer later */
    zygote_close(zygote);
    return 0;
}
