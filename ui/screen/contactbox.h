#pragma once

/* How to take the résumé away or pass it on: the commands, to be copied. */

#include "app/app.h"
#include "terminal/canvas.h"

void contactbox_draw(const struct app *app, struct canvas *canvas);
