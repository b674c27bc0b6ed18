#pragma once

/*
 * The actions that change how the terminal is used, for the table in actions.c.
 * They ignore ARGUMENT.
 */

struct app;

/* Pause or continue the ticker. */
void actions_display_pause(struct app *app, int argument);

/* Switch the terminal's mouse reports on or off. */
void actions_display_mouse(struct app *app, int argument);

/* Use the next theme. */
void actions_display_colours(struct app *app, int argument);

/* Switch between all characters and those of one column in every terminal. */
void actions_display_charset(struct app *app, int argument);

/* Show the next language of the same person. */
void actions_display_language(struct app *app, int argument);

/* Send every cell again with the next frame. */
void actions_display_redraw(struct app *app, int argument);
