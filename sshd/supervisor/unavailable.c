#include "supervisor/unavailable.h"

#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/listener.h"
#include "net/peer.h"
#include "process/process.h"
#include "supervisor/reject.h"
#include "supervisor/systemd.h"

#define RETRY_TIME 30000 /* milliseconds */
#define PING_TIME  5000  /* milliseconds between pings of systemd's watchdog */

static const char message[] =
    "The server cannot start at the moment; please try again later.";

/* The socket option NAME of FD, a number; -1 if it has none. */
static int
unavailable_option(int fd, int name)
{
    socklen_t length = sizeof(int);
    int value = -1;

    getsockopt(fd, SOL_SOCKET, name, &value, &length);
    return value;
}

static void
unavailable_accept(struct reject *reject, int listening, uint64_t now)
{
    struct peer peer;
    int fd = listener_accept(listening, &peer);

    if (fd < 0)
        return;
    if (unavailable_option(listening, SO_DOMAIN) == AF_UNIX)
        close(fd);
    else
        reject_send(reject, fd, &peer, message, now);
}

void
unavailable_serve(int count, const char *reason)
{
    uint64_t now = clock_now(), end = now + RETRY_TIME;
    struct pollfd polls[LISTENER_MAX];
    struct reject reject = {.count = 0};
    char status[600];
    static const int ignored[] = {0};

    if (count <= 0)
        return;
    if (count > LISTENER_MAX)
        count = LISTENER_MAX;
    process_reset_signals(ignored);
    snprintf(status, sizeof(status), "STATUS=Cannot start: %s", reason);
    systemd_notify(status);
    for (int i = 0; i < count; i++) {
        int fd = SYSTEMD_FIRST_SOCKET + i;
        bool listening = unavailable_option(fd, SO_ACCEPTCONN) == 1;

        fcntl(fd, F_SETFL, O_NONBLOCK);
        polls[i] = (struct pollfd){.fd = listening ? fd : -1, .events = POLLIN};
    }
    for (; now < end; now = clock_now()) {
        uint64_t next = clock_earlier(end, reject_expire(&reject, now));

        /* The supervisor may have begun to ping. */
        systemd_notify("WATCHDOG=1");
        next = clock_earlier(next, now + PING_TIME);
        poll(polls, (nfds_t)count, clock_until(next, now));
        for (int i = 0; i < count; i++)
            if (polls[i].revents != 0)
                unavailable_accept(&reject, polls[i].fd, clock_now());
    }
    reject_fini(&reject);
}
