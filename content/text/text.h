#pragma once

/*
 * Text for terminals and documents: cleaning, done once when a file is read,
 * measuring in terminal columns, and wrapping. All text is UTF-8; the process
 * runs in the locale C.UTF-8.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/*
 * Clean LENGTH bytes at TEXT into OUT (of at least LENGTH * 3 + 1 bytes).
 * Invalid UTF-8 becomes U+FFFD. Remove C0, DEL, C1, bidi controls, zero-width
 * characters (except joiners between letters of scripts that are spelt with
 * them, and between pictographs), tones of skin (except behind a pictograph),
 * variation selectors and soft hyphens. Tabs and newlines become one space;
 * with PARAGRAPHS, a run of newlines becomes one '\n'. Runs of blanks become
 * one blank, and none at either end. Returns OUT's length; OUT ends in NUL.
 */
size_t text_clean(char *out, const char *text, size_t length, bool paragraphs);

/* Decode the character at *TEXT and advance past it. Returns its code point,
 * U+FFFD for an invalid byte (advances one byte), 0 at the end. */
char32_t text_next(const char **text);

/* Width of one character in columns: 0, 1 or 2. */
int text_char_width(char32_t c);

/* Width in columns of the first LENGTH bytes of TEXT, or of all of TEXT. */
size_t text_width(const char *text);
size_t text_width_n(const char *text, size_t length);

/* Whether the first letter of TEXT is of a script from right to left. */
bool text_is_rtl(const char *text, size_t length);

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

/* Transliterate TEXT to ASCII into OUT of SIZE bytes: "é" -> "e", "–" -> "-",
 * "•" -> "*"; "?" for a character without an equivalent. Returns OUT. */
char *text_ascii(char *out, size_t size, const char *text);

/* Format into OUT of SIZE bytes as snprintf(3); what does not fit is cut
 * between characters, not inside one. Returns OUT. */
char *text_format(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
char *text_format_list(char *out, size_t size, const char *format,
                       va_list arguments) __attribute__((format(printf, 3, 0)));
