#pragma once

/* The language of a résumé: meta.language, otherwise a guess. */

#include <jansson.h>

struct reader;
struct resume;

/* Read the language of ROOT, from the file FILE ("" if unknown), into RESUME
 * and READER. Notes a guess with its reason. */
void resume_language_read(struct reader *reader, json_t *root, const char *file,
                          struct resume *resume);
