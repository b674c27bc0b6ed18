#pragma once

/* Single characters: written as UTF-8, and stripped of their accents. */

#include <stddef.h>
#include <uchar.h>

/* Write C as UTF-8 to OUT, without a NUL. Returns the bytes written, 0
 * where they are more than SIZE or C is no character. */
size_t codepoint_encode(char *out, size_t size, char32_t c);

/* The base letter of a Latin letter ("é" -> "e"); any other C is itself. */
char32_t codepoint_base(char32_t c);
