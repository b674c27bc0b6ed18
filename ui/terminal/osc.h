#pragma once

/*
 * Sequences that ncurses has no notion of, put beside its own: the window's
 * title, hyperlinks, the clipboard. They belong before or after a refresh,
 * never into one.
 */

#include "terminal/canvas.h"
#include "terminal/theme.h"

/* OSC 2: TITLE in the window's frame. */
void osc_title(const char *title);

/* OSC 52: TEXT into the visitor's clipboard, where the terminal lets us. */
void osc_copy(const char *text);

/* OSC 8: draw LINK's cells of CANVAS once more, as a link; the cursor and
 * the colours stay. */
void osc_link(const struct canvas *canvas, const struct hyperlink *link,
              const struct theme *theme);
