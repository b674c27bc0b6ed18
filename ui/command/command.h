#pragma once

/*
 * What a visitor may ask for without a screen: `ssh HOST text`. A command is
 * one file and one const struct; `commands` in command.c lists them, and the
 * other words that people try for them. A word that is none of them may still
 * be a section of the résumé, or a published document: `ssh HOST pdf` prints
 * resume.pdf.
 */

#include <stdbool.h>

struct resume;
struct source;

#define COMMAND_UNKNOWN   127 /* exit status, as shells have it */
#define COMMAND_WORDS_MAX 32

struct request {
    const char *words[COMMAND_WORDS_MAX]; /* the first is the command */
    int count;
    const struct source *source;
    const struct resume *resume;
    bool ascii; /* the visitor's locale is not UTF-8 */
};

struct command {
    const char *word;
    const char *aliases; /* with a blank after each; or "" */
    const char *arguments, *help;
    int (*run)(const struct request *request); /* returns the exit status */
};

extern const struct command command_text, command_contact, command_about,
    command_search, command_match, command_qr, command_ls, command_cat,
    command_whoami, command_help, command_exit;

/* Do what WORDS say. Returns the exit status. */
int command_run(const char *words, const struct source *source,
                const struct resume *resume);

/* Whether WORDS begin with a command. */
bool command_is_known(const char *words);

/* The whole résumé as text, as for a visitor without a screen. */
int command_run_text(const struct resume *resume);

/* Print the section that WORD names. Returns the exit status, or -1 where
 * there is none. */
int command_print_section(const struct request *request, const char *word);

/* Print the published document that WORD names. Returns the exit status, or
 * -1 where there is none. */
int command_print_file(const struct request *request, const char *word);

/* What `help` lists. */
const struct command *command_at(int index); /* NULL after the last */
