#pragma once

/*
 * What the worker sends a visitor if the renderer was killed, did not answer,
 * or never started.
 */

#include <stdbool.h>

#define TERMINAL_RESET_MAX 256 /* bytes, with the NUL at the end */

/* Write SENTENCE, if it is not "", to TEXT, as a line for a terminal or,
 * without TERMINAL, for a pipe. */
void terminal_reset_sentence(char text[TERMINAL_RESET_MAX], bool terminal,
                             const char *sentence);

/* The same after a program that may have left the terminal in its own modes:
 * before SENTENCE write the sequences that undo them. */
void terminal_reset_write(char text[TERMINAL_RESET_MAX], bool terminal,
                          const char *sentence);
