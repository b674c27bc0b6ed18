#pragma once

/* Whether, and how, somebody may be hired. */

#include "resume/reader.h"
#include "resume/resume.h"

/* Does TEXT speak of being available, or not? A job title does not. */
bool availability_is_said(const char *text);

/* Read VALUE, the reader's path being its place: an object as of
 * meta.ssh.availability, a sentence, true or false. */
struct availability availability_read(struct reader *reader, json_t *value);
