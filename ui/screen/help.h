#pragma once

/*
 * The help page: the keys, from the tables in action.h and keymap.c, the
 * commands that fetch the files, and the plain text. It scrolls in a low
 * window.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void help_draw(const struct app *app, struct canvas *canvas);

/* Scroll by ROWS. Returns false at that end. */
bool help_scroll(struct app *app, int rows);

/* Whether there is more text below the window. */
bool help_has_more(const struct app *app);
