#pragma once

/* The texts that have had markup, while a résumé is being read. */

#include <stdbool.h>

#include "text/arena.h"
#include "markup/inline.h"

struct inline_spans {
    struct arena *arena; /* what everything lives in */
    struct list texts;   /* of struct inline_text */
};

/* TEXT, which is clean, without its markup; see markup_read(). */
const char *inline_spans_read(struct inline_spans *parsed, const char *text,
                              bool paragraphs);

/* FIRST, BETWEEN and THEN in one, with what their markup said. */
const char *inline_spans_join(struct inline_spans *parsed, const char *first,
                              const char *between, const char *then);

/* All of them, by address. */
struct inline_texts inline_spans_texts(struct inline_spans *parsed);
