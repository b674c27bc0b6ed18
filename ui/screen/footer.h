#pragma once

/*
 * The last row: the keys that do something now, and where the visitor is.
 * Hints are dropped from the right where there is no room.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void footer_draw(const struct app *app, struct canvas *canvas);
