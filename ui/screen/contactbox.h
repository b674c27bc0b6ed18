#pragma once

/*
 * The page of contact and files: every way to reach the person, the commands
 * that fetch the files, and QR codes beside the text where there is room.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void contactbox_draw(const struct app *app, struct canvas *canvas);

/* Scroll by ROWS. Returns false where it is at that end already. */
bool contactbox_scroll(struct app *app, int rows);

/* Rows of a page of it. */
int contactbox_page(const struct app *app);

/* Show the code that is STEP (1 or -1) from the one shown. Returns false where
 * there is none to show. */
bool contactbox_step_code(struct app *app, int step);

/* Write the command that KEY ('1' or '2') copies into OUT. Returns false where
 * there is none. */
bool contactbox_command(const struct app *app, char key, char *out,
                        size_t size);
