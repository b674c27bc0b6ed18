#pragma once

/*
 * A PDF that is being written: blocks of text, one below the other in one
 * column, which are broken into pages at the end. Tagged, so that a screen
 * reader knows headings from points.
 */

#include <stdio.h>

#include "pdf/pdf_text.h"

struct paper;
struct pdf;
struct resume;

/* Begin one. NULL with ERROR filled where no font is installed. */
struct pdf *pdf_new(const struct paper *paper, const struct resume *resume,
                    struct error *error);
void pdf_free(struct pdf *pdf);

/* Add TEXT, which is taken, as a block; nothing where it is empty. DATES
 * stand at the right of its first line; "" for none. */
void pdf_add(struct pdf *pdf, enum pdf_role role, struct pdf_text *text,
             const char *dates);

/* How wide WORDS are as one line of ROLE, and how wide a line may be; points.
 */
double pdf_width(struct pdf *pdf, enum pdf_role role, const char *words);
double pdf_column(const struct pdf *pdf);

/* How many blocks there are. */
size_t pdf_count(const struct pdf *pdf);

/* The last block is the end of something: a page may end there, too. */
void pdf_may_break(struct pdf *pdf);

/* The last block stays on one page with what comes next. */
void pdf_keep_last(struct pdf *pdf);

/* The blocks from FIRST on are a list: neither its first item nor its last
 * stands alone on a page. */
void pdf_keep_ends(struct pdf *pdf, size_t first);

/* Break the pages and write them to OUT, with RESUME's name. Returns 0, or
 * -1 with ERROR filled, also where adding a block has failed. */
int pdf_write(struct pdf *pdf, const struct resume *resume, FILE *out,
              struct error *error);
