#pragma once

/*
 * The output buffer in front of the visitor's terminal. ncurses writes a frame
 * in some fifty pieces, each of which would be a packet on the network; it
 * writes into a file in memory instead, to which osc.h adds its sequences, and
 * output_flush() sends the whole frame at once.
 */

#include <stdio.h>

/* Create the file, before the sandbox forbids it. If that fails, everything is
 * written to standard output immediately. A forked process calls it again to
 * get a separate file behind the same stream. */
void output_open(void);

/* The stream that ncurses writes to. */
FILE *output_stream(void);

/* Append TEXT. */
void output_put(const char *text);

/* Send the buffer and empty it. What cannot be written is lost. */
void output_flush(void);

/* Empty the buffer without sending it. */
void output_drop(void);

/* Write TEXT to the terminal immediately, ahead of the buffer. Calls only
 * functions that signal-safety(7) allows. */
void output_write_unbuffered(const char *text);
