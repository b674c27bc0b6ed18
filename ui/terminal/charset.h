#pragma once

/*
 * Replacement of characters that a terminal cannot show in the columns they
 * should take. The replacement is one ASCII character, so that the layout does
 * not change.
 */

#include <uchar.h>

/* The characters that the terminal shows in one column each. */
enum charset {
    CHARSET_UNICODE,
    CHARSET_NARROW, /* without lines, bullets and quotes: they would be wide */
    CHARSET_ASCII,
    CHARSET_COUNT
};

/* Returns the character to show for C: C itself or an ASCII character; 0 for
 * 0. */
char32_t charset_map(enum charset charset, char32_t c);
