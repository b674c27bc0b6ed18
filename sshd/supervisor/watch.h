#pragma once

/*
 * Watches the content for changes: a file, its translations and the user's own
 * documents beside it, or a directory and the files in it. Every directory and
 * symbolic link on the way is watched with inotify(7), so that a link that is
 * changed and a directory that is renamed or replaced are noticed too. Where
 * something cannot be watched, the content is looked at from time to time
 * instead.
 *
 * What inotify reports is only a reason to look: a change is a change of what
 * stat(2) says. Several changes within SETTLE_TIME count as one.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;
struct watch_name;

struct watch {
    char *path; /* absolute; NULL: closed */
    int fd;     /* an inotify descriptor; -1: none */
    struct watch_name *names;
    size_t count;       /* of `names` */
    uint64_t seen;      /* of the content, when it was looked at last */
    uint64_t sum;       /* of its files, while it is looked at */
    uint64_t due;       /* when to look; CLOCK_NEVER: when `fd` is readable */
    bool blind, warned; /* something cannot be watched; the log says so */
};

/* Watch the file or directory PATH, which need not exist. Returns -1 with ERROR
 * filled where that is impossible. */
int watch_open(struct watch *watch, const char *path, uint64_t now,
               struct error *error);

/* All zero, or opened. */
void watch_close(struct watch *watch);

/* `fd` is readable at NOW: look soon if the content may have changed. */
void watch_read(struct watch *watch, uint64_t now);

/* Whether the content has changed, and not again for SETTLE_TIME before NOW;
 * true once for each such change. `due` says when to ask again. */
bool watch_is_due(struct watch *watch, uint64_t now);
