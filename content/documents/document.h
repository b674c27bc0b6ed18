#pragma once

/*
 * The documents that a résumé is published as. A document is one source file of
 * this folder and one const struct; publishing, listing and downloads all use
 * the table `documents`.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct error;
struct resume;
struct section;

struct document {
    const char *name;  /* file name in the published directory */
    const char *word;  /* the visitor's command: ssh HOST WORD */
    const char *title; /* "Plain text", for lists */
    const char *type;  /* MIME type */
    bool binary;       /* must not be written to a terminal */
    bool optional;     /* the others are published without it if it cannot be
                          written, for example without a font */
    bool own; /* a file of this name beside the résumé is copied instead */
    /* Write the document to OUT. Returns 0, or -1 with ERROR filled. */
    int (*write)(const struct resume *resume, FILE *out, struct error *error);
};

extern const struct document document_text, document_html, document_json,
    document_markdown, document_pdf, document_docx, document_vcard;

extern const struct document document_letter_text, document_letter_pdf;

extern const struct document *const documents[];
extern const size_t document_count;

/* The documents of an audience's letter, which are written from the résumé of
 * that audience (resume_for_audience()). */
extern const struct document *const letters[];
extern const size_t letter_count;

/*
 * Write plain text for people, screen readers and application forms: 72
 * columns, no escape sequences, LF. Writes SECTION alone, or all sections if it
 * is NULL; as ASCII with ASCII, for readers whose locale is not UTF-8.
 */
void document_text_write(const struct resume *resume,
                         const struct section *section, bool ascii, FILE *out);
