#pragma once

/* A link in full, with a QR code of it where there is room. */

#include "app.h"
#include "canvas.h"

void linkbox_draw(const struct app *app, struct canvas *canvas);
