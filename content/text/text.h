#pragma once

/*
 * Text as terminals and documents need it: cleaned once when it is read,
 * measured in terminal columns, wrapped at them. All of it is UTF-8; the
 * process runs in the locale C.UTF-8.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/*
 * Clean LENGTH bytes at TEXT into OUT (which needs LENGTH * 3 + 1 bytes):
 * bad UTF-8 becomes U+FFFD; C0, DEL, C1, bidi controls, zero-width
 * characters (but joiners between letters of scripts that are spelt with
 * them), variation selectors and soft hyphens go; tabs and newlines
 * become one space, but with PARAGRAPHS a run of newlines stays as one
 * '\n'; runs of blanks shrink to one and go at both ends. Returns OUT's
 * length; OUT ends in NUL.
 */
size_t text_clean(char *out, const char *text, size_t length, bool paragraphs);

/* Decode the character at *TEXT and step over it. Returns its code point,
 * U+FFFD for a bad byte (one byte is stepped over), 0 at the end. */
char32_t text_next(const char **text);

/* Columns that one character takes: 0, 1 or 2. */
int text_char_width(char32_t c);

/* Columns of the first LENGTH bytes of TEXT, or of all of it. */
size_t text_width(const char *text);
size_t text_width_n(const char *text, size_t length);

/* How many bytes of TEXT fit into COLUMNS; never splits a character or
 * leaves a combining mark behind. */
size_t text_fit(const char *text, size_t columns);

/*
 * Step through TEXT line by line, as wrapped at COLUMNS (1 at least):
 * *TEXT is moved to where the next line begins, *LENGTH is this line's
 * bytes, without the blank it was broken at. Breaks at blanks, after
 * hyphens and slashes inside long words (not in addresses that fit a
 * line), between CJK characters, and anywhere in a word that is longer
 * than a line; '\n' always ends a line. Returns the line's first byte, or NULL
 * at the end.
 */
const char *text_wrap(const char **text, size_t columns, size_t *length);

/* TEXT in ASCII, into OUT of SIZE bytes: "é" -> "e", "–" -> "-", "•" -> "*",
 * what has no likeness -> "?". Returns OUT. */
char *text_ascii(char *out, size_t size, const char *text);
