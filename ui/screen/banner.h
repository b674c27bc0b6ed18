#pragma once

/*
 * A name in capital letters two rows high, drawn with half blocks. The font has
 * unaccented letters, digits and some punctuation. A name with any other
 * character must be drawn as text, so that it keeps its accents.
 */

#include "terminal/canvas.h"

#define BANNER_ROWS 2

/* Returns the columns of NAME, or 0 if the font lacks one of its letters: draw
 * it as text then. */
int banner_width(const char *name);

/* Draw NAME at ROW and COLUMN, its last word in the accent colour. */
void banner_draw(struct canvas *canvas, int row, int column, const char *name);
