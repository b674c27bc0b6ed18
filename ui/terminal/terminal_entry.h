#pragma once

/* What is known of a terminal by its name alone. */

#include <stdbool.h>

#define TERMINAL_NAME_MAX 64

/* What most clients are, or can do as well. */
#define TERMINAL_COMMON "xterm-256color"

/*
 * The terminfo entry to use for a client that calls itself TERM. Never the
 * client's word as it is: names that terminfo lacks are common, and some
 * that it has do harm. NULL: too little of a terminal, use plain text.
 */
const char *terminal_entry(const char *term);

/* Whether what the terminfo entry NAME stands for swallows the control
 * strings that it does not know: others would print them. */
bool terminal_is_modern(const char *name);

/* Whether it shows a title in its frame. */
bool terminal_takes_title(const char *name);
