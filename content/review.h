#pragma once

/* The checks of --check that reading a file does not make: invalid values,
 * contact details that are public, and details that a recruiter will look
 * for. */

struct resume;
struct warnings;

/* Add the findings about RESUME to WARNINGS. */
void review_add(const struct resume *resume, struct warnings *warnings);
