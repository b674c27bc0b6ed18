#pragma once

/*
 * Styled text for a page: bytes with attributes and links, which Pango lays
 * out, shaped and in both directions.
 */

#include <pango/pango.h>
#include <stdbool.h>

struct error;
struct resume;

/* What a text is for; how that looks is a table in pdf_text.c. */
enum pdf_role {
    PDF_NAME,
    PDF_LABEL,
    PDF_CONTACT,
    PDF_OPEN, /* the availability */
    PDF_SECTION,
    PDF_ENTRY,    /* the heading of an entry */
    PDF_POSITION, /* one of several roles at an employer */
    PDF_PART,     /* of a child of one */
    PDF_META,
    PDF_WORDS, /* technologies, addresses */
    PDF_PARAGRAPH,
    PDF_POINT,
    PDF_BULLET,
    PDF_DATES,
    PDF_FOOTER,
    PDF_ROLES
};

/* Lengths are in points, 1/72 inch. */
struct pdf_style {
    const char *tag; /* in the structure of the document */
    double size, before, after, indent;
    PangoWeight weight;
    double colour[3];
    bool keep;   /* on one page with what comes next */
    bool accent; /* in the colour of the accent, not this one */
};

extern const struct pdf_style pdf_styles[PDF_ROLES];

struct pdf_link {
    size_t start, end; /* bytes of the text */
    char *url;         /* as a URI of ASCII alone; owned */
};

struct pdf_text {
    GString *bytes;
    size_t paragraph; /* bytes since a line was last made to begin */
    PangoAttrList *attributes;
    GArray *links; /* of struct pdf_link */
};

void pdf_text_init(struct pdf_text *text);
void pdf_text_fini(struct pdf_text *text);

/* Append WORDS as they are, or bold. */
void pdf_text_add(struct pdf_text *text, const char *words);
void pdf_text_add_bold(struct pdf_text *text, const char *words);

/* Append WORDS slanted, or small and quiet. */
void pdf_text_add_italic(struct pdf_text *text, const struct resume *resume,
                         const char *words);
void pdf_text_add_quiet(struct pdf_text *text, const char *words);

/* Append LENGTH bytes of WORDS, one of RESUME's strings or a part of one,
 * with its inline styles. */
void pdf_text_add_runs(struct pdf_text *text, const struct resume *resume,
                       const char *words, size_t length);

/* Append ADDRESS, linked if it can be followed, by itself or behind SCHEME
 * ("mailto:"), and without the "https://" then. */
void pdf_text_add_link(struct pdf_text *text, const char *scheme,
                       const char *address);

/* The language that Pango chooses the forms of letters by, for TAG of a
 * résumé: those of Chinese are told by the country or the script. */
const char *pdf_text_language(const char *tag);

/* What the résumé is set in: the first of our families that is installed.
 * NULL with ERROR filled where none is. */
const char *pdf_text_family(struct error *error);

/* Lay TEXT out as ROLE, WIDTH points wide, -1 for one line. The caller
 * unrefs what is returned; NULL with ERROR filled where a letter is in no
 * installed font. Pictographs that are in none are left blank. */
PangoLayout *pdf_text_layout(const struct pdf_text *text, enum pdf_role role,
                             PangoContext *context, const char *family,
                             double width, struct error *error);
