#pragma once

/*
 * The card that stays in the visitor's own terminal after the session: who
 * this was, how to reach them, and the command that fetches the résumé.
 */

#include <stdio.h>

#include "language/date.h"
#include "terminal/charset.h"

struct resume;
struct source_files;

struct goodbye {
    const struct resume *resume;
    const struct source_files *files;
    const char *reason; /* a sentence above the card, or NULL */
    struct date today;
    enum charset charset; /* what the terminal can show */
    int columns;          /* of the terminal */
};

void goodbye_print(const struct goodbye *goodbye, FILE *out);
