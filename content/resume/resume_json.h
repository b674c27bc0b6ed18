#pragma once

/* The JSON that a résumé was read from, for the document that is JSON
 * again. Borrowed from RESUME. */

#include <jansson.h>

struct resume;

json_t *resume_json(const struct resume *resume);
