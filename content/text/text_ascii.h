#pragma once

/* Text for terminals and commands that have ASCII alone. */

#include <stddef.h>

/* Transliterate TEXT to ASCII into OUT of SIZE bytes: "é" -> "e", "–" -> "-",
 * "•" -> "*"; "?" for a character without an equivalent. Returns OUT. */
char *text_ascii(char *out, size_t size, const char *text);
