#include "goodbye.h"

#include <string.h>

#include "app/links.h"
#include "language/language.h"
#include "published/source.h"
#include "resume/resume.h"
#include "screen/availability.h"
#include "sshd/base/clamp.h"
#include "text/codepoint.h"
#include "text/text.h"
#include "text/text_format.h"
#include "text/text_wrap.h"

#define COLUMNS_MAX 76 /* of the card's text */
#define FRAME       4  /* columns of the border and the blanks beside it */
#define MARGIN      2  /* left of the card, if there is room */
#define LINES_MAX   40
#define TEXT_SIZE   320
#define EDGES       2 /* rows of the border */
#define PROMPT      1 /* rows of the shell's prompt, which follows */

struct card_line {
    const char *text; /* " ": a blank row */
    enum role role;
};

struct card {
    struct card_line lines[LINES_MAX];
    int count;
    int columns; /* of the text */
    int margin;  /* left of the frame */
    bool blank;  /* a blank row stands above and below */
    bool below;  /* the command stands below the frame */
    char available[TEXT_SIZE], command[TEXT_SIZE];
    char names[TEXT_SIZE]; /* in networks, each ends in NUL */
    size_t names_length;
};

static void
goodbye_add(struct card *card, enum role role, const char *text)
{
    if (*text != '\0' && card->count < LINES_MAX)
        card->lines[card->count++] = (struct card_line){text, role};
}

/* Remove the last line that is TEXT. Returns whether there was one. */
static bool
goodbye_remove(struct card *card, const char *text)
{
    int i = card->count;

    while (i > 0 && strcmp(card->lines[i - 1].text, text) != 0)
        i--;
    if (i == 0)
        return false;
    card->count--;
    memmove(&card->lines[i - 1], &card->lines[i],
            (size_t)(card->count - i + 1) * sizeof(card->lines[0]));
    return true;
}

/* Add an address; without https:// if it is wider than MOST with it. */
static void
goodbye_add_address(struct card *card, const char *address, int most)
{
    goodbye_add(card, ROLE_LINK, link_fit(address, most));
}

/* Add a profile's address; without one, the network and the name in it. */
static void
goodbye_add_profile(struct card *card, const struct profile *profile, int most)
{
    char *name = card->names + card->names_length;
    size_t left = sizeof(card->names) - card->names_length;
    const char *network = profile->network;

    if (*profile->url != '\0') {
        goodbye_add_address(card, profile->url, most);
        return;
    }
    text_format(name, left, "%s%s%s", network, *network != '\0' ? " " : "",
                profile->username);
    card->names_length += strlen(name) + (strlen(name) + 1 < left);
    goodbye_add(card, ROLE_TEXT, name);
}

static void
goodbye_add_person(struct card *card, const struct goodbye *goodbye, int most)
{
    const struct resume *resume = goodbye->resume;
    char note[AVAILABILITY_NOTE_SIZE];

    goodbye_add(card, ROLE_HEADING, resume->name);
    goodbye_add(card, ROLE_TEXT, resume->label);
    availability_text(card->available, sizeof(card->available), resume,
                      goodbye->today);
    availability_details(note, sizeof(note), resume, goodbye->today);
    if (*card->available != '\0' && *note != '\0' &&
        strstr(card->available, note) == NULL) {
        size_t length = strlen(card->available);

        snprintf(card->available + length, sizeof(card->available) - length,
                 " · %s", note);
    }
    goodbye_add(card, availability_role(resume), card->available);
    if (card->count > 0) /* the list of people has no name */
        goodbye_add(card, ROLE_TEXT, " ");
    goodbye_add(card, ROLE_LINK, resume->email);
    goodbye_add(card, ROLE_TEXT, resume->phone);
    goodbye_add_address(card, resume->url, most);
    for (size_t i = 0; i < resume->profile_count; i++)
        goodbye_add_profile(card, &resume->profiles[i], most);
}

/* Add the command that fetches the files, unless it is wider than MOST: scp
 * works in every shell and with every file. */
