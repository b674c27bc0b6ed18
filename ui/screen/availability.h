#pragma once

/* Whether the person can be had, as the headers show it. */

#include <stddef.h>

#include "language/date.h"
#include "resume/resume.h"
#include "terminal/theme.h"

#define AVAILABILITY_SIZE 256 /* bytes that are enough for its text */

/* "● Available from March", or "" where nothing is to be said on TODAY.
 * Returns BUFFER. */
char *availability_text(char *buffer, size_t size, const struct resume *resume,
                        struct date today);

/* Shorten such a text to its mark and its first word. */
void availability_shorten(char *text);

enum role availability_role(const struct resume *resume);
