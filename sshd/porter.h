#pragma once

/*
 * The porter: one process, forked before the first visitor comes, which
 * starts, signals and reaps the renderers of all visits. It reads nothing but
 * orders of fixed size (seat.h), and believes none of them unchecked; where a
 * worker is gone, it ends that worker's renderer. It knows no socket of a
 * visitor's; and no key, but where it replaces one that died: the supervisor
 * that it is then forked from has the keys in memory.
 */

#include <sys/types.h>

struct program;

struct porter {
    pid_t pid;
    int fd;
};

/* Fork it, for PROGRAM, which must outlive it. Returns -1 and errno. */
int porter_open(struct porter *porter, const struct program *program);

/* A seat for one more worker: its end of the socket, close-on-exec. Returns -1
 * and errno. */
int porter_seat(const struct porter *porter);

/* There is a new edition: renderers that start from now on show it. */
void porter_renew(const struct porter *porter);

/* No more seats; it ends when the last worker has. */
void porter_close(struct porter *porter);
