#pragma once

/* The row of sections, the current one underlined. */

#include "app/app.h"
#include "terminal/canvas.h"

void tabs_draw(const struct app *app, struct canvas *canvas);
