#pragma once

/* Text for terminals and commands that have ASCII alone. */

#include <stddef.h>
#include <uchar.h>

/* Transliterate TEXT to ASCII into OUT of SIZE bytes: "é" -> "e", "–" -> "-",
 * "•" -> "*"; "?" for a character without an equivalent. Returns OUT. */
char *text_ascii(char *out, size_t size, const char *text);

/* Returns the base letter of a Latin letter ("é" -> "e"); any other C
 * unchanged. */
char32_t text_ascii_base(char32_t c);
