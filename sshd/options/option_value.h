#pragma once

/* The values of options, as they are written on the command line and in the
 * configuration file. */

#include "options/options_table.h"

struct error;

/* Store TEXT, the value of the option of ROW, in OPTIONS. Strings are borrowed;
 * of a flag without a value TEXT is NULL. Returns -1 with ERROR filled. */
int option_value_read(struct options *options, const struct option_row *row,
                      const char *text, struct error *error);
