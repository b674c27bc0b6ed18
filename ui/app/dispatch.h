#pragma once

/* Translation of keys and clicks into actions of the app. */

#include <stdbool.h>

#include "app/app.h"
#include "terminal/canvas.h"
#include "terminal/input.h"

/* Where the left button was pressed, until it is released. */
struct pointer {
    bool down;
    int row, column;
};

/* Perform the action of EVENT on the screen that CANVAS shows. */
void dispatch(struct app *app, struct pointer *pointer,
              const struct canvas *canvas, const struct key_event *event);
