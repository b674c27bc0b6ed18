#pragma once

/*
 * The configuration file, in the manner of sshd_config(5): each line is a
 * keyword and a value. The keyword is the name of an option without its dashes,
 * in any case: MaxSessions is --max-sessions. Empty lines and lines that begin
 * with "#" are ignored; a value may be in double quotes and follow a "=".
 */

#include "options/options_table.h"

struct error;

/* Apply the options in the file PATH to OPTIONS; if PATH begins with "-", which
 * is not part of the name, the file may be missing. Strings live as long as the
 * process. Returns -1 with ERROR filled, "FILE:LINE: reason". */
int options_file_read(struct options *options, const char *path,
                      struct error *error);

/* The path of a file that options_file_read() has read, or has found missing,
 * and that was replaced or written since; NULL: none. */
const char *options_file_changed(void);

/* Print a configuration file with every option and its default, commented
 * out, to standard output. */
void options_file_print(void);
