#pragma once

/*
 * A PDF writer: blocks of text, one below the other in one column, broken into
 * pages at the end. The PDF is tagged, so that screen readers distinguish
 * headings from points.
 */

#include <stdio.h>

#include "pdf/pdf_text.h"

struct paper;
struct pdf;
struct resume;

/* Create a PDF. Returns NULL with ERROR filled if no font is installed. */
struct pdf *pdf_new(const struct paper *paper, const struct resume *resume,
                    struct error *error);
void pdf_free(struct pdf *pdf);

/* Append TEXT as a block; takes ownership of TEXT. Does nothing if TEXT is
 * empty. DATES appear at the right of its first line; "" for none. */
void pdf_add(struct pdf *pdf, enum pdf_role role, struct pdf_text *text,
             const char *dates);

/* Width of WORDS as one line of ROLE, and maximum width of a line; points. */
double pdf_width(struct pdf *pdf, enum pdf_role role, const char *words);
double pdf_column(const struct pdf *pdf);

/* Number of blocks. */
size_t pdf_count(const struct pdf *pdf);

/* Allow a page break after the last block. */
void pdf_may_break(struct pdf *pdf);

/* Keep the last block on one page with the next block. */
void pdf_keep_last(struct pdf *pdf);

/* Treat the blocks from FIRST on as a list: neither its first nor its last item
 * stands alone on a page. */
void pdf_keep_ends(struct pdf *pdf, size_t first);

/* Break the blocks into pages and write them to OUT, with RESUME's name.
 * Returns 0, or -1 with ERROR filled, also if adding a block failed. */
int pdf_write(struct pdf *pdf, const struct resume *resume, FILE *out,
              struct error *error);
