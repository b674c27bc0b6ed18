#pragma once

/* Drawing of text lines with their structure tags. */

#include <cairo.h>

#include "pdf/pdf_lines.h"

struct pdf_pen {
    cairo_t *cairo;
    struct pdf_fonts *fonts;
    double left, right; /* of the column; points from the paper's edge */
    double y;           /* top of the next line; points */
    double accent[3];   /* RGB of headings and links */
    bool rtl;           /* dates appear at the left */
    PangoLayout *bullet;
    bool in_list;
};

/* Draw LINE and advance below it. NEXT is the following line, on this page or
 * the next; NULL for none. */
void pdf_draw_line(struct pdf_pen *pen, const struct pdf_line *line,
                   const struct pdf_line *next);

/* Draw a one-line layout as ROLE, without a tag, with its baseline at Y;
 * right-aligned if RIGHT. */
void pdf_draw_plain(struct pdf_pen *pen, PangoLayout *layout,
                    enum pdf_role role, double y, bool right);
