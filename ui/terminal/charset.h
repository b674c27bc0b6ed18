#pragma once

/*
 * Some terminals cannot show every character in the columns it should take.
 * Each such character is replaced by one ASCII character, so that the layout
 * does not change.
 */

#include <uchar.h>

/* Which characters the terminal can show in one column each. */
enum charset {
    CHARSET_UNICODE,
    CHARSET_NARROW, /* no lines, bullets and quotes: they would be wide */
    CHARSET_ASCII,
    CHARSET_COUNT
};

/* The character to show for C: C itself, or an ASCII character. 0 for 0. */
char32_t charset_map(enum charset charset, char32_t c);
