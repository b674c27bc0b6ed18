#pragma once

/* The JSON that a résumé was read from, for document_json.c. RESUME owns the
 * returned reference. */

#include <jansson.h>

struct resume;

json_t *resume_json(const struct resume *resume);
