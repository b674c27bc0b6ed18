#pragma once

/*
 * Where the résumé comes from: a published directory, or one JSON file at
 * the owner's desk.
 */

#include <limits.h>
#include <stddef.h>
#include <stdio.h>

struct error;
struct resume;

struct source {
    char directory[PATH_MAX]; /* "" for a single file */
    char file[PATH_MAX];      /* the JSON file */
};

#define SOURCE_FILES_MAX 16
#define SOURCE_NAME_MAX  24

/* The documents of a published directory, by name. */
struct source_files {
    char names[SOURCE_FILES_MAX][SOURCE_NAME_MAX]; /* "resume.pdf" */
    size_t count;
};

/* PATH is a directory or a file. -1 with ERROR where it is neither. */
int source_open(struct source *source, const char *path, struct error *error);

/* The résumé, for the caller to free; NULL with ERROR. */
struct resume *source_load(const struct source *source, struct error *error);

/* The published file NAME for reading, or NULL where there is none. */
FILE *source_open_file(const struct source *source, const char *name);

/* What there is to take away, sorted; none where the source is one file. */
void source_list(const struct source *source, struct source_files *files);

/* The word that asks for a document: "pdf" for NAME "resume.pdf". NULL where
 * NAME is no document's. */
const char *source_file_word(const char *name);
