#pragma once

/* Whether, and how, somebody may be hired. */

#include "json_reader.h"
#include "resume.h"

/* Read VALUE, the reader's path being its place: an object as of
 * meta.ssh.availability, a sentence, true or false. */
struct availability availability_read(struct reader *reader, json_t *value);
