#pragma once

/* A frame in the middle of the screen, for what is shown for a moment. */

#include "terminal/canvas.h"
#include "app/view.h"

#define BOX_BORDER 2 /* columns between the edge and what is inside */
#define BOX_ROWS   3 /* rows that it leaves to its frame and the footer */

/* Draw a box with room for COLUMNS x ROWS in the middle of CANVAS, as large
 * as fits above its last row, with TITLE in its upper edge and a blank column
 * on each side. Returns the area inside. */
struct area box_draw(struct canvas *canvas, int columns, int rows,
                     const char *title);

/* TEXT wrapped into AREA from ROW on, as far as it reaches. Returns the row
 * after it. */
int box_text(struct canvas *canvas, const struct area *area, int row,
             enum role role, const char *text);

/* How many rows TEXT takes when it is wrapped at COLUMNS. */
int box_text_rows(const char *text, int columns);

/* Write TEXT into the lower edge of the box around AREA, before column END of
 * it. Returns the column that it begins in. */
int box_footer(struct canvas *canvas, const struct area *area, int end,
               enum role role, const char *text);
