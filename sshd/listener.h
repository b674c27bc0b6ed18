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
    size_t count;
};

/* Listen at TEXT: "ADDR:PORT", "[ADDR]:PORT", "*:PORT" or "PORT". Returns
 * -1 with ERROR filled where not even one family can. */
int listener_open(struct listener *listener, const char *text,
                  struct error *error);

/* Take COUNT listening descriptors from FIRST on. */
int listener_adopt(struct listener *listener, int first, int count,
                   struct error *error);

void listener_close(struct listener *listener);

/* The next connection, non-blocking and close-on-exec, with PEER filled; or
 * -1 and errno, EAGAIN where there is none. */
int listener_accept(int fd, struct peer *peer);
