#include <stdio.h>
#include <stdlib.h>

#include "client_env.h"
#include "command/command.h"
#include "command/command_output.h"
#include "documents/document.h"
#include "language/language.h"
#include "resume/resume.h"
#include "text/text_ascii.h"
#include "visit.h"

int
command_run_text(const struct resume *resume)
{
    if (client_env_ascii() && !command_fits_ascii(resume))
        return command_refuse_ascii(resume);
    visit_report_document("resume.txt");
    document_text_write(resume, NULL, client_env_ascii(), stdout);
    return command_finish();
}

int
command_print_section(const struct request *request, const char *word)
{
    const struct section *section =
        resume_section_called(request->resume, word);

    if (section == NULL)
        return -1;
    if (request->ascii && !command_fits_ascii(request->resume))
        return command_refuse_ascii(request->resume);
    visit_report_page(section_key(section->kind));
    document_text_write(request->resume, section, request->ascii, stdout);
    return command_finish();
}

static int
command_text_refuse_section(const struct request *request, const char *word)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);
    char shown[64];

    text_ascii(shown, sizeof(shown), word);
    fprintf(stderr, "There is no section \"%s\". The sections are:", shown);
    for (size_t i = 0; i < resume->section_count; i++)
        command_printf(request, stderr, "%s %s", i > 0 ? "," : "",
                       section_title(resume->sections[i].kind, language));
    fputs(".\n", stderr);
    return EXIT_FAILURE;
}

static int
command_text_run(const struct request *request)
{
    int status;

    if (request->count < 2)
        return command_run_text(request->resume);
    if (request->count > 2) {
        fputs("text prints one section: ssh HOST text SECTION\n", stderr);
        return EXIT_FAILURE;
    }
    status = command_print_section(request, request->words[1]);
    return status >= 0
               ? status
               : command_text_refuse_section(request, request->words[1]);
}

const struct command command_text = {
    .word = "text",
    .aliases = "cv resume résumé all show print read plain ",
    .arguments = "[SECTION]",
    .help = "plain text of the résumé or one section",
    .quotes = true,
    .run = command_text_run,
};
