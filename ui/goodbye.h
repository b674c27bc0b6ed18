#pragma once

/* What stays on the visitor's own screen when the visit is over: who this
 * was, how to reach them, how to take the résumé along. */

#include <stdio.h>

struct resume;

/* REASON is a sentence above the card, or NULL. */
void goodbye_print(const struct resume *resume, const char *reason, FILE *out);
