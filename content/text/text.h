#pragma once

/*
 * The characters of a text, and its width in columns of a terminal. All text is
 * UTF-8; the process runs in the locale C.UTF-8.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* Decode the character at *TEXT and advance past it. Returns its code point,
 * U+FFFD for an invalid byte (advances one byte), 0 at the end. */
char32_t text_next(const char **text);

/* Width of one character in columns: 0, 1 or 2. */
int text_char_width(char32_t c);

/* Width in columns of the first LENGTH bytes of TEXT, or of all of TEXT. */
size_t text_width(const char *text);
size_t text_width_n(const char *text, size_t length);

/* Whether the first letter among the LENGTH bytes of TEXT is of a script that
 * is written from right to left. */
bool text_is_rtl(const char *text, size_t length);

/* Whether any letter among them is. */
bool text_has_rtl(const char *text, size_t length);
