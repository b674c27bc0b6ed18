#include "zygote.h"

#include <linux/sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "language/date.h"
#include "sshd/base/clock.h"
#include "sshd/base/fdpass.h"
#include "sshd/base/title.h"
#include "sshd/base/visit_message.h"
#include "sshd/base/zygote_protocol.h"

struct request {
    int fds[FDPASS_MAX];
    size_t count, length;
    char bytes[ZYGOTE_ENVIRONMENT_MAX + 1];
};

/* Receive the next request. Returns -1 at the end, or if a request is
 * incomplete, for example without free descriptors. */
static int
zygote_receive(struct request *request)
{
    ssize_t n =
        fdpass_receive(STDIN_FILENO, request->bytes, ZYGOTE_ENVIRONMENT_MAX,
                       request->fds, &request->count);

    if (n <= 0 || (request->count != 2 && request->count != ZYGOTE_STREAMS + 1))
        return -1;
    request->length = (size_t)n;
    request->bytes[n] = '\0';
    return 0;
}

/* Start a process session; a single stream is its controlling terminal. The
 * last descriptor is the pipe for visit messages. */
static void
zygote_take_streams(const struct request *request)
{
    size_t streams = request->count - 1;

    setsid();
    if (streams == 1)
        ioctl(request->fds[0], TIOCSCTTY, 0);
    for (int i = 0; i < ZYGOTE_STREAMS; i++)
        dup2(request->fds[streams == 1 ? 0 : i], i);
    dup2(request->fds[streams], VISIT_FD);
    for (size_t i = 0; i <= streams; i++)
        if (request->fds[i] != VISIT_FD)
            close(request->fds[i]);
}

static void
zygote_reply(pid_t pid)
{
    send(STDIN_FILENO, &pid, sizeof(pid), MSG_NOSIGNAL);
}

/* Set the environment in a block of its own: setenv(3) would write to pages
 * shared with the zygote. Without memory it is empty. */
static void
zygote_set_environment(const char *bytes, size_t length)
{
    char **variables, *copy;
    size_t count = 0;

    for (size_t at = 0; at < length; at += strlen(bytes + at) + 1)
        count++;
    variables = malloc((count + 1) * sizeof(*variables) + length + 1);
    environ = variables;
    if (variables == NULL)
        return;
    copy = (char *)&variables[count + 1];
    memcpy(copy, bytes, length + 1);
    for (size_t i = 0; i < count; i++, copy += strlen(copy) + 1)
        variables[i] = copy;
    variables[count] = NULL;
}

int
zygote_wait(void)
{
    struct request request;

    title_set("resume-zygote", "resume-ui: zygote");
    tzset();     /* read once for all children */
    clock_now(); /* maps the kernel's page of the time, for all, too */
    zygote_reply(ZYGOTE_READY);
    while (zygote_receive(&request) == 0) {
        pid_t pid;

        date_today(); /* kept for the child */
        pid = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);

        if (pid == 0) {
            title_set("resume-ui", "resume-ui");
            zygote_take_streams(&request);
            zygote_set_environment(request.bytes, request.length);
            return 0;
        }
        zygote_reply(pid);
        /* Hide it from the next child. */
        memset(request.bytes, 0, request.length);
        for (size_t i = 0; i < request.count; i++)
            close(request.fds[i]);
    }
    return -1;
}
