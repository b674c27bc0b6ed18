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
contact_line(const struct request *request, const char *label,
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
contact_address(const struct request *request, const char *label,
                const char *address)
{
    if (*address != '\0')
        command_printf(request, stdout, "%s%s%s\n", label,
                       *label == '\0' ? "" : ": ", address);
}

static void
contact_profile(const struct request *request, const struct profile *profile)
{
    const char *handle = profile_handle(profile);
    char label[256];

    text_format(label, sizeof(label), "%s%s%s", profile->network,
                *profile->network != '\0' && *handle != '\0' ? " " : "",
                handle);
    contact_address(request, label,
                    *profile->url != '\0' ? profile->url : profile->username);
}

static void
contact_availability(const struct request *request)
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
    contact_line(request, "", line);
    free(line);
}

static void
contact_print(const struct request *request)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);

    contact_address(request, language_word(language, WORD_EMAIL),
                    resume->email);
    contact_address(request, language_word(language, WORD_PHONE),
                    resume->phone);
    contact_address(request, language_word(language, WORD_WEB), resume->url);
    for (size_t i = 0; i < resume->profile_count; i++)
        contact_profile(request, &resume->profiles[i]);
}

static int
contact_run(const struct request *request)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);

    visit_report_page("contact");
    contact_line(request, "", resume->name);
    contact_print(request);
    if (*resume->email == '\0')
        contact_line(request, "", language_word(language, WORD_NO_EMAIL));
    return command_finish();
}

static int
about_run(const struct request *request)
{
    const struct resume *resume = request->resume;
    const struct language *language = language_find(resume->language);

    visit_report_page("overview");
    contact_line(request, "", resume->name);
    contact_line(request, "", resume->label);
    contact_line(request, language_word(language, WORD_PLACE), resume->place);
    contact_availability(request);
    contact_print(request);
    if (*resume->summary != '\0')
        putchar('\n');
    contact_line(request, "", resume->summary);
    return command_finish();
}

const struct command command_contact = {
    .word = "contact",
    .aliases = "contacts email e-mail mail phone tel links profiles ",
    .arguments = "",
    .help = "e-mail, phone, web",
    .quotes = true,
    .run = contact_run,
};

const struct command command_about = {
    .word = "about",
    .aliases = "summary overview basics availability available profile ",
    .arguments = "",
    .help = "a short summary",
    .quotes = true,
    .run = about_run,
};
