#pragma once

/* The sections: their names, their order, and what is in them. */

#include "resume/reader.h"
#include "resume/resume.h"

/* Read the sections of ROOT into RESUME, ordered as WANTED (may be NULL), a
 * list of their names, says. */
void sections_read(struct reader *reader, json_t *root, json_t *wanted,
                   struct resume *resume);

/* Is NAME the name of a section, at the root of a file? */
bool sections_know(const char *name);
