#pragma once

/*
 * The output of commands: plain text of 72 columns, in ASCII for a client whose
 * locale is not UTF-8.
 */

#include <stdbool.h>
#include <stdio.h>

struct request;
struct resume;

/* Print a formatted text to OUT, cut off at 8192 bytes. */
void command_printf(const struct request *request, FILE *out,
                    const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Print TEXT wrapped to 72 columns, the first line after LEAD, the others with
 * the same indentation. */
void command_print_wrapped(const struct request *request, const char *lead,
                           const char *text);

/* Whether ASCII can spell RESUME: its name and headline, or most of them. */
bool command_fits_ascii(const struct resume *resume);

/* Say in ASCII that it cannot, how to get the text, and the addresses. Returns
 * the exit status. */
int command_refuse_ascii(const struct resume *resume);

/* Flush standard output. Returns the exit status: 1 if a write failed. */
int command_finish(void);
