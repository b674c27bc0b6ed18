#pragma once

/* A link in full, with a QR code of it where there is room. */

#include "app/app.h"
#include "terminal/canvas.h"

void linkbox_draw(const struct app *app, struct canvas *canvas);
