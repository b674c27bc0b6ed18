#include "command.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "document.h"
#include "hints.h"
#include "resume.h"
#include "source.h"
#include "text.h"

#define WORDS_MAX   8
#define COMMAND_MAX 4096

struct request {
    char *words[WORDS_MAX];
    int count;
    const struct source *source;
    const struct resume *resume;
};

struct command {
    const char *word, *arguments, *help;
    int (*run)(const struct request *request);
};

static int
finish(FILE *out)
{
    if (fflush(out) != 0 || ferror(out))
        return EXIT_FAILURE;
    return EXIT_SUCCESS;
}

int
command_text(const struct resume *resume)
{
    document_text_write(resume, NULL, hints_ascii(), stdout);
    return finish(stdout);
}

static int
run_text(const struct request *request)
{
    const struct resume *resume = request->resume;
    const struct section *section;
    char word[COMMAND_MAX];

    if (request->count < 2)
        return command_text(resume);
    section = resume_section(resume, request->words[1]);
    if (section == NULL) {
        text_ascii(word, 64, request->words[1]);
        fprintf(stderr, "There is no section \"%s\". There are:", word);
        for (size_t i = 0; i < resume->section_count; i++)
            fprintf(stderr, " %s", section_key(resume->sections[i].kind));
        fputs(".\n", stderr);
        return EXIT_FAILURE;
    }
    document_text_write(resume, section, hints_ascii(), stdout);
    return finish(stdout);
}

static int
run_json(const struct request *request)
{
    char buffer[16384];
    FILE *file = fopen(request->source->file, "re");
    size_t count;

    if (file == NULL) {
        fprintf(stderr, "The file cannot be read: %s.\n", strerror(errno));
        return EXIT_FAILURE;
    }
    while ((count = fread(buffer, 1, sizeof(buffer), file)) > 0)
        if (fwrite(buffer, 1, count, stdout) != count)
            break;
    fclose(file);
    return finish(stdout);
}

static int run_help(const struct request *request);

static const struct command commands[] = {
    {"text", "[SECTION]", "the résumé as plain text, or one section of it",
     run_text},
    {"json", "", "the résumé as JSON Resume", run_json},
    {"help", "", "this list", run_help},
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static void
print_line(const char *left, const char *right, bool ascii)
{
    char plain[256];

    printf("  %-24s %s\n", left,
           ascii ? text_ascii(plain, sizeof(plain), right) : right);
}

static int
run_help(const struct request *request)
{
    const char *host =
        *request->resume->host == '\0' ? "HOST" : request->resume->host;
    bool ascii = hints_ascii();
    char left[256];

    snprintf(left, sizeof(left), "ssh %s", host);
    print_line(left, "look around: every key is explained under ?", ascii);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        snprintf(left, sizeof(left), "ssh %s %s %s", host, commands[i].word,
                 commands[i].arguments);
        print_line(left, commands[i].help, ascii);
    }
    return finish(stdout);
}

static void
split(struct request *request, char *text)
{
    char *rest = text;

    while (request->count < WORDS_MAX &&
           (text = strsep(&rest, " \t\r\n")) != NULL)
        if (*text != '\0')
            request->words[request->count++] = text;
}

int
command_run(const char *words, const struct source *source,
            const struct resume *resume)
{
    struct request request = {.source = source, .resume = resume};
    char text[COMMAND_MAX], shown[64];

    snprintf(text, sizeof(text), "%s", words);
    split(&request, text);
    if (request.count == 0)
        return command_text(resume);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcasecmp(request.words[0], commands[i].word) == 0)
            return commands[i].run(&request);
    text_ascii(shown, sizeof(shown), request.words[0]);
    fprintf(stderr,
            "\"%s\" is not something this résumé can do. "
            "\"help\" lists what it can.\n",
            shown);
    return COMMAND_UNKNOWN;
}
