#pragma once

/*
 * A résumé and the JSON that it is read from, for translations and for
 * document_json.c.
 */

#include <jansson.h>

struct error;
struct resume;
struct warnings;

/* Read the JSON text of FILE. Returns its root, which the caller frees, or
 * NULL with ERROR filled. */
json_t *resume_load_json(const char *file, struct warnings *warnings,
                         struct error *error);

/* Read a résumé from SOURCE, which came from FILE, as resume_load() does;
 * takes ownership of SOURCE. */
struct resume *resume_read_json(json_t *source, const char *file,
                                struct warnings *warnings, struct error *error);

/* The JSON that RESUME was read from; RESUME owns the returned reference. */
json_t *resume_json(const struct resume *resume);
