#pragma once

/*
 * The launcher's half of the zygote (fork server): a resume-ui that has read
 * the résumé and forks itself for each session. A session then needs no exec,
 * no linking and no parsing, and little memory of its own: without the zygote
 * it takes 1.4 times the CPU time, and 542 KiB instead of 257. The other half
 * is ui/zygote.h, the messages are in base/zygote_protocol.h.
 *
 * The children of the zygote are children of the launcher (CLONE_PARENT of
 * clone(2)), which signals and reaps them like those that it starts itself.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct program;

/* All zero: not running. */
struct zygote {
    pid_t pid;
    int fd;
    bool ready;
};

/* Start PROGRAM as a zygote; it is `ready` when it has read the résumé. Returns
 * -1 and errno. */
int zygote_open(struct zygote *zygote, const struct program *program);

/* Its descriptor is readable: it is ready, or has exited. */
void zygote_receive(struct zygote *zygote);

/* Let it exit, if it runs; the renderers that it forked stay. */
void zygote_close(struct zygote *zygote);

/* Have a renderer forked with the COUNT descriptors FDS, 2 or 4, which stay the
 * caller's, and ENVIRONMENT, which ends in NULL. Returns its pid, or 0 if the
 * zygote is not ready or fails; a zygote that does not answer in time is killed
 * and closed. */
pid_t zygote_fork(struct zygote *zygote, const int *fds, size_t count,
                  char *const *environment);
