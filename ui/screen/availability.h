#pragma once

/* Whether the person is available, as the Overview and the headers show it. */

#include <stddef.h>

#include "language/date.h"
#include "resume/resume.h"
#include "terminal/theme.h"

#define AVAILABILITY_SIZE 512 /* bytes that are enough for its text */

/* "● Available from March", or "" where nothing is to be said on TODAY.
 * Returns BUFFER. */
char *availability_text(char *buffer, size_t size, const struct resume *resume,
                        struct date today);

/* The note and the date: "notice eight weeks · until Jun 2027", or "".
 * Returns BUFFER. */
char *availability_details(char *buffer, size_t size,
                           const struct resume *resume, struct date today);

enum role availability_role(const struct resume *resume);
