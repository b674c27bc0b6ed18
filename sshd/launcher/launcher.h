#pragma once

/*
 * The launcher: one process, forked before the first visitor comes, which
 * starts, signals and reaps the renderers of all visits. It reads nothing but
 * orders of fixed size (seat.h), and believes none of them unchecked; where a
 * worker is gone, it ends that worker's renderer. It knows no socket of a
 * visitor's; and no key, but where it replaces one that died: the supervisor
 * that it is then forked from has the keys in memory.
 */

#include <sys/types.h>

struct program;

struct launcher {
    pid_t pid;
    int fd;
};

/* Fork it, for PROGRAM, which must outlive it. Returns -1 and errno. */
int launcher_open(struct launcher *launcher, const struct program *program);

/* A seat for one more worker: its end of the socket, close-on-exec. Returns -1
 * and errno. */
int launcher_connect(const struct launcher *launcher);

/* There is a new edition: renderers that start from now on show it. */
void launcher_renew(const struct launcher *launcher);

/* No more seats; it ends when the last worker has. */
void launcher_close(struct launcher *launcher);
