#pragma once

/*
 * The visitor's terminal. Only this file uses curses, to show a canvas; keys
 * are read by input.h, because ncurses knows too few encodings of them.
 */

#include <stdbool.h>

#include "terminal/canvas.h"
#include "terminal/theme.h"

/* Columns and rows of the terminal on standard output: 80x24 if
 * unknown, and at most what a canvas holds. */
void terminal_size(int *columns, int *rows);

/* Make it raw: every byte is delivered immediately, without echo. Returns -1 if
 * standard input is not a terminal. terminal_close() undoes it. */
int terminal_raw(void);

/* In a process that forks renderers: do the part of terminal_open() that does
 * not depend on the terminal, so that they share its memory. Sends nothing. */
void terminal_prepare(void);

/*
 * Open the alternate screen of the terminal on standard input and output,
 * which is raw already, and set TITLE as the window's title. NAME is a terminfo
 * entry. Returns -1 on failure, with nothing changed.
 */
int terminal_open(const char *name, const char *title);

/* Returns the number of colours of the terminal; 0: monochrome. */
int terminal_colours(void);

/* Ask for reports of clicks and of the wheel, or for none. Terminals that may
 * print the request are not asked. */
void terminal_set_mouse(bool on);

/* Show CANVAS in the colours of THEME. Sends only the differences from the last
 * frame, or everything if REDRAW is set. */
void terminal_show(const struct canvas *canvas, const struct theme *theme,
                   bool redraw);

/* Free the copies of the last frame, several times the memory of a canvas.
 * Before the next terminal_show(), call terminal_restore_buffers() with the
 * same frame; with another frame, everything is sent again. */
void terminal_release_buffers(void);
void terminal_restore_buffers(const struct canvas *canvas,
                              const struct theme *theme);

/* Reset every mode that was set, and close the alternate screen. */
void terminal_close(void);
