#pragma once

/* A document that the user wrote with another program. */

#include <stdio.h>

struct error;

/* Copy the file STEM with the extension of the document NAME ("resume.pdf")
 * to OUT. Returns 1, 0 if there is no such file, or -1 with ERROR filled. */
int user_file_copy(const char *stem, const char *name, FILE *out,
                   struct error *error);
