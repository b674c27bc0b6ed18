#include "command/command.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "client_env.h"
#include "app/links.h"
#include "resume/resume.h"
#include "text/text.h"
#include "sshd/base/array.h"

#define COMMAND_MAX  4096 /* bytes; what is longer is cut off */
#define COLUMNS      72
#define SENTENCE_MAX 512
#define PLAIN_MAX    8192 /* bytes of a text in ASCII; more is cut off */

static const struct command *const commands[] = {
    &command_text, &command_search, &command_match,
    &command_qr,   &command_ls,     &command_help,
};

#define COMMAND_COUNT COUNT(commands)

int
command_finish(void)
{
    return fflush(stdout) != 0 || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

void
command_print(const struct request *request, const char *lead, const char *text)
{
    static const char blanks[] = "                ";
    size_t indent = text_width(lead);
    char plain[PLAIN_MAX];
    const char *line;
    size_t length;

    assert(indent < sizeof(blanks));
    if (request->ascii)
        text = text_ascii(plain, sizeof(plain), text);
    while ((line = text_wrap(&text, COLUMNS - indent, &length)) != NULL) {
        printf("%s%.*s\n", lead, (int)length, line);
        lead = blanks + sizeof(blanks) - 1 - indent;
    }
}

void
command_say(const struct request *request, FILE *out, const char *format, ...)
{
    char text[SENTENCE_MAX], plain[SENTENCE_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    fputs(request->ascii ? text_ascii(plain, sizeof(plain), text) : text, out);
}

static void
print_usage(const char *host, const char *words, const char *help)
{
    char left[256];

    snprintf(left, sizeof(left), "ssh %s%s%s", host, *words == '\0' ? "" : " ",
             words);
    if (strlen(left) < 26)
        printf("  %-26s %s\n", left, help);
    else
        printf("  %s\n  %-26s %s\n", left, "", help);
}

static int
run_help(const struct request *request)
{
    const char *host = links_host(request->resume);
    char words[64];

    print_usage(host, "", "look around; ? explains every key");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        snprintf(words, sizeof(words), "%s%s%s", commands[i]->word,
                 *commands[i]->arguments == '\0' ? "" : " ",
                 commands[i]->arguments);
        print_usage(host, words, commands[i]->help);
    }
    print_usage(host, "json > resume.json",
                "any of the files that \"ls\" names");
    return command_finish();
}

const struct command command_help = {
    .word = "help",
    .arguments = "",
    .help = "this list",
    .run = run_help,
};

static void
split(struct request *request, char *text)
{
    char *rest = text, *word;

    while (request->count < COMMAND_WORDS_MAX &&
           (word = strsep(&rest, " \t\r\n")) != NULL)
        if (*word != '\0')
            request->words[request->count++] = word;
}

static int
refuse(const struct request *request)
{
    char shown[64];

    text_ascii(shown, sizeof(shown), request->words[0]);
    command_say(request, stderr,
                "\"%s\" is not something this résumé can do. "
                "\"ssh %s help\" lists what it can.\n",
                shown, links_host(request->resume));
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
    char raw[COMMAND_MAX], text[COMMAND_MAX * 3 + 1];
    int status;

    snprintf(raw, sizeof(raw), "%s", words);
    text_clean(text, raw, strlen(raw), false);
    split(&request, text);
    if (request.count == 0)
        return command_run_text(resume);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcasecmp(request.words[0], commands[i]->word) == 0)
            return commands[i]->run(&request);
    status = command_hand_out(&request, request.words[0]);
    return status >= 0 ? status : refuse(&request);
}
