#pragma once

/* The entries of a section, out of whatever the file has for them. */

#include "resume/reader.h"
#include "resume/resume.h"
#include "resume/resume_keys.h"

/* An entry that says nothing. */
extern const struct entry entry_empty;

/* Add VALUE's items, of SHAPE, to ENTRIES (of struct entry): a list of
 * objects, or what people write in its place. Those that say nothing are
 * left out. */
void entries_add(struct reader *reader, json_t *value,
                 const struct shape *shape, struct list *entries);

/* Add the object ITEM alone; it is called TITLE where it says no title. */
void entry_add(struct reader *reader, json_t *item, const struct shape *shape,
               const char *title, struct list *entries);
