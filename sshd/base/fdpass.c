#include "base/fdpass.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* CMSG_SPACE() adds no padding to an even number of ints, so no more than
 * FDPASS_MAX descriptors fit. */
union control {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int) * FDPASS_MAX)];
};

int
fdpass_send(int socket, const void *bytes, size_t length, const int *fds,
            size_t count)
{
    const union {
        const void *given;
        void *taken; /* which sendmsg(2) only reads */
    } data = {.given = bytes};
    struct iovec part = {.iov_base = data.taken, .iov_len = length};
    union control control = {.bytes = {0}};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

    if (count > FDPASS_MAX) {
        errno = EINVAL;
        return -1;
    }
    if (count > 0) {
        struct cmsghdr *header = &control.header;

        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int) * count);
        memcpy(CMSG_DATA(header), fds, sizeof(int) * count);
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
}

/* Copy the descriptors of MESSAGE to FDS. Returns how many there are. */
static size_t
fdpass_take(struct msghdr *message, int *fds)
{
    const struct cmsghdr *header = CMSG_FIRSTHDR(message);
    size_t length;

    if (header == NULL || header->cmsg_level != SOL_SOCKET ||
        header->cmsg_type != SCM_RIGHTS)
        return 0;
    length = header->cmsg_len - CMSG_LEN(0);
    memcpy(fds, CMSG_DATA(header), length);
    return length / sizeof(int);
}

ssize_t
fdpass_receive(int socket, void *bytes, size_t size, int *fds, size_t *count)
{
    struct iovec part = {.iov_base = bytes, .iov_len = size};
    union control control;
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    ssize_t n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);

    *count = 0;
    if (n < 0)
        return -1;
    *count = fdpass_take(&message, fds);
    if (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC))
        while (*count > 0)
            close(fds[--*count]);
    if (message.msg_flags & MSG_CTRUNC)
        errno = EMFILE;
    if (!(message.msg_flags & MSG_TRUNC))
        return n;
    errno = EMSGSIZE;
    return -1;
}
