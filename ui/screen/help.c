#include "screen/help.h"

#include <stdio.h>
#include <string.h>

#include "app/keymap.h"
#include "app/links.h"
#include "screen/box.h"
#include "screen/contactbox.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"
#include "text/text.h"
#include "text/text_wrap.h"

#define KEYS_SHOWN   2 /* maximum keys of each action */
#define KEYS_COMPACT 1
#define ROWS_MAX     ACTION_COUNT
#define LINES_MAX    7 /* below the keys */
#define COLUMN_GAP   3
#define TEXT_SIZE    128

/* A line of help: the keys of all actions that share a word. */
struct help_row {
    char keys[TEXT_SIZE];
    const char *word;
};

/* A paragraph below the keys. */
struct help_line {
    enum role role;
    char text[TEXT_SIZE];
};

struct help {
    struct help_row rows[ROWS_MAX];
    int count;
    struct help_line lines[LINES_MAX];
    int line_count;

    /* The layout for the window: */
    int columns; /* number of lists of keys, side by side */
    int keys_width[2], words_width[2]; /* columns of each list */
    int width;                         /* of all lists */
    int key_rows, rows_total, rows_shown;
};

static void
help_append(char *text, const char *addition, const char *gap)
{
    size_t length = strlen(text);

    snprintf(text + length, TEXT_SIZE - length, "%s%s", length == 0 ? "" : gap,
             addition);
}

static void
help_add_keys(char *keys, const struct language *language, enum word word,
              size_t most)
{
    for (size_t ordinal = 0; ordinal < most; ordinal++) {
        const char *gap = ordinal > 0 ? "  " : " ";

        for (int i = 1; i < ACTION_COUNT; i++) {
            const char *name;

            if (action_word((enum action)i) != word)
                continue;
            name = keymap_name(language, MODE_BROWSE, (enum action)i, ordinal);
            if (name == NULL || (i == ACTION_SECTION && ordinal > 0))
                continue;
            help_append(keys, name, gap);
            gap = " ";
        }
    }
}

/* Whether a line for WORD exists already. */
static bool
help_is_listed(const struct help *help, const char *word)
{
    for (int i = 0; i < help->count; i++)
        if (help->rows[i].word == word)
            return true;
    return false;
}

static bool
help_has_link(const struct app *app)
{
    struct link links[LINKS_MAX];

    for (size_t i = 0; i < app->view_count; i++)
        for (int j = 0; j < app->views[i].item_count; j++)
            if (links_of_entry(app->resume, "", app->views[i].items[j].entry,
                               links) > 0)
                return true;
    return links_find(app->resume, "", NULL, links) > 0;
}

/* Whether ACTION can have an effect on this résumé. */
static bool
help_is_useful(const struct app *app, enum action action)
{
    if (action == ACTION_COPY)
        return *app->resume->email != '\0';
    if (action == ACTION_COPY_PHONE)
        return *app->resume->phone != '\0';
    if (action == ACTION_LANGUAGE)
        return app->resumes != NULL && app->edition != NULL &&
               resumes_next_language(app->resumes, app->edition) !=
                   app->edition;
    return action != ACTION_LINK || help_has_link(app);
}

static void
help_compose_keys(struct help *help, const struct app *app, size_t most)
{
    const struct language *language = app->language;

    help->count = 0;
    for (int i = 1; i < ACTION_COUNT; i++) {
        enum word word = action_word((enum action)i);
        struct help_row *row = &help->rows[help->count];

        if (help_is_listed(help, language_word(language, word)))
            continue;
        if (!help_is_useful(app, (enum action)i))
            continue;
        row->keys[0] = '\0';
        row->word = language_word(language, word);
        help_add_keys(row->keys, language, word, most);
        if (row->keys[0] == '\0')
            continue;
        help->count++;
    }
}

static void
help_add_line(struct help *help, enum role role, const char *before,
              const char *text, const char *after)
{
    struct help_line *line = &help->lines[help->line_count++];

    line->role = role;
    snprintf(line->text, sizeof(line->text), "%s%s%s", before, text, after);
}

/* Compose the lines below the keys: how to fetch the files, and how to read
 * without the screens. */
static void
help_compose_lines(struct help *help, const struct app *app)
{
    const struct language *language = app->language;
    const char *host = links_host(app->resume);
    char command[TEXT_SIZE];

    help->line_count = 0;
    if (contactbox_command(app, '1', command, sizeof(command))) {
        help_add_line(help, ROLE_MUTED,
                      language_word(language, WORD_CONTACT_PDF), "", "");
        help_add_line(help, ROLE_TEXT, command, "", "");
    }
    help_add_line(help, ROLE_MUTED,
                  language_word(language, WORD_PLAIN_TEXT_HINT), "", "");
    if (app->files.single && !links_has_host(app->resume)) {
        help_add_line(help, ROLE_TEXT, SOURCE_SINGLE_TEXT, "", "");
        return;
    }
    help_add_line(help, ROLE_TEXT, "ssh ", host, " text");
    if (strchr(host, '@') == NULL)
        help_add_line(help, ROLE_TEXT, "ssh plain@", host, "");
    help_add_line(help, ROLE_TEXT, "ACCESSIBLE=1 ssh -o SendEnv=ACCESSIBLE ",
                  host, "");
    if (!links_has_host(app->resume))
        help_add_line(help, ROLE_MUTED,
                      language_word(language, WORD_CONTACT_HOST), "", "");
}

