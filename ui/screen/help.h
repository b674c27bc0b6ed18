#pragma once

/* The help page: a box over the screen, drawn from the tables of actions
 * and keys. */

#include "app/app.h"
#include "terminal/canvas.h"

void help_draw(const struct app *app, struct canvas *canvas);
