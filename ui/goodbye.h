#pragma once

/*
 * The goodbye card, printed in the visitor's own terminal after the session:
 * the person's name, the contacts, and the command that fetches the résumé. It
 * leaves out blank rows, then the headline, if it would be higher than the
 * terminal. A command wider than the card stands below it, on a row of its own
 * that a terminal wraps but copies as one.
 */

#include <stdio.h>

#include "language/date.h"
#include "terminal/charset.h"
#include "terminal/theme.h"

struct resume;
struct source_files;

struct goodbye {
    const struct resume *resume;
    const struct source_files *files;
    const char *folder; /* of the files, for scp: "fr/", or "" */
    const char *reason; /* a sentence above the card, or NULL */
    struct date today;
    enum charset charset; /* of the terminal */
    const struct theme *theme;
    int columns, rows; /* of the terminal; 0 rows: as many as it takes */
};

void goodbye_print(const struct goodbye *goodbye, FILE *out);
