#pragma once

/*
 * What a visitor may ask for without a terminal: `ssh HOST text`. A new
 * command is one row of `commands` in command.c.
 */

struct resume;
struct source;

#define COMMAND_UNKNOWN 127 /* exit status, as shells have it */

/* Do what WORDS say. Returns the exit status. */
int command_run(const char *words, const struct source *source,
                const struct resume *resume);

/* The whole résumé as text, as for a visitor without a terminal. */
int command_text(const struct resume *resume);
