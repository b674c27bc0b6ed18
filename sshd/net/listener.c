#include "net/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.h"
#include "net/peer.h"
#include "process/log.h"

#define BACKLOG 1024 /* the kernel drops connections beyond it */

static bool
listener_is_port(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return digits > 0 && digits < 6 && text[digits] == '\0' &&
           atoi(text) <= UINT16_MAX;
}

/* Split TEXT into HOST, "" for any address, and *PORT. */
static int
listener_split(const char *text, char *host, size_t size, const char **port,
               struct error *error)
{
    const char *colon = strrchr(text, ':');
    const char *start = text;
    size_t length = colon != NULL ? (size_t)(colon - text) : 0;

    if (text[0] == '[') {
        if (length < 3 || colon[-1] != ']')
            return error_set(error, "not [ADDR]:PORT: \"%s\"", text);
        start++;
        length -= 2;
    } else if (memchr(text, ':', length) != NULL) {
        return error_set(error,
                         "an IPv6 address needs brackets, [ADDR]:PORT: "
                         "\"%s\"",
                         text);
    }
    if (length == 1 && *start == '*')
        length = 0;
    *port = colon != NULL ? colon + 1 : text;
    if (length >= size || !listener_is_port(*port))
        return error_set(error, "not ADDR:PORT: \"%s\"", text);
    memcpy(host, start, length);
    host[length] = '\0';
    return 0;
}

/* Write to TEXT where FD listens, for the log: an address or a path. */
static void
listener_name(int fd, char *text, size_t size)
{
    union {
        struct sockaddr_storage any;
        struct sockaddr_un local;
    } address;
    socklen_t length = sizeof(address) - 1; /* a path may lack its NUL */
    struct peer self;

    memset(&address, 0, sizeof(address));
    getsockname(fd, (struct sockaddr *)&address, &length);
    peer_init(&self, &address.any);
    snprintf(text, size, "%s",
             address.any.ss_family == AF_UNIX && address.local.sun_path[0]
                 ? address.local.sun_path
                 : self.text);
}

static int
listener_add(struct listener *listener, int fd, const char *path,
             struct error *error)
{
    char name[sizeof(struct sockaddr_storage)];

    if (listener->count == LISTENER_MAX)
        return error_set(error, "too many listening sockets: at most %d",
                         LISTENER_MAX);
    listener->paths[listener->count] = path;
    listener->fds[listener->count++] = fd;
    listener_name(fd, name, sizeof(name));
    LOG(EVENT_LISTENING, LOG_TEXT("address", name));
    return 0;
}

/* Returns a listening socket at ADDRESS, or -1 and errno. */
static int
listener_open_address(const struct addrinfo *address)
{
    int yes = 1;
    int fd = socket(address->ai_family,
                    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (address->ai_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
    if (bind(fd, address->ai_addr, address->ai_addrlen) < 0 ||
        listen(fd, BACKLOG) < 0) {
        int saved = errno;

        close(fd);
        errno = saved;
        return -1;
    }
    return fd;
}

/* Listen at every address of LIST; skip a family that this machine lacks if
 * another works. */
static int
listener_open_all(struct listener *listener, const struct addrinfo *list,
                  const char *text, struct error *error)
{
    size_t before = listener->count;
    int missing = 0;

    for (; list != NULL; list = list->ai_next) {
        int fd = listener_open_address(list);

        if (fd >= 0) {
            if (listener_add(listener, fd, NULL, error) < 0)
                return -1;
        } else if (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL) {
            missing = errno;
        } else {
            return error_set(error, "cannot listen at %s: %s", text,
                             strerror(errno));
        }
    }
    if (listener->count == before)
        return error_set(error, "cannot listen at %s: %s", text,
                         strerror(missing));
    return 0;
}

int
listener_open(struct listener *listener, const char *text, struct error *error)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *list;
    char host[256] = "";
    const char *port = NULL;
    int outcome;

    if (listener_split(text, host, sizeof(host), &port, error) < 0)
        return -1;
    outcome = getaddrinfo(host[0] != '\0' ? host : NULL, port, &hints, &list);
    if (outcome != 0)
        return error_set(error, "cannot listen at %s: %s", text,
                         gai_strerror(outcome));
    outcome = listener_open_all(listener, list, text, error);
    freeaddrinfo(list);
    return outcome;
}

/* Remove the socket at ADDRESS, if there is one. Fails if a process listens at
 * it. */
static int
listener_remove_stale(const struct sockaddr_un *address, struct error *error)
{
    const char *path = address->sun_path;
    struct stat status;
    int fd, outcome, saved;

    if (lstat(path, &status) < 0)
        return 0;
    if (!S_ISSOCK(status.st_mode))
        return error_set(error, "cannot listen at %s: not a socket", path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    outcome = connect(fd, (const struct sockaddr *)address, sizeof(*address));
    saved = errno;
    close(fd);
    if (outcome == 0 || saved != ECONNREFUSED)
        return error_set(error, "cannot listen at %s: already in use", path);
    unlink(path);
    return 0;
}

int
listener_open_path(struct listener *listener, const char *path,
                   struct error *error)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd;

    if (strlen(path) >= sizeof(address.sun_path))
        return error_set(error,
                         "cannot listen at %s: a socket's path has at most "
                         "%zu bytes",
                         path, sizeof(address.sun_path) - 1);
    strcpy(address.sun_path, path);
    if (listener_remove_stale(&address, error) < 0)
        return -1;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0 ||
        chmod(path, 0660) < 0 || listen(fd, BACKLOG) < 0) {
        error_set(error, "cannot listen at %s: %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return -1;
    }
    return listener_add(listener, fd, path, error);
}

/* Returns 1 if FD is a listening Unix socket, 0 if it is a listening socket of
 * another family, else -1. */
static int
listener_examine(int fd)
{
    int listening = 0, domain = 0;
    socklen_t size = sizeof(int);

    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) < 0 ||
        getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) < 0 || !listening)
        return -1;
    return domain == AF_UNIX;
}

int
listener_adopt(struct listener *listener, struct listener *proxied, int first,
               int count, struct error *error)
{
    for (int fd = first; fd < first + count; fd++) {
        int local = listener_examine(fd);

        if (local < 0)
            return error_set(error,
                             "cannot listen at descriptor %d of the service "
                             "manager: not a listening socket",
                             fd);
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        fcntl(fd, F_SETFL, O_NONBLOCK);
        if (listener_add(local ? proxied : listener, fd, NULL, error) < 0)
            return -1;
    }
    return 0;
}

bool
listener_has_pending(const struct listener *listener)
{
    struct pollfd polls[LISTENER_MAX];

    for (size_t i = 0; i < listener->count; i++)
        polls[i] = (struct pollfd){listener->fds[i], POLLIN, 0};
    return poll(polls, listener->count, 0) > 0;
}

size_t
listener_backlog(int fd)
{
    struct tcp_info info = {.tcpi_unacked = 0};
    socklen_t size = sizeof(info);

    /* For a listening socket, the length of its accept queue. */
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0
               ? info.tcpi_unacked
               : 0;
}

void
listener_close(struct listener *listener)
{
    while (listener->count > 0) {
        const char *path = listener->paths[--listener->count];

        if (path != NULL)
            unlink(path);
        close(listener->fds[listener->count]);
    }
}

int
listener_accept(int fd, struct peer *peer)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof(address);
    int connection;

    memset(&address, 0, sizeof(address));
    connection = accept4(fd, (struct sockaddr *)&address, &size,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (connection >= 0)
        peer_init(peer, &address);
    return connection;
}
