#pragma once

/* Blocks of text, their lines, and the page breaks. */

#include <stddef.h>

#include "pdf/pdf_text.h"

struct pdf_block {
    enum pdf_role role;
    PangoLayout *layout;
    PangoLayout *dates; /* at the right of the first line; may be NULL */
    GArray *links;      /* of struct pdf_link; of the layout */
    double shift;       /* offset of the text, for dates at the left */
    bool keep;          /* keep on one page with the next block */
};

struct pdf_line {
    const struct pdf_block *block;
    PangoLayoutLine *line;      /* the block's */
    bool first, last;           /* of the block */
    bool rtl;                   /* starts at the right */
    double before;              /* space above, except at the top of a page */
    double height, baseline, x; /* points, from its top and left */
    bool may_break;             /* a page may break above it */
    bool begins_page;
};

/* Lay out the lines of COUNT blocks on pages with a text area HEIGHT points
 * high. The caller frees the array. */
GArray *pdf_lines(const struct pdf_block *blocks, size_t count, double height);
