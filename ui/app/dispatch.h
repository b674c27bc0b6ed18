#pragma once

/* Keys and clicks become actions of the app. */

#include <stdbool.h>

#include "app/app.h"
#include "terminal/canvas.h"
#include "terminal/input.h"

/* Where the left button went down, until it comes up again. */
struct pointer {
    bool down;
    int row, column;
};

/* Do what EVENT means on the screen that CANVAS shows. */
void dispatch(struct app *app, struct pointer *pointer,
              const struct canvas *canvas, const struct key_event *event);
