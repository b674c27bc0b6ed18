#pragma once

/* Blocks of text, their lines, and which of them begin a page. */

#include <stddef.h>

#include "pdf/pdf_text.h"

struct pdf_block {
    enum pdf_role role;
    PangoLayout *layout;
    PangoLayout *dates; /* at the right of the first line; may be NULL */
    GArray *links;      /* of struct pdf_link; of the layout */
    double shift;       /* of the text to the right, for dates at the left */
    bool keep;          /* on one page with the next */
};

struct pdf_line {
    const struct pdf_block *block;
    PangoLayoutLine *line;      /* the block's */
    bool first, last;           /* of the block */
    bool rtl;                   /* it begins at the right */
    double before;              /* space above, unless it is at a page's top */
    double height, baseline, x; /* points, from its top and left */
    bool may_break;             /* between it and the one above */
    bool begins_page;
};

/* The lines of COUNT blocks, on pages whose text is HEIGHT points high. The
 * caller frees the array. */
GArray *pdf_lines(const struct pdf_block *blocks, size_t count, double height);
