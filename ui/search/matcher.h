#pragma once

/*
 * Find words in a text: the one matcher of the search, of the evidence for
 * skills and of the command `match`. Case and accents do not count, and '.',
 * '/', '-' and blanks are skipped in the pattern and in the text alike:
 * "nodejs" is "Node.js", "cicd" and "ci cd" are "CI/CD". Nothing else is
 * approximated.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#define MATCHER_MAX 64 /* code points; a longer pattern is cut off */

/* Where in a text a pattern may be found. */
enum matcher_mode {
    MATCHER_BEGINNING, /* at the beginning of a word */
    MATCHER_WORD,      /* one or more whole words; "C" is not in "C++" */
    MATCHER_INSIDE,    /* anywhere */
};

struct matcher {
    char32_t codepoints[MATCHER_MAX]; /* folded, without what is skipped */
    bool gaps[MATCHER_MAX];           /* something was skipped before it */
    size_t count;
    bool exact_case;
};

/* Prepare the LENGTH bytes at PATTERN. With EXACT_CASE "Go" is not "go". A
 * pattern of skipped characters alone has a count of 0 and is never found. */
void matcher_compile(struct matcher *matcher, const char *pattern,
                     size_t length, bool exact_case);

/* The first match in TEXT at or after FROM, a byte in TEXT: its address, and
 * in *LENGTH its bytes; NULL where there is none. */
const char *matcher_find(const struct matcher *matcher, enum matcher_mode mode,
                         const char *text, const char *from, size_t *length);
