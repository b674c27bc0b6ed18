#pragma once

/* The command or the section that a mistyped word was meant to be. */

/* The word that people may type which is nearest to WORD, by letters that
 * are missing, too many, others or swapped; NULL where none is near. */
const char *command_suggest(const char *word);
