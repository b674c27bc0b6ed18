#pragma once

/*
 * Watches the content for edits: its directory, because editors write a new
 * file and rename it. What they do in several steps counts as one.
 */

#include <stdbool.h>
#include <stdint.h>

struct error;

struct watch {
    int fd;           /* readable: something happened there; -1: closed */
    const char *name; /* of the file in its directory */
    uint64_t due;     /* when its change is to be acted upon */
};

/* Watch FILE, which must outlive WATCH. */
int watch_open(struct watch *watch, const char *file, struct error *error);
void watch_close(struct watch *watch);

/* It is readable, at NOW. */
void watch_read(struct watch *watch, uint64_t now);

/* Whether FILE has changed, and is left alone for a moment; once. */
bool watch_is_due(struct watch *watch, uint64_t now);
