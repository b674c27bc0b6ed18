#include "arrivals.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "handover.h"
#include "listener.h"

#define MOMENT 3000 /* milliseconds for a header, in all */
#define REST   100  /* without accepting, when that failed */

/* 1 MORE: its header is on its way -> 2: a verdict, which waits for room on
 * the way to the office -> gone. */
struct arrival {
    int fd;
    uint64_t deadline;
    enum proxy_verdict verdict;
    size_t length;
    struct proxy_header header;
    unsigned char bytes[PROXY_MAX];
};

static struct arrival arrivals[ARRIVALS_MAX];
static size_t count, room;
static uint64_t rest_until;

/* Read up to the end of the header and not a byte further: what is behind it
 * is for the worker. */
static enum proxy_verdict
listen_to(struct arrival *arrival)
{
    for (;;) {
        enum proxy_verdict verdict =
            proxy_read(&arrival->header, arrival->bytes, arrival->length);
        ssize_t n;

        if (verdict != PROXY_MORE)
            return verdict;
        n = recv(arrival->fd, arrival->bytes + arrival->length,
                 arrival->header.length - arrival->length, 0);
        if (n < 0 && errno == EAGAIN)
            return PROXY_MORE;
        if (n <= 0)
            return PROXY_CUT;
        arrival->length += (size_t)n;
    }
}

static int
send_letter(int office, const struct arrival *arrival)
{
    struct arrivals_letter letter;
    bool welcome =
        arrival->verdict == PROXY_VISITOR || arrival->verdict == PROXY_CHECK;

    memset(&letter, 0, sizeof(letter));
    letter.verdict = arrival->verdict;
    letter.source = arrival->header.source;
    return handover_send(office, &letter, sizeof(letter), &arrival->fd,
                         welcome ? 1 : 0);
}

/* Send what has come to a verdict; false where it has to wait. */
static bool
pass_on(int office, struct arrival *arrival)
{
    if (arrival->verdict == PROXY_MORE ||
        (send_letter(office, arrival) < 0 && errno == EAGAIN))
        return false;
    close(arrival->fd);
    *arrival = arrivals[--count];
    return true;
}

/* Of those whose header is on its way, the one that came first; NULL: none. */
static struct arrival *
find_oldest(void)
{
    struct arrival *oldest = NULL;

    for (struct arrival *a = arrivals; a < arrivals + count; a++)
        if (a->verdict == PROXY_MORE &&
            (oldest == NULL || a->deadline < oldest->deadline))
            oldest = a;
    return oldest;
}

/* Whether there is a place for one more. */
static bool
make_room(int office)
{
    struct arrival *oldest;

    if (count < room)
        return true;
    oldest = find_oldest();
    if (oldest == NULL)
        return false;
    oldest->verdict = PROXY_CROWDED;
    return pass_on(office, oldest);
}

static void
open_door(int door, int office, uint64_t now)
{
    while (make_room(office)) {
        struct arrival *arrival = &arrivals[count];
        struct sockaddr_storage nobody;
        socklen_t size = sizeof(nobody);
        int fd = accept4(door, (struct sockaddr *)&nobody, &size,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd < 0) {
            if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR)
                rest_until = now + REST;
            return;
        }
        arrival->fd = fd;
        arrival->length = 0;
        arrival->deadline = now + MOMENT;
        arrival->verdict = listen_to(arrival);
        count++;
        pass_on(office, arrival);
    }
}

/* Fill POLLS for the arrivals, and tell when the next one is too late. */
static uint64_t
await_headers(struct pollfd *polls, bool *waiting)
{
    uint64_t next = CLOCK_NEVER;

    *waiting = false;
    for (size_t i = 0; i < count; i++) {
        bool reading = arrivals[i].verdict == PROXY_MORE;

        polls[i] = (struct pollfd){reading ? arrivals[i].fd : -1, POLLIN, 0};
        if (!reading)
            *waiting = true;
        else if (arrivals[i].deadline < next)
            next = arrivals[i].deadline;
    }
    return next;
}

/* Backwards, for whoever goes is replaced by the last. */
static void
receive_headers(const struct pollfd *polls, int office, uint64_t now)
{
    for (size_t i = count; i-- > 0;) {
        struct arrival *arrival = &arrivals[i];

        if (arrival->verdict == PROXY_MORE && polls[i].revents != 0)
            arrival->verdict = listen_to(arrival);
        if (arrival->verdict == PROXY_MORE && now >= arrival->deadline)
            arrival->verdict = PROXY_LATE;
        pass_on(office, arrival);
    }
}

/* Wait for something to happen, and see to it; false when the office has
 * closed. */
static bool
turn(const struct listener *doors, int office, bool closing)
{
    enum { OFFICE, DOORS };
    struct pollfd polls[DOORS + LISTENER_MAX + ARRIVALS_MAX];
    size_t first = DOORS + doors->count;
    bool waiting;
    uint64_t next = await_headers(&polls[first], &waiting);
    uint64_t now = clock_now();
    bool open = !closing && now >= rest_until &&
                (count < room || find_oldest() != NULL);
    char byte;

    if (!closing && rest_until > now && rest_until < next)
        next = rest_until;
    polls[OFFICE] = (struct pollfd){
        office, (short)((closing ? 0 : POLLIN) | (waiting ? POLLOUT : 0)), 0};
    for (size_t i = 0; i < doors->count; i++)
        polls[DOORS + i] =
            (struct pollfd){open ? doors->fds[i] : -1, POLLIN, 0};
    poll(polls, first + count, clock_until(next, now));
    now = clock_now();
    receive_headers(&polls[first], office, now);
    for (size_t i = 0; i < doors->count; i++)
        if (polls[DOORS + i].revents != 0)
            open_door(doors->fds[i], office, now);
    return closing || !(polls[OFFICE].revents & (POLLIN | POLLHUP)) ||
           recv(office, &byte, 1, MSG_DONTWAIT) != 0;
}

void
arrivals_run(const struct listener *doors, int office, size_t places)
{
    room = places;
    while (turn(doors, office, false))
        ;
    for (size_t i = 0; i < doors->count; i++)
        open_door(doors->fds[i], office, clock_now());
    while (count > 0)
        turn(doors, office, true);
    _exit(EXIT_SUCCESS);
}
