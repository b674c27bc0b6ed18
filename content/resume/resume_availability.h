#pragma once

/* Whether, and from when, the person is available for work. */

#include "resume/reader.h"
#include "resume/resume.h"

/* Whether TEXT describes an availability, as opposed to a job title. */
bool availability_is_text(const char *text);

/* Read VALUE: an object as in meta.ssh.availability, a sentence, true or false.
 * The reader's path is that of VALUE. */
struct availability availability_read(struct reader *reader, json_t *value);
