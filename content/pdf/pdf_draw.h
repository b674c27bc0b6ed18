#pragma once

/* Lines of text, drawn with the tags that tell what they are. */

#include <cairo.h>

#include "pdf/pdf_lines.h"

struct pdf_pen {
    cairo_t *cairo;
    double left, right; /* of the column; points from the paper's edge */
    double y;           /* where the next line's top comes */
    double accent[3];   /* of headings and links */
    bool rtl;           /* dates stand at the left */
    PangoLayout *bullet;
    bool in_list;
};

/* Draw LINE and step below it. NEXT is the one that comes then, on this page
 * or the next; NULL for none. */
void pdf_draw_line(struct pdf_pen *pen, const struct pdf_line *line,
                   const struct pdf_line *next);

/* Draw a layout of one line as ROLE, without a tag, its baseline at Y;
 * flush to the right where RIGHT. */
void pdf_draw_plain(struct pdf_pen *pen, PangoLayout *layout,
                    enum pdf_role role, double y, bool right);
