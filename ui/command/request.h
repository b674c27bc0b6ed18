#pragma once

/* What a client asks for with `ssh HOST WORDS`, and what can answer it. */

#include <stdbool.h>

struct resume;
struct source;

#define COMMAND_UNKNOWN   127 /* exit status, as in shells */
#define COMMAND_WORDS_MAX 32

struct request {
    const char *words[COMMAND_WORDS_MAX]; /* the first is the command */
    int count;
    const struct source *source;
    const struct resume *resume;
    bool ascii; /* the client's locale is not UTF-8 */
};

struct command {
    const char *word;
    const char *aliases;   /* each followed by a blank; or "" */
    const char *arguments; /* after the word in `help`: "WORDS"; or "" */
    const char *help;      /* its line in `help`; "": not listed */
    bool quotes;           /* prints texts of the résumé */
    int (*run)(const struct request *request); /* returns the exit status */
};
