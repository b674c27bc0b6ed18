#pragma once

/* The row of sections, the current one underlined. */

#include "app.h"
#include "canvas.h"

void tabs_draw(const struct app *app, struct canvas *canvas);
