#pragma once

/*
 * Joins the changes of colours and attributes that follow one another in a
 * frame (SGR, ECMA-48 8.3.117): ncurses sends each attribute, each colour and
 * the character set in a sequence of its own, which is a fifth of a frame.
 */

#include <stddef.h>

/* Join them in the LENGTH bytes at BYTES, and drop what a reset after them
 * undoes; and every designation of ASCII ("ESC ( B"), which nothing of ours
 * changes. A sequence that is cut off at the end stays as it is. Returns the
 * length then, which is never more. */
size_t sgr_join(char *bytes, size_t length);
