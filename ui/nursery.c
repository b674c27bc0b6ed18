#include "nursery.h"

#include <linux/sched.h>
#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What a visit is going to need of the heap. It is there before the visitor
 * is: page by page it costs a tenth of the whole visit. */
#define ROOM ((size_t)256 * 1024)

#define BYTES_MAX 8192 /* of an environment */
#define STREAMS   3

struct order {
    int fds[STREAMS + 1]; /* the last one is the letter's */
    size_t count;
};

/* The next order; -1 where there is none any more. */
static int
receive(struct order *order)
{
    char byte;
    struct iovec part = {&byte, sizeof(byte)};
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
    order->count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(order->fds, CMSG_DATA(header), order->count * sizeof(int));
    return 0;
}

/* A session of our own; a single stream is its terminal. */
static void
take_streams(const struct order *order)
{
    size_t count = order->count - 1;

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

int
nursery_wait(void)
{
    struct order order;

    prctl(PR_SET_NAME, "resume-nursery");
    tzset(); /* read once, for all */
    tell(0); /* we are ready */
    while (receive(&order) == 0) {
        pid_t pid =
            (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);

        if (pid == 0) {
            prctl(PR_SET_NAME, "resume-berth");
            prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody else knows of us */
            take_streams(&order);
            return order.fds[order.count - 1];
        }
        tell(pid);
        for (size_t i = 0; i < order.count; i++)
            close(order.fds[i]);
    }
    return -1;
}

static void
make_room(void)
{
    const size_t page = 4096;
    char *room;

    mallopt(M_MMAP_THRESHOLD, 4 * ROOM); /* from the heap, */
    mallopt(M_TRIM_THRESHOLD, 4 * ROOM); /* where it stays */
    room = malloc(ROOM);
    if (room == NULL)
        return;
    madvise(room + page - (uintptr_t)room % page, ROOM - 2 * page,
            MADV_POPULATE_WRITE);
    free(room);
}

/* In a block of our own: setenv(3) would write to what it remembers of the
 * nursery's. Without memory there is none, which says nothing wrong. */
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

void
nursery_meet(int letter)
{
    char bytes[BYTES_MAX];
    size_t length = 0;
    ssize_t n;

    make_room();
    while ((n = read(letter, bytes + length, sizeof(bytes) - 1 - length)) > 0)
        length += (size_t)n;
    close(letter);
    if (length == 0)
        _exit(EXIT_SUCCESS);
    bytes[length] = '\0';
    set_environment(bytes, length);
    prctl(PR_SET_NAME, "resume-ui");
    prctl(PR_SET_PDEATHSIG, 0); /* the visit goes on without the porter */
}
