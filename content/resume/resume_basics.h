#pragma once

/* Who it is, and how to reach them. */

#include "resume/reader.h"
#include "resume/resume.h"

/* Read the object BASICS, the reader's path being its place. */
void basics_read(struct reader *reader, json_t *basics, struct resume *resume);

/* Is NAME a key of it? */
bool basics_know(const char *name);
