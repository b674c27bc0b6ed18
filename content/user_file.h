#pragma once

/* A document that the owner has made by other means. */

#include <stdio.h>

struct error;

/* Copy the file NAME beside FILE to OUT. Returns 1, 0 where there is none,
 * or -1 with ERROR filled. */
int user_file_copy(const char *file, const char *name, FILE *out,
                   struct error *error);