static void
goodbye_add_files(struct card *card, const struct goodbye *goodbye, int most)
{
    const struct language *language = language_find(goodbye->resume->language);
    const char *host = links_host(goodbye->resume);
    const struct source_files *files = goodbye->files;
    bool desk = files->single && !links_has_host(goodbye->resume);
    bool pdf = source_has_pdf(files);

    if (card->count > 0 && *card->lines[card->count - 1].text != ' ')
        goodbye_add(card, ROLE_TEXT, " ");
    snprintf(card->command, TEXT_SIZE,
             desk                       ? SOURCE_SINGLE_TEXT
             : pdf                      ? "scp %s:%sresume.pdf ."
             : *goodbye->folder != '\0' ? "ssh %s cat %sresume.txt"
                                        : "ssh %s text%s",
             host, goodbye->folder);
    card->below = (int)text_width(card->command) > most;
    if (!card->below) {
        goodbye_add(
            card, ROLE_MUTED,
            language_word(language, desk ? WORD_CONTACT_TEXT : WORD_TAKE_AWAY));
        goodbye_add(card, ROLE_STRONG, card->command);
    }
    if (desk)
        return;
    if (!links_has_host(goodbye->resume))
        goodbye_add(card, ROLE_MUTED,
                    language_word(language, WORD_CONTACT_HOST));
    if (!card->below)
        goodbye_add(card, ROLE_TEXT, " ");
    goodbye_add(card, ROLE_MUTED, language_word(language, WORD_LOGGED));
}

/* Returns the rows of all that is printed, with the prompt after it. */
static int
goodbye_rows(const struct card *card, const struct goodbye *goodbye)
{
    const struct language *language = language_find(goodbye->resume->language);
    int rows = EDGES + PROMPT + (card->blank ? 2 : 0);

    for (int i = 0; i < card->count; i++)
        rows += text_rows(card->lines[i].text, card->columns);
    if (goodbye->reason != NULL)
        rows += 1 + card->blank;
    if (card->below)
        rows += text_rows(language_word(language, WORD_TAKE_AWAY),
                          goodbye->columns) +
                text_rows(card->command, goodbye->columns);
    return rows;
}

static void
goodbye_lay_out(struct card *card, const struct goodbye *goodbye, int most)
{
    int columns = 1;

    for (int i = 0; i < card->count; i++) {
        int width = (int)text_width(card->lines[i].text);

        columns = clamp_least(columns, width);
    }
    card->columns = clamp_most(columns, most);
    card->blank = true;
    if (card->columns + FRAME + 2 * MARGIN <= goodbye->columns)
        card->margin = MARGIN;
    while (goodbye->rows > 0 && goodbye_rows(card, goodbye) > goodbye->rows)
        if (!goodbye_remove(card, " ")) {
            if (!card->blank)
                break;
            card->blank = false;
        }
    if (goodbye->rows > 0 && goodbye_rows(card, goodbye) > goodbye->rows)
        goodbye_remove(card, goodbye->resume->label);
}

/* Print the first LENGTH bytes of TEXT in the terminal's character set. */
static void
goodbye_put(const struct goodbye *goodbye, const char *text, size_t length,
            FILE *out)
{
    const char *end = text + length;

    while (text < end && *text != '\0') {
        char utf8[8];
        size_t bytes =
            codepoint_encode(utf8, sizeof(utf8),
                             charset_map(goodbye->charset, text_next(&text)));

        fwrite(utf8, 1, bytes, out);
    }
}

static void
goodbye_put_text(const struct goodbye *goodbye, const char *text, FILE *out)
{
    goodbye_put(goodbye, text, strlen(text), out);
}

