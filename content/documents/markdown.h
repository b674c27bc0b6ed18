#pragma once

/* CommonMark (https://spec.commonmark.org/0.30/) that is being written. */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct resume;

struct markdown {
    FILE *out;
    const struct resume *resume; /* whose texts have runs; see inline.h */
    bool started;
    bool line_start; /* only marks of our own are on the line so far */
};

/* Write marks; a blank line before the next block, but not at the top. */
void markdown_put(struct markdown *markdown, const char *marks);
void markdown_gap(struct markdown *markdown);

/* Write LENGTH bytes of TEXT, so that all of it is text, with its styles. */
void markdown_text(struct markdown *markdown, const char *text, size_t length);

/* Write ADDRESS as a link if it can be one, and as text if not. */
void markdown_address(struct markdown *markdown, const char *address);
