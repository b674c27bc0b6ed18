#pragma once

/* Recognizes résumés in other formats than JSON Resume. */

#include <jansson.h>

/* What ROOT is, for a sentence ("a FRESH résumé"); NULL if nothing says that it
 * is another format than JSON Resume. */
const char *other_format_find(json_t *root);
