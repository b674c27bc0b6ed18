#pragma once

/* The box with a link in full, and its QR code if there is room. */

#include "app/app.h"
#include "terminal/canvas.h"

void linkbox_draw(const struct app *app, struct canvas *canvas);
