#include "proxy/proxy_reader.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fdpass.h"
#include "net/listener.h"

#define HEADER_MS 3000 /* for a whole header */
#define REST_MS   100  /* without accepting, after that failed */

/* A connection. While its verdict is MORE, its header is being read; then it
 * waits for the parent to read its message; then it is closed and removed. */
struct pending {
    int fd;
    uint64_t deadline;
    enum proxy_header_verdict verdict;
    size_t length;
    struct proxy_header header;
    unsigned char bytes[PROXY_HEADER_MAX];
};

static struct pending pendings[PROXY_READER_MAX];
static size_t pending_count, pending_max;
static uint64_t rest_until;

/* Read up to the end of the header and no byte more: what follows is the
 * worker's. */
static enum proxy_header_verdict
proxy_reader_receive(struct pending *item)
{
    for (;;) {
        enum proxy_header_verdict verdict =
            proxy_header_read(&item->header, item->bytes, item->length);
        ssize_t n;

        if (verdict != PROXY_HEADER_MORE)
            return verdict;
        n = recv(item->fd, item->bytes + item->length,
                 item->header.length - item->length, 0);
        if (n < 0 && errno == EAGAIN)
            return PROXY_HEADER_MORE;
        if (n <= 0)
            return PROXY_HEADER_CUT;
        item->length += (size_t)n;
    }
}

static int
proxy_reader_send(int parent_fd, const struct pending *item)
{
    struct proxy_message body;
    bool passed = item->verdict == PROXY_HEADER_VISITOR ||
                  item->verdict == PROXY_HEADER_CHECK;

    memset(&body, 0, sizeof(body));
    body.verdict = item->verdict;
    body.source = item->header.source;
    return fdpass_send(parent_fd, &body, sizeof(body), &item->fd,
                       passed ? 1 : 0);
}

/* Send the message of ITEM and remove it, if it has a verdict. Returns false if
 * it has none, or must wait for the parent. */
static bool
proxy_reader_finish(int parent_fd, struct pending *item)
{
    if (item->verdict == PROXY_HEADER_MORE ||
        (proxy_reader_send(parent_fd, item) < 0 && errno == EAGAIN))
        return false;
    close(item->fd);
    *item = pendings[--pending_count];
    return true;
}

/* The oldest connection whose header is being read; NULL: none. */
static struct pending *
proxy_reader_oldest(void)
{
    struct pending *oldest = NULL;

    for (struct pending *a = pendings; a < pendings + pending_count; a++)
        if (a->verdict == PROXY_HEADER_MORE &&
            (oldest == NULL || a->deadline < oldest->deadline))
            oldest = a;
    return oldest;
}

/* Make room for one more connection, by dropping the oldest if
 * necessary. Returns false if no room can be made. */
static bool
proxy_reader_make_room(int parent_fd)
{
    struct pending *oldest;

    if (pending_count < pending_max)
        return true;
    oldest = proxy_reader_oldest();
    if (oldest == NULL)
        return false;
    oldest->verdict = PROXY_HEADER_CROWDED;
    return proxy_reader_finish(parent_fd, oldest);
}

/* Accept the connections that are pending at LISTENER_FD, as far as there is
 * room. */
static void
proxy_reader_accept(int listener_fd, int parent_fd, uint64_t now)
{
    while (proxy_reader_make_room(parent_fd)) {
        struct pending *item = &pendings[pending_count];
        struct sockaddr_storage balancer; /* ignored */
        socklen_t size = sizeof(balancer);
        int fd = accept4(listener_fd, (struct sockaddr *)&balancer, &size,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd < 0) {
            if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR)
                rest_until = now + REST_MS;
            return;
        }
        item->fd = fd;
        item->length = 0;
        item->deadline = now + HEADER_MS;
        item->verdict = proxy_reader_receive(item);
        pending_count++;
        proxy_reader_finish(parent_fd, item);
    }
}

/* Fill POLLS, one for each connection, and *WAITING: some message waits for
 * the parent. Returns the earliest deadline of a header, or CLOCK_NEVER. */
static uint64_t
proxy_reader_fill_polls(struct pollfd *polls, bool *waiting)
{
    uint64_t next = CLOCK_NEVER;

    *waiting = false;
    for (size_t i = 0; i < pending_count; i++) {
        bool reading = pendings[i].verdict == PROXY_HEADER_MORE;

        polls[i] = (struct pollfd){reading ? pendings[i].fd : -1, POLLIN, 0};
        if (!reading)
            *waiting = true;
        else if (pendings[i].deadline < next)
            next = pendings[i].deadline;
    }
    return next;
}

/* Read what POLLS reports, and finish what has a verdict. Backwards, because
 * the last connection takes the place of a removed one. */
static void
proxy_reader_receive_all(const struct pollfd *polls, int parent_fd,
                         uint64_t now)
{
    for (size_t i = pending_count; i-- > 0;) {
        struct pending *item = &pendings[i];

        if (item->verdict == PROXY_HEADER_MORE && polls[i].revents != 0)
            item->verdict = proxy_reader_receive(item);
        if (item->verdict == PROXY_HEADER_MORE && now >= item->deadline)
            item->verdict = PROXY_HEADER_LATE;
        proxy_reader_finish(parent_fd, item);
    }
}

enum proxy_reader_mode {
    ACCEPTING,
    DRAINING, /* accept nothing; the parent has shut down its end */
};

/* Wait for the next event and handle it. Returns false when the parent has shut
 * down its end while MODE is ACCEPTING. */
static bool
proxy_reader_turn(const struct listener *listeners, int parent_fd,
                  enum proxy_reader_mode mode)
{
    enum { PARENT, LISTENERS };
    struct pollfd polls[LISTENERS + LISTENER_MAX + PROXY_READER_MAX];
    size_t first = LISTENERS + listeners->count;
    bool waiting;
    uint64_t next = proxy_reader_fill_polls(&polls[first], &waiting);
    uint64_t now = clock_now();
    bool accepting = mode == ACCEPTING;
    bool open = accepting && now >= rest_until &&
                (pending_count < pending_max || proxy_reader_oldest() != NULL);
    char byte;

    if (accepting && rest_until > now && rest_until < next)
        next = rest_until;
    polls[PARENT] = (struct pollfd){
        parent_fd, (short)((accepting ? POLLIN : 0) | (waiting ? POLLOUT : 0)),
        0};
    for (size_t i = 0; i < listeners->count; i++)
        polls[LISTENERS + i] =
            (struct pollfd){open ? listeners->fds[i] : -1, POLLIN, 0};
    poll(polls, first + pending_count, clock_until(next, now));
    now = clock_now();
    proxy_reader_receive_all(&polls[first], parent_fd, now);
    for (size_t i = 0; i < listeners->count; i++)
        if (polls[LISTENERS + i].revents != 0)
            proxy_reader_accept(listeners->fds[i], parent_fd, now);
    return !accepting || !(polls[PARENT].revents & (POLLIN | POLLHUP)) ||
           recv(parent_fd, &byte, 1, MSG_DONTWAIT) != 0;
}

void
proxy_reader_run(const struct listener *listeners, int parent_fd,
                 size_t capacity)
{
    pending_max = capacity;
    while (proxy_reader_turn(listeners, parent_fd, ACCEPTING))
        ;
    for (size_t i = 0; i < listeners->count; i++)
        proxy_reader_accept(listeners->fds[i], parent_fd, clock_now());
    while (pending_count > 0)
        proxy_reader_turn(listeners, parent_fd, DRAINING);
    _exit(EXIT_SUCCESS);
}
