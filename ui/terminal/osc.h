#pragma once

/*
 * Control sequences that ncurses does not know: the window's title, hyperlinks,
 * the clipboard. Send them before or after doupdate(), not during it.
 */

#include "terminal/canvas.h"
#include "terminal/theme.h"

/* OSC 2: set the window's title. */
void osc_title(const char *title);

/* OSC 52: put TEXT into the visitor's clipboard. Terminals do not
 * confirm it. */
void osc_copy(const char *text);

/* OSC 8: draw the cells of LINK in CANVAS again, as a hyperlink. The cursor and
 * the colours are restored. */
void osc_link(const struct canvas *canvas, const struct hyperlink *link,
              const struct theme *theme);
