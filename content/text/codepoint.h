#pragma once

/* Single code points: their form in UTF-8, and their classes. */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#define CODEPOINT_REPLACEMENT 0xFFFDu /* shown for what cannot be shown */
#define CODEPOINT_NON_JOINER  0x200C
#define CODEPOINT_JOINER      0x200D

/* Decode the character at the beginning of TEXT, of which LEFT bytes (at least
 * 1) may be read, into *C, strictly: an overlong form, a surrogate or an
 * incomplete character is one invalid byte, U+FFFD. Returns the number of bytes
 * it takes. */
size_t codepoint_decode(const char *text, size_t left, char32_t *c);

/* Write C as UTF-8 to OUT, without a NUL. Returns the number of bytes written;
 * 0 if they exceed SIZE or C is not a valid code point. */
size_t codepoint_encode(char *out, size_t size, char32_t c);

/* Returns '\n' for a code point that ends a line, ' ' for a blank at which a
 * line may be broken, a tab among them, and 0 for any other. */
char codepoint_blank(char32_t c);

struct codepoint_range {
    char32_t first, last;
};

/* Whether C is in one of the COUNT RANGES, which are in ascending order. */
bool codepoint_in_ranges(char32_t c, const struct codepoint_range *ranges,
                         size_t count);

/* The same for an array. */
#define CODEPOINT_AMONG(c, ranges) codepoint_in_ranges(c, ranges, COUNT(ranges))
