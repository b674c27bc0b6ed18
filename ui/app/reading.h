#pragma once

/*
 * Reading the whole résumé with one key: forward through the Overview and every
 * section to the page of contact and files, and back.
 */

struct app;

/* Scroll forward by ROWS. At a section's end go to the top of the next section;
 * at the end of the résumé open the page of contact and files. */
void reading_forward(struct app *app, int rows);

/* Scroll back by ROWS, or go to the previous section. At the beginning of the
 * résumé the status line says so. */
void reading_back(struct app *app, int rows);

/* Go to the top of the first page. */
void reading_start_over(struct app *app);

/* Return the rows of a page and of half a page in the current window. */
int reading_page(const struct app *app);
int reading_half_page(const struct app *app);

/* Returns how much of the résumé lies above the bottom of the window, in
 * percent; 100 at the end of the page of contact and files. */
int reading_percent(const struct app *app);
