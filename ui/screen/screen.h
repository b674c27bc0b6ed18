#pragma once

/*
 * One whole frame: header, tabs, page, footer and what lies over them, drawn
 * from the app's state. Nothing is kept between frames.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void screen_draw(const struct app *app, struct canvas *canvas);
