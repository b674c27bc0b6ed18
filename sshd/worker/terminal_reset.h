#pragma once

/*
 * What is said to a visitor where the renderer cannot say it.
 */

#include <stdbool.h>

/* Behind the output of a renderer that never `started`, or was killed; where
 * it was asked to end, that is no failure. NULL: nothing needs to be said. */
const char *terminal_reset_text(bool terminal, bool started, bool asked);
