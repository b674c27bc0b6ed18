#pragma once

/* A snapshot while it is written, and the files in it. */

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>

struct error;
struct published_index;

struct snapshot {
    int parent;          /* DIR's parent directory */
    char name[NAME_MAX]; /* DIR's name in the parent */
    char snapshot[NAME_MAX + 32];
    int old;        /* DIR itself; -1: it does not exist */
    bool sync_each; /* fsync() each file; else syncfs() once, for many files */
    struct published_index *before, *index; /* of the old one and the new one */
    struct error *error;
};

/* Set the error of SNAPSHOT: WHAT failed, because of errno. Returns -1. */
int snapshot_fail(const struct snapshot *snapshot, const char *what);

/* Write FD to the disk now, unless all is written at the end. Returns -1 and
 * errno. */
int snapshot_sync(const struct snapshot *snapshot, int fd);

/* Create the file NAME in DIR. Returns NULL with the error of SNAPSHOT set. */
FILE *snapshot_create(const struct snapshot *snapshot, int dir,
                      const char *name);

/* Complete and close the file OUT, called NAME. WRITTEN is the result of
 * writing it, 0 or -1. Returns -1 with the error of SNAPSHOT set. */
int snapshot_finish(const struct snapshot *snapshot, FILE *out,
                    const char *name, int written);
