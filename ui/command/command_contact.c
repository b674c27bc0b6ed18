/* The commands `contact` and `about`. */

#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "command/command_output.h"
#include "language/date.h"
#include "language/language.h"
#include "resume/resume.h"
#include "text/text_format.h"
#include "visit.h"

/* Print "LABEL: VALUE" of any length, unless VALUE is empty. */
static void
command_contact_line(const struct request *request, const char *label,
                     const char *value)
{
    char *line;

    if (*value == '\0')
        return;
    if (asprintf(&line, "%s%s%s", label, *label == '\0' ? "" : ": ", value) < 0)
        abort();
    command_print_wrapped(request, "", line);
    free(line);
}

/* Print "LABEL: ADDRESS" on one line, as a terminal wraps it: who copies it
 * gets no line break. */
static void
command_contact_address(const struct request *request, const char *label,
                        const char *address)
{
    if (*address != '\0')
        command_printf(request, stdout, "%s%s%s\n", label,
                       *label == '\0' ? "" : ": ", address);
}

static void
command_contact_profile(const struct request *request,
                        const struct profile *profile)
{
    const char *handle = profile_handle(profile);
    char label[256];

    text_format(label, sizeof(label), "%s%s%s", profile->network,
                *profile->network != '\0' && *handle != '\0' ? " " : "",
                handle);
    command_contact_address(request, label,
                            *profile->url != '\0' ? profile->url
                                                  : profile->username);
}

static void
command_contact_availability(const struct request *request)
{
    const struct availability *availability = &request->resume->availability;
    char note[AVAILABILITY_NOTE_SIZE], *line;

    if (!availability_shown(availability, date_today()))
        return;
    availability_note(note, sizeof(note), request->resume, date_today());
    if (asprintf(&line, "%s%s%s",
                 availability_label(availability, date_today()),
                 *note == '\0' ? "" : "; ", note) < 0)
        abort();
    command_contact_line(request, "", line);
    free(line);
}

static void
command_contact_print(const struct request *request)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);

    command_contact_address(request, language_word(language, WORD_EMAIL),
                            resume->email);
    command_contact_address(request, language_word(language, WORD_PHONE),
                            resume->phone);
    command_contact_address(request, language_word(language, WORD_WEB),
                            resume->url);
    for (size_t i = 0; i < resume->profile_count; i++)
        command_contact_profile(request, &resume->profiles[i]);
}

static int
command_contact_run(const struct request *request)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);

    visit_report_page("contact");
    command_contact_line(request, "", resume->name);
    command_contact_print(request);
    if (*resume->email == '\0')
        command_contact_line(request, "",
                             language_word(language, WORD_NO_EMAIL));
    return command_finish();
}

static int
command_contact_run_about(const struct request *request)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);

    visit_report_page("overview");
    command_contact_line(request, "", resume->name);
    command_contact_line(request, "", resume->label);
    command_contact_line(request, language_word(language, WORD_PLACE),
                         resume->place);
    command_contact_availability(request);
    command_contact_print(request);
    if (*resume->summary != '\0')
        putchar('\n');
    command_contact_line(request, "", resume->summary);
    return command_finish();
}

const struct command command_contact = {
    .word = "contact",
    .aliases = "contacts email e-mail mail phone tel links profiles ",
    .arguments = "",
    .help = "e-mail, phone, web",
    .quotes = true,
    .run = command_contact_run,
};

const struct command command_about = {
    .word = "about",
    .aliases = "summary overview basics availability available profile ",
    .arguments = "",
    .help = "a short summary",
    .quotes = true,
    .run = command_contact_run_about,
};
