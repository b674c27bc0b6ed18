#pragma once

/* The sections: their names, order and entries. */

#include "resume/reader.h"
#include "resume/resume.h"

/* Read the sections of ROOT into RESUME, in the order of WANTED (may be NULL),
 * a list of section names. */
void sections_read(struct reader *reader, json_t *root, json_t *wanted,
                   struct resume *resume);

/* Whether NAME is a key of a section at the root of a file. */
bool sections_is_key(const char *name);