/* Divide the keys into COLUMNS lists. Returns the columns that they need. */
static int
help_part(struct help *help, int columns)
{
    int total = -COLUMN_GAP;

    help->columns = columns;
    help->key_rows = (help->count + columns - 1) / columns;
    memset(help->keys_width, 0, sizeof(help->keys_width));
    memset(help->words_width, 0, sizeof(help->words_width));
    for (int i = 0; i < help->count; i++) {
        int *keys = &help->keys_width[i / help->key_rows];
        int *words = &help->words_width[i / help->key_rows];
        int width = (int)text_width(help->rows[i].keys);

        *keys = clamp_least(*keys, width);
        width = (int)text_width(help->rows[i].word);
        *words = clamp_least(*words, width);
    }
    for (int i = 0; i < columns; i++)
        total += help->keys_width[i] + help->words_width[i] + 2 * COLUMN_GAP;
    return total;
}

/* Drop the last keys of actions if a word would be cut in a window of MOST
 * columns. */
static void
help_shorten_keys(struct help *help, int most)
{
    int room = most - COLUMN_GAP - help->words_width[0];

    for (int i = 0; i < help->count; i++) {
        char *keys = help->rows[i].keys, *end;

        while ((int)text_width(keys) > room &&
               (end = strrchr(keys, ' ')) != NULL)
            *end = '\0';
    }
    help->width = help_part(help, 1);
}

/* Compose the page with as many keys of each action as fit. */
static void
help_compose(struct help *help, const struct app *app)
{
    const struct {
        size_t keys;
        int columns;
    } tries[] = {
        {KEYS_SHOWN, 2},
        {KEYS_COMPACT, 2},
        {app->layout.compact ? KEYS_COMPACT : KEYS_SHOWN, 1},
    };
    int most = app->layout.columns - 2 * BOX_BORDER;

    for (size_t i = 0; i < COUNT(tries); i++) {
        help_compose_keys(help, app, tries[i].keys);
        help->width = help_part(help, tries[i].columns);
        if (help->width <= most)
            break;
    }
    if (help->width > most)
        help_shorten_keys(help, most);
    help_compose_lines(help, app);
    for (int i = 0; i < help->line_count; i++)
        help->width =
            clamp_least(help->width, (int)text_width(help->lines[i].text));
    help->width = clamp_most(help->width, most);
    help->rows_total = help->key_rows + 1;
    for (int i = 0; i < help->line_count; i++)
        help->rows_total += text_rows(help->lines[i].text, help->width);
    help->rows_shown =
        clamp_most(help->rows_total, app->layout.rows - BOX_ROWS);
}

static void
help_draw_keys(const struct help *help, struct canvas *canvas,
               const struct area *inside, int scroll)
{
    for (int i = 0; i < help->count; i++) {
        int list = i / help->key_rows, row = i % help->key_rows - scroll;
        int column = inside->column;

        if (row < 0 || row >= inside->rows)
            continue;
        row += inside->row;
        if (list > 0)
            column +=
                help->keys_width[0] + help->words_width[0] + 2 * COLUMN_GAP;
        canvas_text_cut(canvas, row, column, ROLE_HINT, help->rows[i].keys,
                        help->keys_width[list]);
        column += help->keys_width[list] + COLUMN_GAP;
        canvas_text_cut(canvas, row, column, ROLE_TEXT, help->rows[i].word,
                        inside->column + inside->columns - column);
    }
}

static void
help_draw_lines(const struct help *help, struct canvas *canvas,
                const struct area *inside, int scroll)
{
    int at = help->key_rows + 1 - scroll;

    for (int i = 0; i < help->line_count; i++) {
        const char *text = help->lines[i].text, *line;
        size_t length;

        while ((line = text_wrap(&text, (size_t)inside->columns, &length)) !=
               NULL) {
            if (at >= 0 && at < inside->rows)
                canvas_put(canvas, inside->row + at, inside->column,
                           help->lines[i].role, line, length, inside->columns);
            at++;
        }
    }
}

bool
help_scroll(struct app *app, int rows)
{
    int before = app->help_scroll;
    struct help help;

    help_compose(&help, app);
    app->help_scroll =
        clamp_between(before + rows, 0, help.rows_total - help.rows_shown);
    return app->help_scroll != before;
}

bool
help_has_more(const struct app *app)
{
    struct help help;

    help_compose(&help, app);
    return app->help_scroll + help.rows_shown < help.rows_total;
}

void
help_draw(const struct app *app, struct canvas *canvas)
{
    struct area inside;
    struct help help;
    char hint[TEXT_SIZE];

    help_compose(&help, app);
    inside = box_draw(canvas, help.width, help.rows_shown,
                      language_word(app->language, WORD_KEYS));
    help_draw_keys(&help, canvas, &inside, app->help_scroll);
    help_draw_lines(&help, canvas, &inside, app->help_scroll);
    if (app->help_scroll + help.rows_shown < help.rows_total) {
        snprintf(hint, sizeof(hint), "%s %s",
                 language_word(app->language, WORD_KEY_SPACE),
                 language_word(app->language, WORD_CONTACT_SCROLL));
        box_footer(canvas, &inside, inside.column + inside.columns, ROLE_HINT,
                   hint);
    }
    canvas->cursor_row = inside.row;
    canvas->cursor_column = inside.column;
}
