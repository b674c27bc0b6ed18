#pragma once

/*
 * A name in capitals two rows high, drawn with half blocks. The font has
 * unaccented letters, digits and some punctuation; a name with any other
 * character is shown as text, so that it keeps its accents.
 */

#include "terminal/canvas.h"

#define BANNER_ROWS 2

/* Columns that NAME takes, or 0 where it holds a letter we have no shape
 * for: then it must be shown as text. */
int banner_width(const char *name);

/* The last word of NAME has the accent's colour. */
void banner_draw(struct canvas *canvas, int row, int column, const char *name);
