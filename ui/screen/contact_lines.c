#include "screen/contact_lines.h"

#include <stdio.h>
#include <string.h>

#include "sshd/base/clamp.h"
#include "text/text.h"

#define INDENT        2  /* of a command below its heading */
#define PROSE_COLUMNS 60 /* of a sentence, unless the box is wider */

static struct contact_line *
contact_lines_add(struct contact *contact, enum role role, const char *text)
{
    static struct contact_line dropped;
    struct contact_line *line = contact->count < CONTACT_LINES_MAX
                                    ? &contact->lines[contact->count]
                                    : &dropped;

    *line = (struct contact_line){.text = text, .role = role};
    if (*text != '\0' && line != &dropped)
        contact->count++;
    return line;
}

static void
contact_lines_add_blank(struct contact *contact)
{
    if (contact->count > 0 && *contact->lines[contact->count - 1].text != ' ')
        contact_lines_add(contact, ROLE_TEXT, " ");
}

static void
contact_lines_add_command(struct contact *contact, const char *command,
                          char key)
{
    struct contact_line *line =
        contact_lines_add(contact, ROLE_ACCENT, command);

    line->indent = INDENT;
    line->key = key;
}

static void
contact_lines_add_person(struct contact *contact, const struct resume *resume)
{
    contact_lines_add(contact, ROLE_HEADING, resume->name);
    contact_lines_add(contact, ROLE_LINK, resume->email)->key = 'y';
    contact_lines_add(contact, ROLE_TEXT, resume->phone)->key = 'Y';
    contact_lines_add(contact, ROLE_LINK, resume->url)->link = true;
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];

        if (*profile->url == '\0' || *profile_handle(profile) != '\0') {
            contact_lines_add(contact, ROLE_MUTED, profile->network);
            contact_lines_add(contact, ROLE_TEXT, profile->username)->indent =
                *profile->network == '\0' ? 0 : INDENT;
        }
        contact_lines_add(contact, ROLE_LINK, profile->url)->link = true;
    }
    contact_lines_add(contact, ROLE_MUTED, resume->place);
}

/* Write the files other than the PDF, such as "resume.txt .html .md". */
static size_t
contact_lines_name_others(const struct source_files *files, char *out,
                          size_t size)
{
    size_t count = 0, length = 0;

    *out = '\0';
    for (size_t i = 0; i < files->count && length < size; i++) {
        const char *name = files->names[i];

        if (source_is_pdf(name) || source_is_letter(name))
            continue;
        length +=
            (size_t)snprintf(out + length, size - length, "%s%s",
                             count == 0 ? "resume" : " ", strrchr(name, '.'));
        count++;
    }
    return count;
}

/* An audience finds its letter only under its own login name. */
static void
contact_lines_add_letter(struct contact *contact, const struct app *app)
{
    bool letter = false;

    for (size_t i = 0; i < app->files.count; i++)
        letter = letter || strcmp(app->files.names[i], "letter.pdf") == 0;
    if (!letter)
        return;
    contact_lines_add(contact, ROLE_MUTED,
                      section_title(SECTION_LETTER, app->language));
    snprintf(contact->scp_letter, CONTACT_COMMAND_SIZE,
             "scp %s@%s:letter.pdf .", app->files.audience,
             links_bare_host(app->resume));
    contact_lines_add_command(contact, contact->scp_letter, 0);
    contact_lines_add_blank(contact);
}

/* Add the commands that fetch the files. scp comes first: it works in every
 * shell. A redirection corrupts binary files in PowerShell before 7.4, so it is
 * shown for text only. */
