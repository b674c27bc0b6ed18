#pragma once

/* Suggestion of a command or a section for a mistyped word. */

struct command;

/* Returns the valid word nearest to WORD, by missing, extra, wrong and swapped
 * letters: one of the COUNT commands, a section or a document. NULL if none is
 * near. */
const char *command_suggest(const char *word,
                            const struct command *const *commands, int count);
