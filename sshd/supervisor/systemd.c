#include "supervisor/systemd.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/array.h"

static const char *const ours[] = {
    "CREDENTIALS_DIRECTORY", "INVOCATION_ID",     "JOURNAL_STREAM",
    "LISTEN_FDNAMES",        "LISTEN_FDS",        "LISTEN_PID",
    "NOTIFY_SOCKET",         "RUNTIME_DIRECTORY", "WATCHDOG_PID",
    "WATCHDOG_USEC",
};

static struct sockaddr_un notify_address;
static socklen_t notify_size;
static int notify_socket = -1;

/* The number in variable NAME, 0 where there is none. */
static unsigned long long
number(const char *name)
{
    const char *text = getenv(name);

    return text != NULL ? strtoull(text, NULL, 10) : 0;
}

static char *
copy(const char *name)
{
    const char *text = getenv(name);

    return text != NULL && *text != '\0' ? strdup(text) : NULL;
}

/* The socket stays open: no descriptors left is no reason for the watchdog to
 * bite. */
static void
open_notify_socket(const char *path)
{
    size_t length = path != NULL ? strlen(path) : 0;

    if (length == 0 || length >= sizeof(notify_address.sun_path))
        return;
    notify_address.sun_family = AF_UNIX;
    memcpy(notify_address.sun_path, path, length);
    if (path[0] == '@') /* the abstract namespace */
        notify_address.sun_path[0] = '\0';
    notify_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    notify_socket =
        socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

void
systemd_init(struct systemd *systemd)
{
    unsigned long long self = (unsigned long long)getpid();
    unsigned long long guarded = number("WATCHDOG_PID");

    memset(systemd, 0, sizeof(*systemd));
    systemd->credentials = copy("CREDENTIALS_DIRECTORY");
    systemd->runtime = copy("RUNTIME_DIRECTORY");
    open_notify_socket(getenv("NOTIFY_SOCKET"));
    if (number("LISTEN_PID") == self)
        systemd->sockets = (int)number("LISTEN_FDS");
    if (guarded == 0 || guarded == self)
        systemd->watchdog = number("WATCHDOG_USEC") / 1000 / 2;
    for (size_t i = 0; i < COUNT(ours); i++)
        unsetenv(ours[i]);
}

void
systemd_notify(const char *state)
{
    if (notify_socket >= 0)
        sendto(notify_socket, state, strlen(state), MSG_NOSIGNAL,
               (struct sockaddr *)&notify_address, notify_size);
}

void
systemd_notify_reloading(void)
{
    char state[64];

    snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%" PRIu64,
             clock_now() * 1000);
    systemd_notify(state);
}
