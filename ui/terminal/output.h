#pragma once

/*
 * What goes to the visitor's terminal, gathered first: ncurses writes a frame
 * in some fifty pieces, and each of them would be a packet on the network. It
 * writes into a file in memory instead, others add theirs in their turn, and
 * all of it leaves at once.
 */

#include <stdio.h>

/* Make the file, before the process loses the right to; without one, all goes
 * to standard output as it comes. A forked process that is to have a file of
 * its own, behind the same stream, calls it again. */
void output_open(void);

/* The file, for ncurses. */
FILE *output_stream(void);

/* Add TEXT. */
void output_put(const char *text);

/* Send what there is. What does not go out is lost. */
void output_flush(void);

/* Forget it. */
void output_drop(void);

/* Send TEXT at once, past everything that waits. Of the functions that
 * signal-safety(7) allows. */
void output_write_unbuffered(const char *text);
