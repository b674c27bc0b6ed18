#pragma once

/*
 * Markdown and HTML inside a text: emphasis, code, links, tags, entities. Text
 * that only resembles markup is unchanged: 2*3*4, snake_case, a <PARTNER> tag,
 * AT&T.
 */

#include <stdbool.h>
#include <stddef.h>

#include "text/arena.h"

/* Whether TEXT could contain markup. */
bool markup_maybe(const char *text);

/*
 * Copy the LENGTH bytes at TEXT, which is clean, into OUT (LENGTH + 1 bytes)
 * without markup; append its spans to SPANS (of struct inline_span). With
 * PARAGRAPHS, lines may be headings and quotes, and tags may break lines.
 * Returns OUT's length.
 */
size_t markup_read(struct arena *arena, const char *text, size_t length,
                   bool paragraphs, char *out, struct list *spans);
