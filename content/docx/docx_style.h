#pragma once

/* The constant parts of a word processor document. */

#include <stdbool.h>
#include <stdio.h>

/* The style of a paragraph; a table in docx_style.c has its name. */
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

/* The identifier of STYLE in word/styles.xml: "Heading1". */
const char *docx_style_id(enum docx_style style);

/* Write word/styles.xml: ACCENT is 0xRRGGBB, LANGUAGE a BCP 47 tag, WIDTH the
 * text width in twentieths of a point. */
void docx_style_write(FILE *out, unsigned accent, const char *language,
                      bool rtl, unsigned width);

extern const char docx_content_types[], docx_package_relations[],
    docx_numbering[];
