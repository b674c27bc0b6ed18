#pragma once

/*
 * Drawing of one frame: header, tabs, page, footer and any box over them, from
 * the app's state. No state is kept between frames.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void screen_draw(const struct app *app, struct canvas *canvas);
