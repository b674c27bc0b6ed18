#pragma once

/*
 * Joins the changes of colours and attributes that follow one another in a
 * frame (SGR, ECMA-48 8.3.117): ncurses sends each attribute, each colour and
 * the character set in a sequence of its own, which is a fifth of a frame.
 */

#include <stddef.h>

/* Join them in the LENGTH bytes at BYTES. Drop those that a reset after them
 * undoes, and every designation of ASCII ("ESC ( B"), because this program uses
 * no other set. An incomplete sequence at the end is unchanged. Returns the new
 * length, at most LENGTH. */
size_t sgr_join(char *bytes, size_t length);
