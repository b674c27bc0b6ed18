#pragma once

/*
 * The source of the résumé: a published directory, or one JSON file.
 */

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct error;
struct published_edition;
struct published_index;
struct resume;

struct source {
    const char *path;                        /* borrowed */
    bool directory;                          /* PATH is one, not a file */
    const struct published_index *index;     /* NULL: a single file */
    const struct published_edition *edition; /* that is shown */
    const char *audience; /* whose letter is a document, or NULL */
};

/* The command that prints a single file as text. */
#define SOURCE_SINGLE_TEXT "resume-ui FILE | less"

#define SOURCE_FILES_MAX 16
#define SOURCE_NAME_MAX  24

/* The documents of a published directory, by name. */
struct source_files {
    char names[SOURCE_FILES_MAX][SOURCE_NAME_MAX]; /* "resume.pdf" */
    size_t count;
    const char *audience; /* whose letter is among them, or NULL */
    bool single;          /* the source is one file; nothing is published */
};

/* Open PATH, a directory or a file, which must outlive SOURCE. Returns -1 with
 * ERROR filled if it is neither. */
int source_open(struct source *source, const char *path, struct error *error);

/* Show EDITION of INDEX: its documents are those without a folder. */
void source_choose(struct source *source, const struct published_index *index,
                   const struct published_edition *edition);

/* Returns the résumé, which the caller frees, or NULL with ERROR filled. */
struct resume *source_load(const struct source *source, struct error *error);

/* Opens the published file NAME for reading: "resume.pdf" or, in another
 * language of the same person, "fr/resume.pdf". Returns NULL if it does not
 * exist. */
FILE *source_open_file(const struct source *source, const char *name);

/* List the published files in FILES, sorted; a single file has none. */
void source_list(const struct source *source, struct source_files *files);

/* Whether NAME is the PDF; and whether FILES have one. */
bool source_is_pdf(const char *name);
bool source_has_pdf(const struct source_files *files);

/* Whether NAME is a document of a letter, "letter.pdf". */
bool source_is_letter(const char *name);

/* Returns the command that prints the document NAME, such as "pdf" for
 * "resume.pdf"; NULL if NAME is not a document. */
const char *source_file_word(const char *name);
