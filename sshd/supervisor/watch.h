#pragma once

/*
 * Watches a file for changes, by way of its directory, since editors write a
 * new file and rename it. Several changes within SETTLE_TIME count as one.
 */

#include <stdbool.h>
#include <stdint.h>

struct error;

struct watch {
    int fd;           /* an inotify descriptor; -1: closed */
    const char *name; /* of the file in its directory */
    uint64_t due;     /* when to act on a change; CLOCK_NEVER: no change */
};

/* Watch FILE, which must outlive WATCH. Returns -1 with ERROR filled. */
int watch_open(struct watch *watch, const char *file, struct error *error);
void watch_close(struct watch *watch);

/* `fd` is readable at NOW: look for changes of the file. */
void watch_read(struct watch *watch, uint64_t now);

/* Whether the file has changed, and not again for SETTLE_TIME before NOW;
 * true once for each such change. */
bool watch_is_due(struct watch *watch, uint64_t now);
