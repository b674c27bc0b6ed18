#pragma once

/*
 * The launcher: one process, forked before the first connection, which starts,
 * signals and reaps the renderers of all sessions. It reads nothing but
 * requests of fixed size (launcher_client.h), and checks each of them; when a
 * worker exits, it ends that worker's renderer. It has no client's socket. It
 * has no host key, except if it replaces a launcher that died: the supervisor,
 * from which it is then forked, has the keys in memory.
 */

#include <stdbool.h>
#include <sys/types.h>

struct program;

struct launcher {
    pid_t pid;
    int fd;
};

/* Fork it, for PROGRAM, which must outlive it. Returns -1 and errno. */
int launcher_open(struct launcher *launcher, const struct program *program);

/* Connect one more worker. Returns the worker's end of a socket, close-on-exec;
 * -1 and errno. */
int launcher_connect(const struct launcher *launcher);

/* There is a new snapshot: renderers that start from now on show it. */
void launcher_renew(const struct launcher *launcher);

/* Send it a message that it has only to read. */
void launcher_ping(const struct launcher *launcher);

/* Whether it has not read what it was sent. */
bool launcher_is_behind(const struct launcher *launcher);

/* Connect no more workers; the launcher exits when the last worker has. */
void launcher_close(struct launcher *launcher);
