#pragma once

/* A CommonMark writer (https://spec.commonmark.org/0.30/). */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct resume;

struct markdown {
    FILE *out;
    const struct resume *resume; /* owns the inline styles; see inline.h */
    bool started;
    bool line_start; /* only Markdown marks are on the line so far */
};

/* Write Markdown marks; write a blank line before the next block, except at the
 * top. */
void markdown_put(struct markdown *markdown, const char *marks);
void markdown_gap(struct markdown *markdown);

/* Write LENGTH bytes of TEXT, escaped, with inline styles. */
void markdown_text(struct markdown *markdown, const char *text, size_t length);

/* Write ADDRESS as a link if it is valid, otherwise as text. */
void markdown_address(struct markdown *markdown, const char *address);
