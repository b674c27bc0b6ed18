#pragma once

/*
 * Where the résumé comes from: a published directory, or one JSON file at
 * the owner's desk.
 */

#include <limits.h>
#include <stdio.h>

struct error;
struct resume;

struct source {
    char directory[PATH_MAX]; /* "" for a single file */
    char file[PATH_MAX];      /* the JSON file */
};

/* PATH is a directory or a file. -1 with ERROR where it is neither. */
int source_open(struct source *source, const char *path, struct error *error);

/* The résumé, for the caller to free; NULL with ERROR. */
struct resume *source_load(const struct source *source, struct error *error);

/* The published file NAME for reading, or NULL where there is none. */
FILE *source_open_file(const struct source *source, const char *name);
