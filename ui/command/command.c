#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/links.h"
#include "client_env.h"
#include "command/command_output.h"
#include "command/command_suggest.h"
#include "resume/resume.h"
#include "sshd/base/array.h"
#include "text/text_ascii.h"
#include "text/text_clean.h"

#define COMMAND_MAX 4096 /* bytes; longer input is cut off */

static const struct command *const commands[] = {
    &command_text,   &command_contact, &command_about, &command_search,
    &command_match,  &command_qr,      &command_ls,    &command_cat,
    &command_whoami, &command_help,    &command_exit,
};

#define COMMAND_COUNT ((int)COUNT(commands))

const struct command *
command_at(int index)
{
    return index < COMMAND_COUNT ? commands[index] : NULL;
}

static bool
command_has_alias(const struct command *command, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = command->aliases; *at != '\0';
         at += strcspn(at, " ") + 1)
        if (strcspn(at, " ") == length && strncasecmp(at, word, length) == 0)
            return true;
    return false;
}

static const struct command *
command_find(const char *word)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (strcasecmp(word, commands[i]->word) == 0 ||
            command_has_alias(commands[i], word))
            return commands[i];
    return NULL;
}

bool
command_is_known(const char *words)
{
    char word[32];

    words += strspn(words, " \t\r\n");
    snprintf(word, sizeof(word), "%.*s", (int)strcspn(words, " \t\r\n"), words);
    return command_find(word) != NULL;
}

static void
command_split(struct request *request, char *text)
{
    char *rest = text, *word;

    while (request->count < COMMAND_WORDS_MAX &&
           (word = strsep(&rest, " \t\r\n")) != NULL)
        if (*word != '\0')
            request->words[request->count++] = word;
}

/* Returns the first word that only a shell can run, or NULL. */
static const char *
command_shell_word(const struct request *request)
{
    static const char *const words[] = {"|", "||", "&&", ";",  "&",
                                        "<", ">",  ">>", "2>", "2>&1"};

    for (int i = 1; i < request->count; i++)
        for (size_t j = 0; j < COUNT(words); j++)
            if (strcmp(request->words[i], words[j]) == 0)
                return words[j];
    return NULL;
}

static int
command_refuse_shell(const struct request *request, const char *word)
{
    char shown[32];

    text_ascii(shown, sizeof(shown), request->words[0]);
    command_printf(
        request, stderr,
        "No shell runs here, so \"%s\" has no effect. Run it in your own "
        "shell, without the quotes: ssh %s %s %s ...\n",
        word, links_host(request->resume), shown, word);
    return COMMAND_UNKNOWN;
}

/* A word that resembles no command gets the same answer always: most of these
 * come from programs that look for a shell. */
static int
command_refuse(const struct request *request)
{
    const char *near =
        command_suggest(request->words[0], commands, COMMAND_COUNT);
    const char *host = links_host(request->resume);
    char shown[64];

    text_ascii(shown, sizeof(shown), request->words[0]);
    if (near != NULL)
        command_printf(request, stderr,
                       "\"%s\" is not a command. Did you mean \"ssh %s %s\"?\n",
                       shown, host, near);
    else if (command_search_finds(request))
        command_printf(request, stderr,
                       "\"%s\" is not a command, but a word in this résumé: "
                       "\"ssh %s search %s\" lists where.\n",
                       shown, host, shown);
    else
        command_printf(request, stderr,
                       "No such command. \"ssh %s help\" lists the commands.\n",
                       host);
    return COMMAND_UNKNOWN;
}

int
command_run(const char *words, const struct source *source,
            const struct resume *resume)
{
    struct request request = {
        .source = source,
        .resume = resume,
        .ascii = client_env_ascii(),
    };
    char text[COMMAND_MAX * 3 + 1];
    const struct command *command;
    const char *shell_word;
    int status = -1;

    text_clean(text, words, strnlen(words, COMMAND_MAX), TEXT_ONE_LINE);
    command_split(&request, text);
    if (request.count == 0)
        return command_run_text(resume);
    command = command_find(request.words[0]);
    shell_word =
        command == &command_search ? NULL : command_shell_word(&request);
    if (shell_word != NULL &&
        (command != NULL || resume_section(resume, request.words[0]) != NULL))
        return command_refuse_shell(&request, shell_word);
    if (command != NULL && command->quotes && request.ascii &&
        !command_fits_ascii(resume))
        return command_refuse_ascii(resume);
    if (command != NULL)
        return command->run(&request);
    if (request.count == 1)
        status = command_print_section(&request, request.words[0]);
    if (status < 0)
        status = command_print_file(&request, request.words[0]);
    return status >= 0 ? status : command_refuse(&request);
}
