#pragma once

/*
 * What commands print: plain text of 72 columns, in ASCII for a visitor whose
 * locale has no more.
 */

#include <stdio.h>

struct request;

/* A sentence, or some of it, to OUT; printf-like, and cut off where it is
 * absurdly long. */
void command_say(const struct request *request, FILE *out, const char *format,
                 ...) __attribute__((format(printf, 3, 4)));

/* Print TEXT wrapped to 72 columns, the first line after LEAD, the others
 * as far in. */
void command_print(const struct request *request, const char *lead,
                   const char *text);

/* Flush standard output. Returns the exit status: 1 where it is not taken. */
int command_finish(void);
