#pragma once

/*
 * The modes of the visitor's terminal that are not a matter of curses: raw
 * input, and the private modes of terminals. All are undone at the end of the
 * session, and in a crash. The terminal is that of standard input and output.
 */

#include <stdbool.h>

/* Columns and rows of the window: 80x24 if unknown, and at most what a canvas
 * holds. */
void terminal_modes_size(int *columns, int *rows);

/* Make it raw: every byte is delivered immediately, without echo. Returns -1
 * and errno if standard input is not a terminal. */
int terminal_modes_raw(void);

/* Request bracketed pastes and reports of the focus, and, of a MODERN terminal
 * (terminal_is_modern()), of a change between dark and light. From now on
 * a crash restores the terminal. */
void terminal_modes_set(bool modern);

/* Request reports of clicks and of the wheel, or none. A terminal that is not
 * modern, and may print the request, is not asked. */
void terminal_modes_set_mouse(bool on);

/* Undo terminal_modes_set() and terminal_modes_set_mouse(). */
void terminal_modes_reset(void);

/* Undo terminal_modes_raw(), after all output was sent; without it, do
 * nothing. */
void terminal_modes_restore(void);
