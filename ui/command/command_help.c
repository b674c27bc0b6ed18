/* The command `help`, and short answers to common shell commands. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/links.h"
#include "command/command.h"
#include "command/command_output.h"
#include "language/language.h"
#include "published/source.h"
#include "resume/resume.h"
#include "sshd/base/published_index.h"

#define LEFT_COLUMNS 30

static void
command_help_line(const struct request *request, const char *left,
                  const char *help)
{
    if (strlen(left) < LEFT_COLUMNS)
        command_printf(request, stdout, "  %-*s %s\n", LEFT_COLUMNS, left,
                       help);
    else
        command_printf(request, stdout, "  %s\n  %-*s %s\n", left, LEFT_COLUMNS,
                       "", help);
}

static void
command_help_ssh(const struct request *request, const char *host,
                 const char *words, const char *help)
{
    char left[256];

    snprintf(left, sizeof(left), "ssh %s%s%s", host, *words == '\0' ? "" : " ",
             words);
    command_help_line(request, left, help);
}

/* scp comes first: it is the same in every shell, while PowerShell before 7.4
 * corrupts binary files behind ">". */
static void
command_help_files(const struct request *request, const char *host)
{
    struct source_files files;
    char left[256];

    source_list(request->source, &files);
    if (source_has_pdf(&files)) {
        snprintf(left, sizeof(left), "scp %s:resume.pdf .", host);
        command_help_line(request, left, "the PDF, from any shell");
    }
    if (files.count > 0) {
        snprintf(left, sizeof(left), "scp \"%s:resume.*\" .", host);
        command_help_line(request, left, "all files that \"ls\" lists");
    }
}

/* The other languages: a login name chooses one, unless it is a person's. */
static void
command_help_languages(const struct request *request, const char *host)
{
    const struct published_index *index = request->source->index;
    const struct published_edition *shown = request->source->edition;
    char left[256];

    for (size_t i = 0; index != NULL && i < index->edition_count; i++) {
        const struct published_edition *edition = &index->editions[i];

        if (edition == shown || strcmp(edition->person, shown->person) != 0)
            continue;
        if (*edition->person == '\0')
            snprintf(left, sizeof(left), "ssh %s@%s", edition->language, host);
        else
            snprintf(left, sizeof(left), "LANG=%s ssh -o SendEnv=LANG %s",
                     edition->language, host);
        command_help_line(request, left, "another language; L changes it, too");
    }
}

static int
command_help_run(const struct request *request)
{
    const char *host = links_host(request->resume);
    const struct command *command;
    char words[64], left[256];

    command_help_files(request, host);
    command_help_ssh(request, host, "", "open the screens; ? lists the keys");
    for (int i = 0; (command = command_at(i)) != NULL; i++) {
        snprintf(words, sizeof(words), "%s%s%s", command->word,
                 *command->arguments == '\0' ? "" : " ", command->arguments);
        if (*command->help != '\0')
            command_help_ssh(request, host, words, command->help);
        if (command == &command_text) {
            command_help_ssh(request, host, "text > resume.txt",
                             "save it in a file");
            command_help_ssh(request, host, "SECTION",
                             "print one section, such as skills");
        }
    }
    snprintf(left, sizeof(left), "ssh -t %s SECTION", host);
    command_help_line(request, left, "open the screens at that section");
    command_help_languages(request, host);
    if (strchr(host, '@') == NULL) {
        snprintf(left, sizeof(left), "ssh plain@%s", host);
        command_help_line(request, left, "plain text, for screen readers;");
        command_help_line(request, "", "sending ACCESSIBLE=1 does the same");
    } else { /* a person's name is in its place */
        command_help_line(request, "ACCESSIBLE=1", "sent: plain text");
    }
    return command_finish();
}

const struct command command_help = {
    .word = "help",
    .aliases = "--help -h ? man usage commands info ",
    .arguments = "",
    .help = "this list",
    .run = command_help_run,
};

static int
command_help_run_whoami(const struct request *request)
{
    const struct resume *resume = request->resume;

    command_printf(request, stdout, "You are a visitor to the résumé of %s.\n",
                   *resume->name == '\0' ? "somebody" : resume->name);
    return command_finish();
}

const struct command command_whoami = {
    .word = "whoami",
    .aliases = "who id w ",
    .arguments = "",
    .help = "",
    .quotes = true,
    .run = command_help_run_whoami,
};

static int
command_help_run_exit(const struct request *request)
{
    const struct language *language = language_find(request->resume->language);

    command_printf(request, stdout, "%s\n",
                   language_word(language, WORD_GOODBYE));
    return command_finish();
}

const struct command command_exit = {
    .word = "exit",
    .aliases = "quit logout bye q ",
    .arguments = "",
    .help = "",
    .run = command_help_run_exit,
};
