#pragma once

/*
 * A word processor's document (ECMA-376, WordprocessingML) that is being
 * written: paragraphs in the styles that every word processor has, one below
 * the other; no tables and no text boxes, which programs that read
 * applications lose. The parts lie in a zip container.
 */

#include <stddef.h>
#include <stdio.h>

struct error;
struct paper;
struct resume;

/* The style of a paragraph; what it is called is a table in docx_style.c. */
enum docx_style {
    DOCX_NORMAL,
    DOCX_TITLE,
    DOCX_SUBTITLE,
    DOCX_CONTACT,
    DOCX_HEADING_1,
    DOCX_HEADING_2,
    DOCX_HEADING_3,
    DOCX_META, /* role, place and note below a heading */
    DOCX_TAGS, /* technologies, addresses */
    DOCX_POINT,
    DOCX_STYLES
};

struct docx;

/* Begin one for RESUME, which is borrowed. Free it with docx_free(). */
struct docx *docx_new(const struct resume *resume);
void docx_free(struct docx *docx);

/* Begin a paragraph, and end it. One that nothing was put into between is
 * left out. */
void docx_begin(struct docx *docx, enum docx_style style);
void docx_end(struct docx *docx);

/* Has anything been put into the paragraph that was begun last? */
int docx_has_text(const struct docx *docx);

/* Put WORDS into the paragraph as they are, bold, or quiet. */
void docx_put(struct docx *docx, const char *words);
void docx_put_bold(struct docx *docx, const char *words);
void docx_put_quiet(struct docx *docx, const char *words);

/* Put LENGTH bytes of WORDS, one of the résumé's strings or a part of one,
 * with its inline styles and links. */
void docx_put_runs(struct docx *docx, const char *words, size_t length);

/* Put ADDRESS, linked if it can be followed, by itself or behind SCHEME. */
void docx_put_link(struct docx *docx, const char *scheme, const char *address);

/* Put WORDS at the right margin of the line. */
void docx_put_right(struct docx *docx, const char *words);

/* Write the document to OUT. Returns 0, or -1 with ERROR filled. The same
 * résumé gives the same bytes. */
int docx_write(struct docx *docx, const struct paper *paper, FILE *out,
               struct error *error);
