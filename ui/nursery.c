#include "nursery.h"

#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define BYTES_MAX     8192
#define VARIABLES_MAX 64
#define STREAMS       3

struct order {
    char bytes[BYTES_MAX];
    size_t length;
    int fds[STREAMS];
    size_t count;
};

/* The next order that makes sense; -1 where there is none any more. */
static int
receive(struct order *order)
{
    struct iovec part = {order->bytes, sizeof(order->bytes)};
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

    if (n <= 0 || order->bytes[n - 1] != '\0' || header == NULL)
        return -1;
    order->length = (size_t)n;
    order->count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(order->fds, CMSG_DATA(header), order->count * sizeof(int));
    return 0;
}

/* ORDER's environment, where its strings lie, becomes ours. */
static void
take_environment(struct order *order)
{
    static char *variables[VARIABLES_MAX + 1];
    size_t count = 0;

    for (char *at = order->bytes;
         at < order->bytes + order->length && count < VARIABLES_MAX;
         at += strlen(at) + 1)
        variables[count++] = at;
    environ = variables;
}

/* A session of our own; a single descriptor is its terminal. */
static void
take_streams(const struct order *order)
{
    setsid();
    if (order->count == 1)
        ioctl(order->fds[0], TIOCSCTTY, 0);
    for (int i = 0; i < STREAMS; i++)
        dup2(order->fds[order->count == 1 ? 0 : i], i);
    for (size_t i = 0; i < order->count; i++)
        close(order->fds[i]);
}

int
nursery_wait(void)
{
    static struct order order;

    prctl(PR_SET_NAME, "resume-nursery");
    while (receive(&order) == 0) {
        pid_t pid =
            (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);

        if (pid == 0) {
            prctl(PR_SET_NAME, "resume-ui");
            take_streams(&order);
            take_environment(&order);
            return 0;
        }
        send(STDIN_FILENO, &pid, sizeof(pid), MSG_NOSIGNAL);
        for (size_t i = 0; i < order.count; i++)
            close(order.fds[i]);
    }
    return -1;
}
