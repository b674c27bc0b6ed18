#pragma once

/*
 * Terminals that cannot show every character in the columns it should take:
 * each such character is replaced by one ASCII character, cell by cell, so
 * that the layout stays.
 */

#include <uchar.h>

/* Which characters the terminal can show in one column each. */
enum charset {
    CHARSET_UNICODE,
    CHARSET_NARROW, /* no lines, bullets and quotes: they would be wide */
    CHARSET_ASCII,
    CHARSET_COUNT
};

/* What stands for C: itself, or an ASCII character. 0 stays 0. */
char32_t charset_map(enum charset charset, char32_t c);
