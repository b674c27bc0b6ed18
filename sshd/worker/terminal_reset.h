#pragma once

/*
 * What the worker sends a visitor if the renderer was killed, did not answer,
 * or never started.
 */

#include <stdbool.h>

#define TERMINAL_RESET_MAX 256 /* bytes, with the NUL at the end */

/* Write to TEXT, of TERMINAL_RESET_MAX bytes: if RESET and TERMINAL are true,
 * the sequences that undo the modes of a full-screen program; then SENTENCE, if
 * it is not "", on a separate line. */
void terminal_reset_write(char *text, bool terminal, bool reset,
                          const char *sentence);
