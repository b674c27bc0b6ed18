#include "service.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "clock.h"

static const char *const ours[] = {
    "CREDENTIALS_DIRECTORY", "INVOCATION_ID",     "JOURNAL_STREAM",
    "LISTEN_FDNAMES",        "LISTEN_FDS",        "LISTEN_PID",
    "NOTIFY_SOCKET",         "RUNTIME_DIRECTORY", "WATCHDOG_PID",
    "WATCHDOG_USEC",
};

static char *notify_socket;

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

void
service_init(struct service *service)
{
    unsigned long long self = (unsigned long long)getpid();
    unsigned long long guarded = number("WATCHDOG_PID");

    memset(service, 0, sizeof(*service));
    service->credentials = copy("CREDENTIALS_DIRECTORY");
    service->runtime = copy("RUNTIME_DIRECTORY");
    notify_socket = copy("NOTIFY_SOCKET");
    if (number("LISTEN_PID") == self)
        service->sockets = (int)number("LISTEN_FDS");
    if (guarded == 0 || guarded == self)
        service->watchdog = number("WATCHDOG_USEC") / 1000 / 2;
    for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
        unsetenv(ours[i]);
}

void
service_notify(const char *state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length;
    int fd;

    if (notify_socket == NULL)
        return;
    length = strlen(notify_socket);
    if (length >= sizeof(address.sun_path))
        return;
    memcpy(address.sun_path, notify_socket, length);
    if (address.sun_path[0] == '@') /* the abstract namespace */
        address.sun_path[0] = '\0';
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return;
    sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address,
           (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
    close(fd);
}

void
service_notify_reloading(void)
{
    char state[64];

    snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%" PRIu64,
             clock_now() * 1000);
    service_notify(state);
}
