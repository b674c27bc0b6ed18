#pragma once

/* Cutting text, and breaking it into lines, at a number of columns. */

#include <stddef.h>

/* Number of bytes of TEXT that fit into COLUMNS. Never splits a character, nor
 * a cluster of several that readers take for one letter. */
size_t text_fit(const char *text, size_t columns);

/*
 * Return the next line of TEXT, wrapped at COLUMNS (at least 1), or NULL at the
 * end. Advances *TEXT to the start of the following line; sets *LENGTH to the
 * bytes of this line, without the blank at the break. Breaks at blanks, after
 * hyphens and slashes inside long words (but not in URLs that fit a line),
 * between CJK characters, and anywhere in a word longer than a line. '\n'
 * always ends a line.
 */
const char *text_wrap(const char **text, size_t columns, size_t *length);

/* Number of lines of TEXT, wrapped at COLUMNS. */
int text_rows(const char *text, int columns);
