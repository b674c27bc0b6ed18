#pragma once

/*
 * The visitor's terminal: the only file that knows curses. It takes a
 * canvas and shows it; keys are read from the descriptor by others, because
 * ncurses knows too few of them.
 */

#include <stdbool.h>

#include "terminal/canvas.h"
#include "terminal/theme.h"

/* Columns and rows of the terminal on standard output, 80x24 where it does
 * not say, clamped to what a canvas holds. */
void terminal_size(int *columns, int *rows);

/* Make it raw: every byte comes as it is, none is echoed. -1 where standard
 * input is no terminal. terminal_close() puts it back. */
int terminal_raw(void);

/* For a process that children are forked from, before any of them has its
 * visitor: what terminal_open() would do for most of them is done here, once,
 * and its memory is shared. Sends nothing. */
void terminal_prepare(void);

/*
 * Take over the terminal on standard input and output, raw already:
 * alternate screen, TITLE in the window's frame. NAME is a terminfo entry. -1
 * where it cannot be done; then nothing has changed.
 */
int terminal_open(const char *name, const char *title);

/* Whether the terminal has the 256 colours that themes speak of. */
bool terminal_has_palette(void);

/* Whether clicks and the wheel shall be reported; as few terminals as can
 * do it are asked. */
void terminal_set_mouse(bool on);

/* Show CANVAS as THEME paints it, sending only what differs from the last
 * time; everything where REDRAW. */
void terminal_show(const struct canvas *canvas, const struct theme *theme,
                   bool redraw);

/* Do without the memory of what was shown, several times that of a canvas.
 * Before the next terminal_show() give it back by terminal_restore_buffers(),
 * with the same frame drawn once more; where it is another one, everything is
 * sent. */
void terminal_release_buffers(void);
void terminal_restore_buffers(const struct canvas *canvas,
                              const struct theme *theme);

/* Put everything back as it was, whichever way the visit ends. */
void terminal_close(void);
