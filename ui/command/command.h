#pragma once

/*
 * Commands that a client runs without the screens: `ssh HOST text`. A command
 * is a const struct, which also has its aliases; `commands` in command.c lists
 * them. Any other word may name a section of the résumé or a published
 * document: `ssh HOST pdf` prints resume.pdf.
 */

#include <stdbool.h>

#include "command/request.h"

struct people;
struct resume;
struct source;

extern const struct command command_text, command_contact, command_about,
    command_search, command_match, command_qr, command_ls, command_cat,
    command_whoami, command_help, command_exit;

/* Run the command in WORDS for RESUME, the edition of SOURCE. Returns the exit
 * status. */
int command_run(const char *words, const struct source *source,
                const struct resume *resume);

/* Answer WORDS (NULL: none) when a person must be named: print the list of
 * PEOPLE. Returns the exit status. */
int command_run_people(const char *words, const struct people *people);

/* Whether WORDS begin with a command. */
bool command_is_known(const char *words);

/* Print the whole résumé as text. Returns the exit status. */
int command_run_text(const struct resume *resume);

/* Print the section that WORD names. Returns the exit status, or -1 if there is
 * no such section. */
int command_print_section(const struct request *request, const char *word);

/* Whether REQUEST is one word, not a letter, and the résumé has it. */
bool command_search_finds(const struct request *request);

/* Print the published document that WORD names. Returns the exit status, or -1
 * if there is no such document. */
int command_print_file(const struct request *request, const char *word);

/* Returns the command at INDEX of the list that `help` prints. */
const struct command *command_at(int index); /* NULL after the last */
