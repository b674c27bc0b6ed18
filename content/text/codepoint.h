#pragma once

/* Single code points: encoding as UTF-8, and removal of accents. */

#include <stddef.h>
#include <uchar.h>

/* Write C as UTF-8 to OUT, without a NUL. Returns the number of bytes written;
 * 0 if they exceed SIZE or C is not a valid code point. */
size_t codepoint_encode(char *out, size_t size, char32_t c);

/* The base letter of a Latin letter ("é" -> "e"); any other C unchanged. */
char32_t codepoint_base(char32_t c);
