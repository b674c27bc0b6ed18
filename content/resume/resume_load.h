#pragma once

/* Reading a résumé from a file or from memory. */

#include <stddef.h>

struct error;
struct resume;
struct warnings;

/*
 * Read FILE, or the LENGTH bytes at BYTES. Returns a résumé, which the caller
 * frees with resume_free(), or NULL with ERROR filled: "line 12, column 3: ...
 * (a trailing comma?)". Add a warning to WARNINGS (may be NULL) for each value
 * that is not shown as written.
 */
struct resume *resume_load(const char *file, struct warnings *warnings,
                           struct error *error);
struct resume *resume_parse(const char *bytes, size_t length,
                            struct warnings *warnings, struct error *error);

/* Read FILE, the resume.json of a published directory, with the audiences that
 * resume-publish wrote beside it. Returns a résumé as resume_load() does. */
struct resume *resume_load_published(const char *file, struct error *error);

void resume_free(struct resume *resume);
