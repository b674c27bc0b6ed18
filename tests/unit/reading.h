#pragma once

/* What becomes of a résumé, as one text: what its author is told, then what a
 * reader sees. */

#include <stddef.h>

struct reading {
    const char *json; /* single quotes stand for double */
    const char *seen;
};

/* Assert that each of the COUNT JSON texts at ROWS, between BEFORE and AFTER,
 * gives what is expected: a line "! PATH: WHAT" for each warning, but none for
 * the language; a line for each of the values of meta.ssh that no text has; and
 * the text without its last line. */
void assert_readings(const char *before, const struct reading *rows,
                     size_t count, const char *after);
