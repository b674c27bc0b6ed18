#pragma once

/*
 * The published files, opened once for all workers: every regular file
 * resume.* of the published directory. A worker inherits the descriptors, so
 * that a connection keeps its version whatever is published meanwhile.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define PUBLISHED_FILES_MAX     12
#define PUBLISHED_FILE_NAME_MAX 63

struct published_file {
    char name[PUBLISHED_FILE_NAME_MAX + 1]; /* letters, digits and ._- */
    int fd; /* shared by processes: only for pread(2) */
    uint64_t size;
    time_t changed;
};

/* All zero: no files. */
struct published_files {
    struct published_file items[PUBLISHED_FILES_MAX]; /* sorted by name */
    size_t count;
    time_t changed; /* modification time of the directory */
    time_t opened;  /* when the files were opened */
};

/* Open the files in DIRECTORY, and close those that FILES had. Returns -1 and
 * errno, with FILES unchanged, where the directory cannot be read. */
int published_files_open(struct published_files *files, const char *directory);
void published_files_close(struct published_files *files);

/* The file called NAME, or NULL. */
const struct published_file *
published_files_find(const struct published_files *files, const char *name);

/* Resolve a PATH from a client, absolute or relative: all files are in the
 * root directory. NAME becomes the name of a file, which may not exist, or ""
 * for the root. Returns false for a path below a file. */
bool published_files_resolve(const char *path,
                             char name[PUBLISHED_FILE_NAME_MAX + 1]);
