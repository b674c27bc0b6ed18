#include "goodbye.h"

#include <string.h>

#include "app/links.h"
#include "search/source.h"
#include "language/language.h"
#include "resume/resume.h"
#include "screen/availability.h"
#include "text/codepoint.h"
#include "text/text.h"

#define COLUMNS_MAX 76 /* of the card's text */
#define FRAME       4  /* columns of the border and the blanks beside it */
#define MARGIN      2  /* left of the card, if there is room */
#define LINES_MAX   40
#define TEXT_SIZE   320

struct card {
    const char *lines[LINES_MAX];
    int count;
    int columns; /* of the widest line */
    char available[TEXT_SIZE], command[TEXT_SIZE];
};

static void
goodbye_add(struct card *card, const char *text)
{
    int width = (int)text_width(text);

    if (*text == '\0' || card->count == LINES_MAX)
        return;
    card->lines[card->count++] = text;
    if (width > card->columns)
        card->columns = width;
}

static void
goodbye_add_person(struct card *card, const struct goodbye *goodbye)
{
    const struct resume *resume = goodbye->resume;
    char note[AVAILABILITY_NOTE_SIZE];

    goodbye_add(card, resume->name);
    goodbye_add(card, resume->label);
    availability_text(card->available, sizeof(card->available), resume,
                      goodbye->today);
    availability_details(note, sizeof(note), resume, goodbye->today);
    if (*card->available != '\0' && *note != '\0' &&
        strstr(card->available, note) == NULL) {
        size_t length = strlen(card->available);

        snprintf(card->available + length, sizeof(card->available) - length,
                 " · %s", note);
    }
    goodbye_add(card, card->available);
    goodbye_add(card, " ");
    goodbye_add(card, resume->email);
    goodbye_add(card, resume->phone);
    goodbye_add(card, resume->url);
    for (size_t i = 0; i < resume->profile_count; i++)
        goodbye_add(card, *resume->profiles[i].url != '\0'
                              ? resume->profiles[i].url
                              : resume->profiles[i].username);
}

/* Add the command that fetches the files: scp works in every shell and with
 * every file. */
static void
goodbye_add_files(struct card *card, const struct goodbye *goodbye)
{
    const struct language *language = language_find(goodbye->resume->language);
    const char *host = links_host(goodbye->resume);
    const struct source_files *files = goodbye->files;
    bool pdf = false;

    for (size_t i = 0; i < files->count; i++)
        pdf = pdf || strcmp(files->names[i], "resume.pdf") == 0;
    if (card->count > 0 && *card->lines[card->count - 1] != ' ')
        goodbye_add(card, " ");
    goodbye_add(card, language_word(language, WORD_TAKE_AWAY));
    snprintf(card->command, TEXT_SIZE,
             pdf ? "scp %s:resume.pdf ." : "ssh %s text", host);
    goodbye_add(card, card->command);
    if (*goodbye->resume->host == '\0')
        goodbye_add(card, language_word(language, WORD_CONTACT_HOST));
    goodbye_add(card, " ");
    goodbye_add(card, language_word(language, WORD_LOGGED));
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

/* Print an edge of the card, with TITLE in it. */
static void
goodbye_put_edge(const struct goodbye *goodbye, int margin, int columns,
                 const char *corners[2], const char *title, FILE *out)
{
    int width = (int)text_width(title);

    fprintf(out, "%*s", margin, "");
    goodbye_put_text(goodbye, corners[0], out);
    if (width > 0 && width + 3 <= columns) {
        goodbye_put_text(goodbye, "─ ", out);
        goodbye_put_text(goodbye, title, out);
        fputc(' ', out);
        columns -= width + 3;
    }
    for (int i = 0; i < columns + 2; i++)
        goodbye_put_text(goodbye, "─", out);
    goodbye_put_text(goodbye, corners[1], out);
    fputc('\n', out);
}

static void
goodbye_put_line(const struct goodbye *goodbye, int margin, int columns,
                 const char *text, FILE *out)
{
    const char *line;
    size_t length;

    while ((line = text_wrap(&text, (size_t)columns, &length)) != NULL) {
        char part[TEXT_SIZE];

        snprintf(part, sizeof(part), "%.*s", (int)length, line);
        fprintf(out, "%*s", margin, "");
        goodbye_put_text(goodbye, "│ ", out);
        goodbye_put_text(goodbye, part, out);
        fprintf(out, "%*s", columns - (int)text_width(part), "");
        goodbye_put_text(goodbye, " │\n", out);
    }
}

void
goodbye_print(const struct goodbye *goodbye, FILE *out)
{
    const struct language *language = language_find(goodbye->resume->language);
    struct card card = {.count = 0};
    int most = goodbye->columns - FRAME, columns, margin;

    goodbye_add_person(&card, goodbye);
    goodbye_add_files(&card, goodbye);
    if (most > COLUMNS_MAX)
        most = COLUMNS_MAX;
    columns = card.columns < most ? card.columns : most;
    if (columns < 1)
        columns = 1;
    margin = columns + FRAME + 2 * MARGIN <= goodbye->columns ? MARGIN : 0;
    fputc('\n', out);
    if (goodbye->reason != NULL) {
        fprintf(out, "%*s", MARGIN, "");
        goodbye_put_text(goodbye, goodbye->reason, out);
        fputs("\n\n", out);
    }
    goodbye_put_edge(goodbye, margin, columns, (const char *[]){"┌", "┐"}, "",
                     out);
    for (int i = 0; i < card.count; i++)
        goodbye_put_line(goodbye, margin, columns, card.lines[i], out);
    goodbye_put_edge(goodbye, margin, columns, (const char *[]){"└", "┘"},
                     language_word(language, WORD_GOODBYE), out);
    fputc('\n', out);
    fflush(out);
}
