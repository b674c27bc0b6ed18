#pragma once

/*
 * Listening sockets: opened here, or passed by systemd.
 */

#include <stdbool.h>
#include <stddef.h>

struct error;
struct peer;

#define LISTENER_MAX 32

struct listener {
    int fds[LISTENER_MAX];
    const char *paths[LISTENER_MAX]; /* removed by listener_close(); or NULL */
    size_t count;
};

/* Listen at TEXT: "ADDR:PORT", "[ADDR]:PORT", "*:PORT" or "PORT". An address
 * family that this machine lacks is skipped. Returns -1 with ERROR filled if
 * none works, or one fails for another reason. */
int listener_open(struct listener *listener, const char *text,
                  struct error *error);

/* Listen at the Unix socket PATH, which must outlive LISTENER, with mode 0660.
 * A socket that no process listens at is replaced. Returns -1 with ERROR
 * filled. */
int listener_open_path(struct listener *listener, const char *path,
                       struct error *error);

/* Take ownership of COUNT listening descriptors from FIRST on; Unix sockets go
 * to PROXIED, others to LISTENER. Returns -1 with ERROR filled. */
int listener_adopt(struct listener *listener, struct listener *proxied,
                   int first, int count, struct error *error);

/* The number of connections that are pending at the TCP socket FD. */
size_t listener_backlog(int fd);

/* Whether a connection is pending at one of them. */
bool listener_has_pending(const struct listener *listener);

/* Close all, and remove the Unix sockets' paths that were created here. */
void listener_close(struct listener *listener);

/* Accept a connection, non-blocking and close-on-exec, and fill PEER. Returns
 * -1 and errno; EAGAIN if none is pending. */
int listener_accept(int fd, struct peer *peer);
