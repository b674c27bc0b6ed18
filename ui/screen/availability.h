#pragma once

/* The person's availability, as the Overview and the headers show it. */

#include <stddef.h>

#include "language/date.h"
#include "resume/resume.h"
#include "terminal/theme.h"

#define AVAILABILITY_SIZE 512 /* enough bytes for its text */

/* Write a text such as "● Available from March", or "" if the résumé says
 * nothing for TODAY. Returns BUFFER. */
char *availability_text(char *buffer, size_t size, const struct resume *resume,
                        struct date today);

/* Write the note and the date, such as "notice eight weeks · until Jun 2027",
 * or "". Returns BUFFER. */
char *availability_details(char *buffer, size_t size,
                           const struct resume *resume, struct date today);

enum role availability_role(const struct resume *resume);
