#pragma once

/*
 * Watches the content for changes: a file, its translations and the user's own
 * documents beside it, or a directory and the files in it. Every directory and
 * symbolic link on the way is watched with inotify(7), so that a changed link
 * and a renamed or replaced directory are detected too. If something cannot be
 * watched, the content is checked periodically instead.
 *
 * What inotify reports is only a reason to check: a change is a change of what
 * stat(2) returns. Several changes within SETTLE_TIME count as one.
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
    uint64_t seen;      /* hash of the content at the last check */
    uint64_t sum;       /* of the hashes of its files, during a check */
    uint64_t due;       /* when to check; CLOCK_NEVER: when `fd` is readable */
    bool blind, warned; /* something cannot be watched; that was logged */
};

/* Watch the file or directory PATH, which need not exist. Returns -1 with ERROR
 * filled if that is impossible. */
int watch_open(struct watch *watch, const char *path, uint64_t now,
               struct error *error);

/* All zero, or opened. */
void watch_close(struct watch *watch);

/* `fd` is readable at NOW: check soon if the content may have changed. */
void watch_read(struct watch *watch, uint64_t now);

/* Whether the content has changed, and not again for SETTLE_TIME before NOW;
 * true once for each such change. `due` is when to call again. */
bool watch_is_due(struct watch *watch, uint64_t now);
