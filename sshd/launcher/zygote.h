#pragma once

/*
 * Our half of the zygote: a renderer that was started ahead of need, has
 * read what it shows, and forks itself for every visit, which so costs no
 * exec, no linking and no reading, and little memory of its own: without it a
 * visit takes 1.4 times the processor, and 542 KiB instead of 257. The other
 * half, and what the two say to each other, is ui/zygote.h.
 *
 * Its children become ours (CLONE_PARENT of clone(2)), to signal and to reap
 * like those that we start ourselves.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct program;

/* Zero is none; its pid is of use for telling its death from others'. */
struct zygote {
    pid_t pid;
    int fd;
    bool ready;
};

/* Start PROGRAM as a zygote, which is of use when it has read what it shows.
 * Returns -1 and errno. */
int zygote_open(struct zygote *zygote, const struct program *program);

/* There is something on its descriptor: it is ready, or gone. */
void zygote_receive(struct zygote *zygote);

/* Send it away; those born there stay. Nothing where there is none. */
void zygote_close(struct zygote *zygote);

/* Have a renderer forked with the COUNT descriptors FDS, 1 or 3, which stay
 * the caller's, and ENVIRONMENT, which ends in NULL. Returns its pid; or 0
 * where the zygote cannot, or not yet; one that does not answer in time is
 * killed and closed. */
pid_t zygote_fork(struct zygote *zygote, const int *fds, size_t count,
                  char *const *environment);
