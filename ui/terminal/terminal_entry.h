#pragma once

/* What the name of a terminal implies. */

#include <stdbool.h>

#define TERMINAL_NAME_MAX 64

/* What most terminals are compatible with. */
#define TERMINAL_COMMON "xterm-256color"

/*
 * The terminfo entry to use for the client's TERM, which is never used as it
 * is: many clients send names that terminfo lacks, or whose entries do harm.
 * Returns NULL if the terminal cannot show a screen; print plain text then.
 */
const char *terminal_entry(const char *term);

/* Whether terminals of entry NAME ignore control strings that they do not
 * know. Others print them. */
bool terminal_is_modern(const char *name);

/* Whether terminals of entry NAME have a window of their own to title. */
bool terminal_takes_title(const char *name);

/* Whether NAME is a console with eight colours on black. */
bool terminal_is_console(const char *name);
