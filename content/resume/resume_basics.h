#pragma once

/* The section basics: the person's name and contact details. */

#include "resume/reader.h"
#include "resume/resume.h"

/* Read the object BASICS into RESUME. The reader's path is that of BASICS. */
void basics_read(struct reader *reader, json_t *basics, struct resume *resume);

/* Whether NAME is a key of basics. */
bool basics_is_key(const char *name);
