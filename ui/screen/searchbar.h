#pragma once

/*
 * The search while its line is open: what was typed, how much says so, and a
 * list of it with its context. It takes the whole window.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void searchbar_draw(const struct app *app, struct canvas *canvas);
