#pragma once

/* Cleaning of text, once, when it is read: what is left is safe to print and
 * has the same width on every terminal. */

#include <stddef.h>

enum text_lines {
    TEXT_ONE_LINE, /* a newline is a blank as any other */
    TEXT_LINES,    /* a run of blanks with a newline in it becomes one '\n' */
};

/*
 * Clean LENGTH bytes at TEXT into OUT (of at least LENGTH * 3 + 1 bytes).
 * Invalid UTF-8 becomes U+FFFD. Remove C0, DEL, C1, bidi controls, zero-width
 * characters (except joiners between letters of scripts that are spelt with
 * them, and between pictographs), tones of skin (except behind a pictograph),
 * variation selectors and soft hyphens. Runs of blanks, tabs and newlines
 * become one blank, and none at either end. A letter and its mark become one
 * character where Unicode has one. Returns OUT's length; OUT ends in
 * NUL.
 */
size_t text_clean(char *out, const char *text, size_t length,
                  enum text_lines lines);
