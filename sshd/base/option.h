#pragma once

/*
 * The command line of a program with a few options, as getopt_long(3) reads
 * it: "--name=VALUE", unambiguous abbreviations, and "--" before arguments that
 * begin with "-". The same table is printed by --help.
 */

#include <stddef.h>

struct error;

#define OPTIONS_LONG 256 /* options without a letter: values from here */
#define OPTIONS_END  (-1)
#define OPTIONS_BAD  (-2)

struct option_spec {
    int value; /* unique in the table: the short option's letter, or
                  OPTIONS_LONG and up */
    const char *name, *argument; /* ARGUMENT is NULL for none */
    const char *help;
};

/* Read the next option of ARGV, which may be reordered, with the COUNT ROWS.
 * Returns its value, with its argument in optarg; OPTIONS_END, with the index
 * of the first argument in optind; or OPTIONS_BAD with ERROR filled. */
int option_next(const struct option_spec *rows, size_t count, int argc,
                char **argv, struct error *error);

/* Fill ERROR with the complaint that ARGUMENT is one too many. */
void option_unexpected(struct error *error, const char *argument);

/* Print one line for each of the COUNT ROWS to standard output. */
void option_print(const struct option_spec *rows, size_t count);
