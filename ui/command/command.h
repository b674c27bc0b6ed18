#pragma once

/*
 * What a visitor may ask for without a screen: `ssh HOST text`. A command is
 * one file and one const struct; `commands` in command.c lists them. A word
 * that is none of them may still be a published document: `ssh HOST pdf`
 * hands out resume.pdf.
 */

#include <stdbool.h>
#include <stdio.h>

struct resume;
struct source;

#define COMMAND_UNKNOWN   127 /* exit status, as shells have it */
#define COMMAND_WORDS_MAX 16

struct request {
    const char *words[COMMAND_WORDS_MAX]; /* the first is the command */
    int count;
    const struct source *source;
    const struct resume *resume;
    bool ascii; /* the visitor's locale is not UTF-8 */
};

struct command {
    const char *word, *arguments, *help;
    int (*run)(const struct request *request); /* returns the exit status */
};

extern const struct command command_text, command_search, command_match,
    command_qr, command_ls, command_help;

/* Do what WORDS say. Returns the exit status. */
int command_run(const char *words, const struct source *source,
                const struct resume *resume);

/* The whole résumé as text, as for a visitor without a screen. */
int command_run_text(const struct resume *resume);

/* A sentence, or some of it, to OUT, in ASCII where the visitor needs that;
 * printf-like, and cut off where it is absurdly long. */
void command_say(const struct request *request, FILE *out, const char *format,
                 ...) __attribute__((format(printf, 3, 4)));

/* Print TEXT wrapped to 72 columns, the first line after LEAD, the others
 * as far in. */
void command_print(const struct request *request, const char *lead,
                   const char *text);

/* Hand out the published document that WORD names. Returns the exit status,
 * or -1 where there is none. */
int command_hand_out(const struct request *request, const char *word);

/* Flush standard output. Returns the exit status: 1 where it is not taken. */
int command_finish(void);
