#pragma once

/* How to take the résumé away or pass it on: the commands, to be copied. */

#include "app.h"
#include "canvas.h"

void takebox_draw(const struct app *app, struct canvas *canvas);
