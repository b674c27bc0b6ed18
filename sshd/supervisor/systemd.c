#include "supervisor/systemd.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"

static const char *const systemd_variables[] = {
    "CREDENTIALS_DIRECTORY", "INVOCATION_ID",     "JOURNAL_STREAM",
    "LISTEN_FDNAMES",        "LISTEN_FDS",        "LISTEN_PID",
    "NOTIFY_SOCKET",         "RUNTIME_DIRECTORY", "STATE_DIRECTORY",
    "WATCHDOG_PID",          "WATCHDOG_USEC",
};

static struct sockaddr_un systemd_address;
static socklen_t systemd_address_size;
static int systemd_socket = -1;

/* The number in the variable NAME; 0 if it is unset. */
static unsigned long long
systemd_number(const char *name)
{
    const char *text = getenv(name);

    return text != NULL ? strtoull(text, NULL, 10) : 0;
}

/* A copy of the variable NAME; NULL if it is unset or empty. */
static char *
systemd_string(const char *name)
{
    const char *text = getenv(name);

    return text != NULL && *text != '\0' ? strdup(text) : NULL;
}

/* The socket stays open, so that watchdog pings need no new descriptor. */
static void
systemd_open_socket(const char *path)
{
    size_t length = path != NULL ? strlen(path) : 0;

    if (length == 0 || length >= sizeof(systemd_address.sun_path))
        return;
    systemd_address.sun_family = AF_UNIX;
    memcpy(systemd_address.sun_path, path, length);
    if (path[0] == '@') /* the abstract namespace */
        systemd_address.sun_path[0] = '\0';
    systemd_address_size =
        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    systemd_socket =
        socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

void
systemd_init(struct systemd *systemd)
{
    unsigned long long self = (unsigned long long)getpid();
    unsigned long long watched = systemd_number("WATCHDOG_PID");

    memset(systemd, 0, sizeof(*systemd));
    systemd->credentials = systemd_string("CREDENTIALS_DIRECTORY");
    systemd->state = systemd_string("STATE_DIRECTORY");
    systemd->runtime = systemd_string("RUNTIME_DIRECTORY");
    systemd_open_socket(getenv("NOTIFY_SOCKET"));
    if (systemd_number("LISTEN_PID") == self)
        systemd->sockets = (int)systemd_number("LISTEN_FDS");
    if (watched == 0 || watched == self)
        systemd->watchdog = systemd_number("WATCHDOG_USEC") / 1000 / 2;
    for (size_t i = 0; i < COUNT(systemd_variables); i++)
        unsetenv(systemd_variables[i]);
}

void
systemd_notify(const char *state)
{
    if (systemd_socket >= 0)
        sendto(systemd_socket, state, strlen(state), MSG_NOSIGNAL,
               (struct sockaddr *)&systemd_address, systemd_address_size);
}

void
systemd_notify_reloading(void)
{
    char state[64];

    snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%" PRIu64,
             clock_now() * 1000);
    systemd_notify(state);
}
