#pragma once

/* What an entry is called on the screen: a job by its employer, a prize by
 * its title. */

#include "resume/resume.h"

/* The name, and what stands below it; "" where there is nothing more. */
const char *heading_name(enum section_kind kind, const struct entry *entry);
const char *heading_detail(enum section_kind kind, const struct entry *entry);
