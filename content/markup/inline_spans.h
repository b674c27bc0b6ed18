#pragma once

/* The texts whose markup was removed, while a résumé is read. */

#include <stdbool.h>

#include "markup/inline.h"
#include "text/arena.h"

struct inline_spans {
    struct arena *arena; /* owns all of it */
    struct list texts;   /* of struct inline_text */
};

/* Remove the markup of TEXT, which is clean; see markup_read(). */
const char *inline_spans_read(struct inline_spans *parsed, const char *text,
                              bool paragraphs);

/* Join FIRST, BETWEEN and THEN, with their spans. */
const char *inline_spans_join(struct inline_spans *parsed, const char *first,
                              const char *between, const char *then);

/* All texts with spans, sorted by address. */
struct inline_texts inline_spans_texts(struct inline_spans *parsed);
