#pragma once

/*
 * Parsing of the command line, and --help.
 */

#include "options/options_table.h"

struct error;

enum options_outcome {
    OPTIONS_OK,
    OPTIONS_EXIT,    /* --help or --version has been printed */
    OPTIONS_INVALID, /* ERROR says why */
};

/* Fill OPTIONS with the defaults, then with ARGV, as getopt_long(3) reads it:
 * it may reorder ARGV. */
enum options_outcome options_parse(struct options *options, int argc,
                                   char **argv, struct error *error);
