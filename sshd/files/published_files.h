#pragma once

/*
 * The published files, opened once for all workers: every regular file
 * resume.* of each folder that the index names. A worker inherits the
 * descriptors, so that a connection keeps its version whatever is published
 * meanwhile.
 */

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/published_index.h"

#define PUBLISHED_FILES_MAX     12 /* in each folder */
#define PUBLISHED_FILE_NAME_MAX 63

struct published_file {
    char name[PUBLISHED_FILE_NAME_MAX + 1]; /* letters, digits and ._- */
    int fd; /* shared by processes: only for pread(2) */
    uint64_t size;
    time_t changed;
};

/* The files of one edition. */
struct published_folder {
    struct published_file items[PUBLISHED_FILES_MAX]; /* sorted by name */
    size_t count;
    time_t changed; /* modification time of the directory */
};

/* The letter that an edition has for an audience. */
struct published_letter {
    size_t audience, edition; /* of the index */
    struct published_folder files;
};

/* All zero: no files. */
struct published_files {
    struct published_index index;
    struct published_folder *folders; /* one for each edition of the index */
    size_t count;
    struct published_letter *letters;
    size_t letter_count;
    time_t opened; /* when the files were opened */
};

/* Open the files in DIRECTORY, and close those that FILES had. Returns -1 and
 * errno, with FILES unchanged, if the directory or its index cannot be read. */
int published_files_open(struct published_files *files, const char *directory);
void published_files_close(struct published_files *files);

/* How many descriptors published_files_descriptors() may write. */
size_t published_files_max(const struct published_files *files);

/* Write the descriptors of the files, MOST of them, to FDS. Returns their
 * number. */
size_t published_files_descriptors(const struct published_files *files,
                                   int *fds, size_t most);
