#pragma once

/*
 * The page of contact and files: every way to reach the person, the commands
 * that fetch the files, and QR codes beside the text if there is room.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void contactbox_draw(const struct app *app, struct canvas *canvas);

/* Scroll by ROWS. Returns false at that end. */
bool contactbox_scroll(struct app *app, int rows);

/* Whether there is more text below the window. */
bool contactbox_has_more(const struct app *app);

/* Returns the rows of a page. */
int contactbox_page(const struct app *app);

/* Whether there is more than one QR code, or one instead of the text. */
bool contactbox_has_codes(const struct app *app);

/* Show the code STEP (1 or -1) from the current one. Returns false without
 * another code. */
bool contactbox_step_code(struct app *app, int step);

/* Write the command that KEY ('1' or '2') copies to OUT. Returns false if KEY
 * copies none. */
bool contactbox_command(const struct app *app, char key, char *out,
                        size_t size);
