#pragma once

/*
 * What a search adds to the screen: the prompt with the number of matches,
 * the trail that leads to the current one, and a scroll bar with a mark
 * for each.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void searchbar_draw(const struct app *app, struct canvas *canvas);
