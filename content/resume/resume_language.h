#pragma once

/* The language of a résumé: meta.language, otherwise a guess. */

#include <jansson.h>

struct reader;
struct resume;

/* Returns the value that names ROOT's language, borrowed: the first of
 * meta.language, meta.lang, and x-lang, lang and language at the root that is
 * not empty; NULL without one. It may be no tag, and in meta no string. */
json_t *resume_language_find(json_t *root);

/* Read the language of ROOT, from the file FILE ("" if unknown), into RESUME
 * and READER. Notes a guess with its reason. */
void resume_language_read(struct reader *reader, json_t *root, const char *file,
                          struct resume *resume);
