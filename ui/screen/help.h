#pragma once

/*
 * The help page: the keys, from the tables in action.h and keymap.c, and how
 * to take the résumé along or to read it as text. It scrolls in a low window.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void help_draw(const struct app *app, struct canvas *canvas);

/* Scroll by ROWS. Returns false where it is at that end already. */
bool help_scroll(struct app *app, int rows);
