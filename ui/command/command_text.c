#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "documents/document.h"
#include "client_env.h"
#include "language/language.h"
#include "resume/resume.h"
#include "text/text.h"

int
command_run_text(const struct resume *resume)
{
    document_text_write(resume, NULL, client_env_ascii(), stdout);
    return command_finish();
}

static int
refuse_section(const struct request *request, const char *word)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);
    char shown[64];

    text_ascii(shown, sizeof(shown), word);
    fprintf(stderr, "There is no section \"%s\". There are:", shown);
    for (size_t i = 0; i < resume->section_count; i++)
        command_say(request, stderr, "%s %s", i > 0 ? "," : "",
                    section_title(resume->sections[i].kind, language));
    fputs(".\n", stderr);
    return EXIT_FAILURE;
}

static int
run(const struct request *request)
{
    const struct section *section;

    if (request->count < 2)
        return command_run_text(request->resume);
    if (request->count > 2) {
        fputs("One section at a time: ssh HOST text SECTION\n", stderr);
        return EXIT_FAILURE;
    }
    section = resume_section(request->resume, request->words[1]);
    if (section == NULL)
        return refuse_section(request, request->words[1]);
    document_text_write(request->resume, section, request->ascii, stdout);
    return command_finish();
}

const struct command command_text = {
    .word = "text",
    .arguments = "[SECTION]",
    .help = "as plain text, all or one section",
    .run = run,
};
