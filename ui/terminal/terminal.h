#pragma once

/*
 * The visitor's terminal as curses sees it: a screen that shows a canvas. Only
 * this file uses curses; keys are read by input.h, because ncurses knows too
 * few encodings of them.
 */

#include <stdbool.h>

#include "terminal/canvas.h"
#include "terminal/theme.h"

/* In a process that forks renderers: do the part of terminal_open() that does
 * not depend on the terminal, so that they share its memory. Sends nothing. */
void terminal_prepare(void);

/*
 * Open the alternate screen of the terminal on standard input and output,
 * which is raw already (terminal_modes_raw()), and set TITLE as the window's
 * title. NAME is a terminfo entry. Returns -1 on failure, with nothing changed.
 */
int terminal_open(const char *name, const char *title);

/* Returns the number of colours of the terminal; 0: monochrome. */
int terminal_colours(void);

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
