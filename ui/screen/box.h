#pragma once

/* A frame over the screen and the blank columns around it. */

#include "terminal/canvas.h"
#include "app/view.h"

#define BOX_BORDER 2 /* columns between the edge and what is inside */

/* Draw a box with room for COLUMNS x ROWS in the middle of CANVAS, as large
 * as fits above its last row, TITLE in its upper edge. Returns what is inside.
 */
struct area box_draw(struct canvas *canvas, int columns, int rows,
                     const char *title);

/* TEXT wrapped into AREA from ROW on, as far as it reaches. Returns the row
 * after it. */
int box_text(struct canvas *canvas, const struct area *area, int row,
             enum role role, const char *text);

/* How many rows TEXT takes when it is wrapped at COLUMNS. */
int box_text_rows(const char *text, int columns);
