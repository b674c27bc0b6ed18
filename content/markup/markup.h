#pragma once

/*
 * Markdown and HTML inside of a text: emphasis, code, links, tags, entities.
 * What merely looks like them stays as it is: 2*3*4, snake_case, a <PARTNER>
 * tag, AT&T.
 */

#include <stdbool.h>
#include <stddef.h>

#include "text/arena.h"

/* Could there be any in TEXT? */
bool markup_maybe(const char *text);

/*
 * Read the LENGTH bytes at TEXT, which is clean, into OUT (LENGTH + 1 bytes)
 * without the marks; add what they said to SPANS (of struct inline_span).
 * With PARAGRAPHS, lines may be headings and quotes, and tags break lines.
 * Returns OUT's length.
 */
size_t markup_read(struct arena *arena, const char *text, size_t length,
                   bool paragraphs, char *out, struct list *spans);
