#pragma once

/*
 * Reading the whole résumé with one key: forward through the Overview and
 * every section to the page of contact and files, and back again.
 */

struct app;

/* Scroll on by ROWS; at a section's end go to the top of the next one, and at
 * the end of the résumé open the page of contact and files. */
void reading_forward(struct app *app, int rows);

/* The same backwards; the status line says where the résumé begins. */
void reading_back(struct app *app, int rows);

/* How many rows a page and a half page are in the window of now. */
int reading_page(const struct app *app);
int reading_half_page(const struct app *app);

/* How much of the whole résumé has been read up to the last row on the
 * screen, in percent. */
int reading_percent(const struct app *app);
