#pragma once

/* Suggestion of a command or a section for a mistyped word. */

/* Returns the valid word nearest to WORD, by missing, extra, wrong and swapped
 * letters; NULL if none is near. */
const char *command_suggest(const char *word);
