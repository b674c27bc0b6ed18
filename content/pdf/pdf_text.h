#pragma once

/*
 * Styled text for a page: bytes with attributes and links; Pango does the
 * shaping and bidirectional layout.
 */

#include <pango/pango.h>
#include <stdbool.h>

struct error;
struct resume;

/* The role of a text; a table in pdf_text.c defines its style. */
enum pdf_role {
    PDF_NAME,
    PDF_LABEL,
    PDF_CONTACT,
    PDF_OPEN,    /* the availability */
    PDF_SUMMARY, /* a paragraph about the person */
    PDF_SECTION,
    PDF_ENTRY,    /* the heading of an entry */
    PDF_POSITION, /* one of several roles at an employer */
    PDF_PART,     /* the heading of a child entry */
    PDF_META,
    PDF_WORDS, /* technologies, addresses */
    PDF_PARAGRAPH,
    PDF_LETTER, /* a paragraph of a letter */
    PDF_POINT,
    PDF_BULLET,
    PDF_DATES,
    PDF_FOOTER,
    PDF_ROLES
};

/* Lengths are in points, 1/72 inch. */
struct pdf_style {
    const char *tag; /* structure tag */
    double size, before, after, indent;
    PangoWeight weight;
    double colour[3];
    bool keep;   /* keep on one page with the next block */
    bool accent; /* use the accent colour instead */
};

extern const struct pdf_style pdf_styles[PDF_ROLES];

struct pdf_link {
    size_t start, end; /* bytes of the text */
    char *url;         /* ASCII URI; owned */
};

struct pdf_text {
    GString *bytes;
    size_t paragraph; /* start of the current forced line */
    PangoAttrList *attributes;
    GArray *links; /* of struct pdf_link */
};

void pdf_text_init(struct pdf_text *text);
void pdf_text_fini(struct pdf_text *text);

/* Append WORDS unstyled, or bold. */
void pdf_text_add(struct pdf_text *text, const char *words);
void pdf_text_add_bold(struct pdf_text *text, const char *words);

/* Append WORDS in italics, or small and grey. */
void pdf_text_add_italic(struct pdf_text *text, const struct resume *resume,
                         const char *words);
void pdf_text_add_quiet(struct pdf_text *text, const char *words);

/* Append LENGTH bytes of WORDS, which is one of RESUME's strings or a part of
 * one, with inline styles. */
void pdf_text_add_runs(struct pdf_text *text, const struct resume *resume,
                       const char *words, size_t length);

/* Append ADDRESS without "https://"; as a link if ADDRESS, or SCHEME
 * ("mailto:") with ADDRESS, is a valid URL. */
void pdf_text_add_link(struct pdf_text *text, const char *scheme,
                       const char *address);

/* The Pango language for TAG of a résumé. For Chinese, the country or the
 * script in TAG selects the glyph variants. */
const char *pdf_text_language(const char *tag);

/* The font family of the résumé: the first of our families that is installed.
 * Returns NULL with ERROR filled if none is installed. */
const char *pdf_text_family(struct error *error);

/* FAMILY; for a language TAG whose Chinese characters Pango would take from a
 * font of another language, also the family of its own letters. The caller
 * frees the list with g_free(). */
char *pdf_text_families(PangoContext *context, const char *family,
                        const char *tag);

/* Lay out TEXT as ROLE, WIDTH points wide, -1 for one line. The caller unrefs
 * the returned layout. Returns NULL with ERROR filled if no installed font has
 * a letter of TEXT. Pictographs without a font are left blank. */
PangoLayout *pdf_text_layout(const struct pdf_text *text, enum pdf_role role,
                             PangoContext *context, const char *family,
                             double width, struct error *error);
