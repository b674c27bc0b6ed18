#pragma once

/*
 * The title of a process: what `ps -eo args` shows (the memory of argv and
 * the environment, overwritten) and what `ps -eo comm` shows.
 */

/* Record the memory that ARGV and environ fill, and copy both elsewhere for as
 * long as the process runs. Call it first in main(): title_set() overwrites the
 * original strings. Returns the ARGV to use from now on; without memory the one
 * given, and then title_set() sets only the name. */
char **title_init(int argc, char **argv);

/* Show NAME, 15 characters at most, as comm, and TITLE as args, cut at 63 bytes
 * and at the size of argv and the environment. */
void title_set(const char *name, const char *title);

/* Remove the variables of title_init() from this process without writing to
 * shared pages: a forked child drops its copy of them. */
void title_forget_environment(void);
