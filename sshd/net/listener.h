#pragma once

/*
 * The sockets that visitors come in by: opened here, or taken from systemd.
 */

#include <stddef.h>

struct error;
struct peer;

#define LISTENER_MAX 32

struct listener {
    int fds[LISTENER_MAX];
    const char *paths[LISTENER_MAX]; /* to be removed at the end, or NULL */
    size_t count;
};

/* Listen at TEXT: "ADDR:PORT", "[ADDR]:PORT", "*:PORT" or "PORT". Returns
 * -1 with ERROR filled where not even one family can. */
int listener_open(struct listener *listener, const char *text,
                  struct error *error);

/* Listen at the Unix socket PATH, which must outlive LISTENER: for owner and
 * group alone, and in place of one that nobody listens at any more. */
int listener_open_path(struct listener *listener, const char *path,
                       struct error *error);

/* Take COUNT listening descriptors from FIRST on; Unix sockets go to
 * PROXIED. */
int listener_adopt(struct listener *listener, struct listener *proxied,
                   int first, int count, struct error *error);

/* Close them, and remove what was made for them. */
void listener_close(struct listener *listener);

/* The next connection, non-blocking and close-on-exec, with PEER filled; or
 * -1 and errno, EAGAIN where there is none. */
int listener_accept(int fd, struct peer *peer);
