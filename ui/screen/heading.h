#pragma once

/* The heading of an entry: a job has its employer's name, an award its
 * title. */

#include "resume/resume.h"

/* Return the name, and the detail below it, or "". */
const char *heading_name(enum section_kind kind, const struct entry *entry);
const char *heading_detail(enum section_kind kind, const struct entry *entry);
