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

#define MOMENT 3000 /* milliseconds for a header, in all */
#define REST   100  /* without accepting, when that failed */

/* 1 MORE: its header is on its way -> 2: a verdict, which waits for room on
 * the way to the office -> gone. */
struct item {
    int fd;
    uint64_t deadline;
    enum proxy_header_verdict verdict;
    size_t length;
    struct proxy_header header;
    unsigned char bytes[PROXY_HEADER_MAX];
};

static struct item pending[PROXY_READER_MAX];
static size_t count, room;
static uint64_t rest_until;

/* Read up to the end of the header and not a byte further: what is behind it
 * is for the worker. */
static enum proxy_header_verdict
listen_to(struct item *item)
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
proxy_reader_send(int parent_fd, const struct item *item)
{
    struct proxy_message body;
    bool welcome = item->verdict == PROXY_HEADER_VISITOR ||
                   item->verdict == PROXY_HEADER_CHECK;

    memset(&body, 0, sizeof(body));
    body.verdict = item->verdict;
    body.source = item->header.source;
    return fdpass_send(parent_fd, &body, sizeof(body), &item->fd,
                       welcome ? 1 : 0);
}

/* Send what has come to a verdict; false where it has to wait. */
static bool
pass_on(int parent_fd, struct item *item)
{
    if (item->verdict == PROXY_HEADER_MORE ||
        (proxy_reader_send(parent_fd, item) < 0 && errno == EAGAIN))
        return false;
    close(item->fd);
    *item = pending[--count];
    return true;
}

/* Of those whose header is on its way, the one that came first; NULL: none. */
static struct item *
find_oldest(void)
{
    struct item *oldest = NULL;

    for (struct item *a = pending; a < pending + count; a++)
        if (a->verdict == PROXY_HEADER_MORE &&
            (oldest == NULL || a->deadline < oldest->deadline))
            oldest = a;
    return oldest;
}

/* Whether there is a place for one more. */
static bool
make_room(int parent_fd)
{
    struct item *oldest;

    if (count < room)
        return true;
    oldest = find_oldest();
    if (oldest == NULL)
        return false;
    oldest->verdict = PROXY_HEADER_CROWDED;
    return pass_on(parent_fd, oldest);
}

static void
open_door(int listener_fd, int parent_fd, uint64_t now)
{
    while (make_room(parent_fd)) {
        struct item *item = &pending[count];
        struct sockaddr_storage nobody;
        socklen_t size = sizeof(nobody);
        int fd = accept4(listener_fd, (struct sockaddr *)&nobody, &size,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd < 0) {
            if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR)
                rest_until = now + REST;
            return;
        }
        item->fd = fd;
        item->length = 0;
        item->deadline = now + MOMENT;
        item->verdict = listen_to(item);
        count++;
        pass_on(parent_fd, item);
    }
}

/* Fill POLLS for the arrivals, and tell when the next one is too late. */
static uint64_t
await_headers(struct pollfd *polls, bool *waiting)
{
    uint64_t next = CLOCK_NEVER;

    *waiting = false;
    for (size_t i = 0; i < count; i++) {
        bool reading = pending[i].verdict == PROXY_HEADER_MORE;

        polls[i] = (struct pollfd){reading ? pending[i].fd : -1, POLLIN, 0};
        if (!reading)
            *waiting = true;
        else if (pending[i].deadline < next)
            next = pending[i].deadline;
    }
    return next;
}

/* Backwards, for whoever goes is replaced by the last. */
static void
receive_headers(const struct pollfd *polls, int parent_fd, uint64_t now)
{
    for (size_t i = count; i-- > 0;) {
        struct item *item = &pending[i];

        if (item->verdict == PROXY_HEADER_MORE && polls[i].revents != 0)
            item->verdict = listen_to(item);
        if (item->verdict == PROXY_HEADER_MORE && now >= item->deadline)
            item->verdict = PROXY_HEADER_LATE;
        pass_on(parent_fd, item);
    }
}

/* Wait for something to happen, and see to it; false when the office has
 * closed. */
static bool
turn(const struct listener *listeners, int parent_fd, bool closing)
{
    enum { OFFICE, DOORS };
    struct pollfd polls[DOORS + LISTENER_MAX + PROXY_READER_MAX];
    size_t first = DOORS + listeners->count;
    bool waiting;
    uint64_t next = await_headers(&polls[first], &waiting);
    uint64_t now = clock_now();
    bool open = !closing && now >= rest_until &&
                (count < room || find_oldest() != NULL);
    char byte;

    if (!closing && rest_until > now && rest_until < next)
        next = rest_until;
    polls[OFFICE] = (struct pollfd){
        parent_fd, (short)((closing ? 0 : POLLIN) | (waiting ? POLLOUT : 0)),
        0};
    for (size_t i = 0; i < listeners->count; i++)
        polls[DOORS + i] =
            (struct pollfd){open ? listeners->fds[i] : -1, POLLIN, 0};
    poll(polls, first + count, clock_until(next, now));
    now = clock_now();
    receive_headers(&polls[first], parent_fd, now);
    for (size_t i = 0; i < listeners->count; i++)
        if (polls[DOORS + i].revents != 0)
            open_door(listeners->fds[i], parent_fd, now);
    return closing || !(polls[OFFICE].revents & (POLLIN | POLLHUP)) ||
           recv(parent_fd, &byte, 1, MSG_DONTWAIT) != 0;
}

void
proxy_reader_run(const struct listener *listeners, int parent_fd, size_t places)
{
    room = places;
    while (turn(listeners, parent_fd, false))
        ;
    for (size_t i = 0; i < listeners->count; i++)
        open_door(listeners->fds[i], parent_fd, clock_now());
    while (count > 0)
        turn(listeners, parent_fd, true);
    _exit(EXIT_SUCCESS);
}
