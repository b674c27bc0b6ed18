#pragma once

/*
 * resume-sshd --report: reads the log of a server, and prints, by week and by
 * audience, how many people (not bots) visited, which pages they read and for
 * how long, which documents they took, and what was refused. No address is
 * printed. It needs no network: it is the program in another mode, which
 * sandboxes itself like a worker before it reads the first line.
 */

#include <stdbool.h>
#include <stdio.h>

struct error;
struct tally;

/* What was counted, and the lines that had to be left out, because the log
 * gives them no time. */
struct report {
    struct tally *tally;
    unsigned long undated;
};

/* Count the events in the lines of INPUT. */
void report_read(struct report *report, FILE *input);

/* Print a table, or JSON, to OUTPUT. */
void report_print_table(const struct report *report, FILE *output);
void report_print_json(const struct report *report, FILE *output);
