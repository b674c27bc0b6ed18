#pragma once

/*
 * The documents that a résumé is published as. A document is one file of
 * this folder and one const struct; publishing, listing and handing out all
 * work from the table `documents`.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct error;
struct resume;
struct section;

struct document {
    const char *name;  /* of the file in the published directory */
    const char *word;  /* what a visitor asks for: ssh HOST WORD */
    const char *title; /* "Plain text", for lists */
    const char *type;  /* MIME type */
    bool binary;       /* never to be written to a terminal */
    bool optional;     /* the others are published without it, where it
                          cannot be made, such as for want of a font */
    bool own;          /* a file of that name beside the résumé is taken */
    /* Write it to OUT. Returns 0, or -1 with ERROR filled. */
    int (*write)(const struct resume *resume, FILE *out, struct error *error);
};

extern const struct document document_text, document_html, document_json,
    document_markdown, document_pdf, document_docx, document_vcard;

extern const struct document *const documents[];
extern const size_t document_count;

/*
 * Plain text for people, screen readers and application forms: 72 columns,
 * no escapes, LF. SECTION alone, or all where it is NULL; ASCII where the
 * reader's locale is not UTF-8.
 */
void document_text_write(const struct resume *resume,
                         const struct section *section, bool ascii, FILE *out);
