#include "zygote.h"

#include <linux/sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define BYTES_MAX 8192 /* of an environment: sshd/zygote.c has the same */
#define STREAMS   3

struct order {
    int fds[STREAMS];
    size_t count, length;
    char bytes[BYTES_MAX + 1];
};

/* The next order; -1 where there is none any more, or one that is not whole:
 * for want of descriptors, say. */
static int
receive(struct order *order)
{
    struct iovec part = {order->bytes, BYTES_MAX};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(order->fds))];
    } control;
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    ssize_t n = recvmsg(STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
    const struct cmsghdr *header = CMSG_FIRSTHDR(&message);

    if (n <= 0 || header == NULL)
        return -1;
    order->length = (size_t)n;
    order->bytes[n] = '\0';
    order->count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    if ((order->count != 1 && order->count != STREAMS) ||
        (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)))
        return -1;
    memcpy(order->fds, CMSG_DATA(header), order->count * sizeof(int));
    return 0;
}

/* A session of our own; a single stream is its terminal. */
static void
take_streams(const struct order *order)
{
    size_t count = order->count;

    setsid();
    if (count == 1)
        ioctl(order->fds[0], TIOCSCTTY, 0);
    for (int i = 0; i < STREAMS; i++)
        dup2(order->fds[count == 1 ? 0 : i], i);
    for (size_t i = 0; i < count; i++)
        close(order->fds[i]);
}

static void
tell(pid_t pid)
{
    send(STDIN_FILENO, &pid, sizeof(pid), MSG_NOSIGNAL);
}

/* In a block of our own: setenv(3) would write to what it remembers of the
 * zygote's. Without memory there is none, which says nothing wrong. */
static void
set_environment(const char *bytes, size_t length)
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
    struct order order;

    prctl(PR_SET_NAME, "resume-zygote");
    tzset(); /* read once, for all */
    tell(0); /* we are ready */
    while (receive(&order) == 0) {
        pid_t pid =
            (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);

        if (pid == 0) {
            prctl(PR_SET_NAME, "resume-ui");
            take_streams(&order);
            set_environment(order.bytes, order.length);
            return 0;
        }
        tell(pid);
        memset(order.bytes, 0, order.length); /* not for the next visitor */
        for (size_t i = 0; i < order.count; i++)
            close(order.fds[i]);
    }
    return -1;
}
