#pragma once

/*
 * The published documents, opened once for all visits: every regular file
 * resume.* of the published directory. A worker inherits those of its start,
 * so that an open visit keeps its version whatever is published meanwhile.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define PUBLISHED_FILES_MAX     12
#define PUBLISHED_FILE_NAME_MAX 63

struct published_file {
    char name[PUBLISHED_FILE_NAME_MAX + 1]; /* letters, digits and ._- */
    int fd; /* for pread(2) alone: it is shared */
    uint64_t size;
    time_t changed;
};

/* Zero is none at all. */
struct published_files {
    struct published_file items[PUBLISHED_FILES_MAX]; /* by name */
    size_t count;
    time_t changed; /* when the directory was */
    time_t opened;
};

/* Open what is in DIRECTORY, in place of what DOCUMENTS had. Returns -1 and
 * errno, with nothing changed, where the directory cannot be read. */
int published_files_open(struct published_files *files, const char *directory);
void published_files_close(struct published_files *files);

/* The document called NAME, or NULL. */
const struct published_file *
published_files_find(const struct published_files *files, const char *name);

/* What a PATH of any client's means, from the root or from nowhere. Where it
 * is a document, or could be the name of one, NAME is filled; "" is the root
 * itself. False for everything below. */
bool published_files_resolve(const char *path,
                             char name[PUBLISHED_FILE_NAME_MAX + 1]);
