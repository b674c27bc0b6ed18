#pragma once

/*
 * The goodbye card, printed in the visitor's own terminal after the session:
 * the person's name, the contacts, and the command that fetches the résumé.
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
    enum charset charset; /* of the terminal */
    int columns;          /* of the terminal */
};

void goodbye_print(const struct goodbye *goodbye, FILE *out);
