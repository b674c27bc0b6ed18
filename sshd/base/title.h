#pragma once

/*
 * The title of a process: what `ps -eo args` shows (the memory of argv and
 * the environment, overwritten) and what `ps -eo comm` shows.
 */

/* Remember the memory that ARGV and environ fill, and move both elsewhere for
 * as long as the process runs. Call it first in main(): pointers taken from
 * either before are to be overwritten. Returns the ARGV to use from now on;
 * without memory the one given, and title_set() sets only the name. */
char **title_init(int argc, char **argv);

/* Show NAME, 15 characters at most, as comm, and TITLE as args, cut at 63
 * bytes and at what argv and the environment took. */
void title_set(const char *name, const char *title);

/* Have getenv(3) find none of the variables of title_init(), and keep no copy
 * of them in this process. A child drops its pages so, and writes to none. */
void title_forget_environment(void);