/* Print the SGR sequence (ECMA-48) of ROLE, and TEXT, and reset it. */
static void
goodbye_put_styled(const struct goodbye *goodbye, enum role role,
                   const char *text, FILE *out)
{
    const struct style *style = &goodbye->theme->roles[role];
    int colour = style->foreground;

    if (style->bold)
        fputs("\033[1m", out);
    if (style->underline)
        fputs("\033[4m", out);
    if (colour >= 0)
        fprintf(out, colour < 8 ? "\033[3%dm" : "\033[38;5;%dm", colour);
    goodbye_put_text(goodbye, text, out);
    if (style->bold || style->underline || colour >= 0)
        fputs("\033[m", out);
}

/* Print an edge of the card, with TITLE in it. */
static void
goodbye_put_edge(const struct goodbye *goodbye, int margin, int columns,
                 const char *corners[2], const char *title, FILE *out)
{
    int width = (int)text_width(title);
    char rule[(COLUMNS_MAX + FRAME) * sizeof("─")] = "";

    fprintf(out, "%*s", margin, "");
    if (width > 0 && width + 3 <= columns) {
        goodbye_put_styled(goodbye, ROLE_RULE, corners[0], out);
        goodbye_put_styled(goodbye, ROLE_RULE, "─ ", out);
        goodbye_put_text(goodbye, title, out);
        fputc(' ', out);
        columns -= width + 3;
    } else {
        strcpy(rule, corners[0]);
    }
    for (int i = 0; i < columns + 2; i++)
        strcat(rule, "─");
    strcat(rule, corners[1]);
    goodbye_put_styled(goodbye, ROLE_RULE, rule, out);
    fputc('\n', out);
}

static void
goodbye_put_line(const struct goodbye *goodbye, int margin, int columns,
                 const struct card_line *whole, FILE *out)
{
    const char *text = whole->text, *line;
    size_t length;

    while ((line = text_wrap(&text, (size_t)columns, &length)) != NULL) {
        char part[TEXT_SIZE];

        snprintf(part, sizeof(part), "%.*s", (int)length, line);
        fprintf(out, "%*s", margin, "");
        goodbye_put_styled(goodbye, ROLE_RULE, "│", out);
        fputc(' ', out);
        goodbye_put_styled(goodbye, whole->role, part, out);
        fprintf(out, "%*s", columns - (int)text_width(part) + 1, "");
        goodbye_put_styled(goodbye, ROLE_RULE, "│", out);
        fputc('\n', out);
    }
}

/* Print the command that is too wide for the frame, in one piece. */
static void
goodbye_put_below(const struct card *card, const struct goodbye *goodbye,
                  FILE *out)
{
    const struct language *language = language_find(goodbye->resume->language);

    goodbye_put_styled(goodbye, ROLE_MUTED,
                       language_word(language, WORD_TAKE_AWAY), out);
    fputc('\n', out);
    goodbye_put_styled(goodbye, ROLE_STRONG, card->command, out);
    fputc('\n', out);
}

void
goodbye_print(const struct goodbye *goodbye, FILE *out)
{
    const struct language *language = language_find(goodbye->resume->language);
    struct card card = {.count = 0};
    int most = clamp_between(goodbye->columns - FRAME, 1, COLUMNS_MAX);

    goodbye_add_person(&card, goodbye, most);
    goodbye_add_files(&card, goodbye, most);
    goodbye_lay_out(&card, goodbye, most);
    if (card.blank)
        fputc('\n', out);
    if (goodbye->reason != NULL) {
        fprintf(out, "%*s", MARGIN, "");
        goodbye_put_text(goodbye, goodbye->reason, out);
        fputs(card.blank ? "\n\n" : "\n", out);
    }
    goodbye_put_edge(goodbye, card.margin, card.columns,
                     (const char *[]){"┌", "┐"}, "", out);
    for (int i = 0; i < card.count; i++)
        goodbye_put_line(goodbye, card.margin, card.columns, &card.lines[i],
                         out);
    goodbye_put_edge(goodbye, card.margin, card.columns,
                     (const char *[]){"└", "┘"},
                     language_word(language, WORD_GOODBYE), out);
    if (card.below)
        goodbye_put_below(&card, goodbye, out);
    if (card.blank)
        fputc('\n', out);
    fflush(out);
}
