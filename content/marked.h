#pragma once

/* The texts that have had markup, while a résumé is being read. */

#include <stdbool.h>

#include "arena.h"
#include "inline.h"

struct marked {
    struct arena *arena; /* what everything lives in */
    struct list texts;   /* of struct inline_text */
};

/* TEXT, which is clean, without its markup; see markup_read(). */
const char *marked_read(struct marked *marked, const char *text,
                        bool paragraphs);

/* FIRST, BETWEEN and THEN in one, with what their markup said. */
const char *marked_join(struct marked *marked, const char *first,
                        const char *between, const char *then);

/* All of them, by address. */
struct inline_texts marked_texts(struct marked *marked);
