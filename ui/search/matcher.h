#pragma once

/*
 * Matching of words in a text, for the search, the evidence for skills and the
 * command `match`. Case and accents are ignored (text/fold.h), and '.', '/',
 * '-', apostrophes and blanks are skipped both in the pattern and in the text:
 * "nodejs" matches "Node.js", "cicd" and "ci cd" match "CI/CD", "mueller" and
 * "muller" match "Müller". There is no other approximation.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#define MATCHER_MAX 64 /* code points; a longer pattern is cut off */

/* Where in a text a pattern may match. */
enum matcher_mode {
    MATCHER_BEGINNING, /* at the beginning of a word */
    MATCHER_WORD,      /* one or more whole words; "C" is not in "C++" */
    MATCHER_INSIDE,    /* anywhere */
};

struct matcher {
    char32_t codepoints[MATCHER_MAX]; /* folded, without skipped characters */
    bool gaps[MATCHER_MAX];           /* characters before it were skipped */
    size_t count;
    bool exact_case;
    bool pairs; /* holds two letters that may be one in a text: "ue" */
};

enum matcher_case {
    MATCHER_ANY_CASE,
    MATCHER_EXACT_CASE, /* "Go" does not match "go" */
};

/* Compile the LENGTH bytes at PATTERN. A pattern of skipped characters only has
 * a count of 0 and never matches. */
void matcher_compile(struct matcher *matcher, const char *pattern,
                     size_t length, enum matcher_case letter_case);

/* Returns the first match in TEXT at or after FROM, an address in TEXT, and its
 * bytes in *LENGTH; or NULL. */
const char *matcher_find(const struct matcher *matcher, enum matcher_mode mode,
                         const char *text, const char *from, size_t *length);
