#pragma once

/* The row of section titles, the current one underlined. */

#include "app/app.h"
#include "terminal/canvas.h"

void tabs_draw(const struct app *app, struct canvas *canvas);
