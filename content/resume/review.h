#pragma once

/* What --check tells beyond what reading a file has told: values that mean
 * nothing, what is given away to everybody, and what a recruiter will miss. */

struct resume;
struct warnings;

/* Add it to WARNINGS. */
void review_add(const struct resume *resume, struct warnings *warnings);
