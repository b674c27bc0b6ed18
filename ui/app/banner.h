#pragma once

/*
 * A name in capitals two rows high, drawn with half blocks. Letters, digits
 * and a little punctuation are known; accents are not, and a name must not
 * lose them.
 */

#include "terminal/canvas.h"

#define BANNER_ROWS 2

/* Columns that NAME takes, or 0 where it holds a letter we have no shape
 * for: then it must be shown as text. */
int banner_width(const char *name);

void banner_draw(struct canvas *canvas, int row, int column, enum role role,
                 const char *name);
