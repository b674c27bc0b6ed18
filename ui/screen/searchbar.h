#pragma once

/*
 * The open search line: the query, the number of matches, and a list of the
 * matches with their context. It covers the whole window.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void searchbar_draw(const struct app *app, struct canvas *canvas);
