#pragma once

/*
 * What a visitor is sent where the renderer cannot speak for itself: because
 * it was killed, did not answer, or never started.
 */

#include <stdbool.h>

#define TERMINAL_RESET_MAX 256 /* bytes, with the NUL at the end */

/* Write to TEXT, of TERMINAL_RESET_MAX bytes: where RESET and TERMINAL are
 * true, the sequences that undo the modes of a full-screen program; then
 * SENTENCE, where it is not "", on a line of its own. */
void terminal_reset_write(char *text, bool terminal, bool reset,
                          const char *sentence);
