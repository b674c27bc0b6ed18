#pragma once

/* The entries of a section, from any type of value in the file. */

#include "resume/reader.h"
#include "resume/resume.h"
#include "resume/resume_keys.h"

/* Append VALUE's items, of SHAPE, to ENTRIES (of struct entry). VALUE is a list
 * of objects, or another type that files have in its place. Empty items are
 * left out. */
void entries_add(struct reader *reader, json_t *value,
                 const struct shape *shape, struct list *entries);

/* Append the object ITEM; TITLE is its title, or else its organization, if it
 * has none of its own. */
void entry_add(struct reader *reader, json_t *item, const struct shape *shape,
               const char *title, struct list *entries);
