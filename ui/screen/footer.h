#pragma once

/*
 * The last row: the keys that have an effect now, and the position in the
 * résumé. Hints that do not fit are dropped from the right.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void footer_draw(const struct app *app, struct canvas *canvas);
