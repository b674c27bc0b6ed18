#pragma once

/*
 * A writer of word processor documents (ECMA-376, WordprocessingML): paragraphs
 * in standard styles, one below the other, in a zip container. No tables and no
 * text boxes, which applicant tracking programs lose.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "docx/docx_style.h"

struct error;
struct paper;
struct resume;

struct docx;

/* Create a document for RESUME, which is borrowed. Free it with docx_free(). */
struct docx *docx_new(const struct resume *resume);
void docx_free(struct docx *docx);

/* Begin and end a paragraph. An empty paragraph is left out. */
void docx_begin(struct docx *docx, enum docx_style style);
void docx_end(struct docx *docx);

/* Whether the current paragraph contains text. */
bool docx_has_text(const struct docx *docx);

/* Append WORDS to the paragraph unstyled, bold, or grey. */
void docx_put(struct docx *docx, const char *words);
void docx_put_bold(struct docx *docx, const char *words);
void docx_put_quiet(struct docx *docx, const char *words);

/* Append LENGTH bytes of WORDS, which is one of the résumé's strings or a part
 * of one, with inline styles and links. */
void docx_put_runs(struct docx *docx, const char *words, size_t length);

/* Append ADDRESS; as a link if ADDRESS, or SCHEME with ADDRESS, is a valid
 * URL. */
void docx_put_link(struct docx *docx, const char *scheme, const char *address);

/* Append WORDS at the right margin of the line. */
void docx_put_right(struct docx *docx, const char *words);

/* Write the document to OUT. Returns 0, or -1 with ERROR filled. The same
 * résumé always produces the same bytes. */
int docx_write(struct docx *docx, const struct paper *paper, FILE *out,
               struct error *error);
