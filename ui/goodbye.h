#pragma once

/* What stays on the visitor's own screen when the visit is over: who this
 * was, how to reach them, how to take the résumé along. */

#include <stdio.h>

struct resume;
struct source_files;

/* REASON is a sentence above the card, or NULL. */
void goodbye_print(const struct resume *resume,
                   const struct source_files *files, const char *reason,
                   FILE *out);
