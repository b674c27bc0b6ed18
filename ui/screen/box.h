#pragma once

/* A box with a border in the middle of the screen, for temporary content. */

#include "app/view.h"
#include "terminal/canvas.h"

#define BOX_BORDER 2 /* columns between the edge and the content */
#define BOX_ROWS   3 /* rows of the window for the border and the footer */

/* Draw a box with room for COLUMNS x ROWS in the middle of CANVAS, as large as
 * fits above its last row, with TITLE in its upper edge and a blank column on
 * each side. Returns the area inside. */
struct area box_draw(struct canvas *canvas, int columns, int rows,
                     const char *title);

/* Draw TEXT wrapped into AREA from ROW on, as far as it fits. Returns the row
 * after it. */
int box_text(struct canvas *canvas, const struct area *area, int row,
             enum role role, const char *text);

/* Draw TEXT in the lower edge of the box around AREA, before its column END.
 * Returns the first column of TEXT. */
int box_footer(struct canvas *canvas, const struct area *area, int end,
               enum role role, const char *text);