static void
contact_lines_add_files(struct contact *contact, const struct app *app)
{
    const struct language *language = app->language;
    const char *host = links_host(app->resume);
    char names[CONTACT_COMMAND_SIZE - 1], folder[24];
    bool desk = app->files.single && !links_has_host(app->resume);
    bool pdf = source_has_pdf(&app->files);

    app_remote_folder(app, folder, sizeof(folder));
    if (pdf) {
        contact_lines_add(contact, ROLE_MUTED,
                          language_word(language, WORD_CONTACT_PDF));
        snprintf(contact->scp_pdf, CONTACT_COMMAND_SIZE,
                 "scp %s:%sresume.pdf .", host, folder);
        contact_lines_add_command(contact, contact->scp_pdf, '1');
        contact_lines_add_blank(contact);
    }
    if (contact_lines_name_others(&app->files, names, sizeof(names)) > 0) {
        if (pdf)
            language_format(contact->others, CONTACT_COMMAND_SIZE, language,
                            WORD_CONTACT_ALL, names);
        else
            snprintf(contact->others, CONTACT_COMMAND_SIZE, "%s:", names);
        contact_lines_add(contact, ROLE_MUTED, contact->others);
        snprintf(contact->scp_all, CONTACT_COMMAND_SIZE,
                 "scp \"%s:%sresume.*\" .", host, folder);
        contact_lines_add_command(contact, contact->scp_all, '2');
        contact_lines_add_blank(contact);
    }
    contact_lines_add_letter(contact, app);
    contact_lines_add(contact, ROLE_MUTED,
                      language_word(language, WORD_CONTACT_TEXT));
    snprintf(contact->text, CONTACT_COMMAND_SIZE,
             desk              ? SOURCE_SINGLE_TEXT
             : *folder != '\0' ? "ssh %s cat %sresume.txt"
                               : "ssh %s text%s",
             host, folder);
    contact_lines_add_command(contact, contact->text, 0);
    if (!desk && !links_has_host(app->resume))
        contact_lines_add(contact, ROLE_MUTED,
                          language_word(language, WORD_CONTACT_HOST));
}

/* At the owner's desk, a single file has no other files beside it. */
static void
contact_lines_add_single_file(struct contact *contact, const struct app *app)
{
    contact_lines_add_blank(contact);
    contact_lines_add(contact, ROLE_MUTED,
                      language_word(app->language, WORD_CONTACT_FILE))
        ->prose = true;
}

int
contact_width(const struct contact *contact)
{
    int most = 0;

    for (int i = 0; i < contact->count; i++) {
        const struct contact_line *line = &contact->lines[i];
        int width = line->indent + (int)text_width(line->text) +
                    (line->key != 0 ? contact->key_width : 0);

        if (line->prose)
            width = clamp_most(width, PROSE_COLUMNS);
        most = clamp_least(most, width);
    }
    return most;
}

void
contact_compose(struct contact *contact, const struct app *app, int columns)
{
    contact->count = 0;
    *contact->scp_pdf = *contact->scp_all = '\0';
    contact->copy = language_word(app->language, WORD_CONTACT_COPY);
    contact->key_width = (int)text_width(contact->copy) + 4;
    if (app->contact.at_end) {
        contact_lines_add(contact, ROLE_STRONG,
                          language_word(app->language, WORD_CONTACT_END));
        contact_lines_add(contact, ROLE_MUTED,
                          language_word(app->language, WORD_CONTACT_NEXT));
        contact_lines_add_blank(contact);
    }
    contact_lines_add_person(contact, app->resume);
    contact_lines_add_blank(contact);
    contact_lines_add_files(contact, app);
    if (app->files.single)
        contact_lines_add_single_file(contact, app);
    if (contact_width(contact) > columns) {
        contact->copy = "";
        contact->key_width = 3;
    }
    for (int i = 0; i < contact->count; i++)
        if (contact->lines[i].link)
            contact->lines[i].text = link_fit(contact->lines[i].text, columns);
}

int
contact_line_columns(const struct contact *contact,
                     const struct contact_line *line, int columns)
{
    columns -= line->indent + (line->key != 0 ? contact->key_width : 0);
    return clamp_least(columns, 1);
}
