#include "screen/help.h"

#include <stdio.h>
#include <string.h>

#include "screen/box.h"
#include "app/keymap.h"
#include "app/links.h"
#include "text/text.h"

#define KEYS_SHOWN   2 /* of each action */
#define KEYS_COMPACT 1
#define ROWS_MAX     ACTION_COUNT
#define ROWS_MIN     8 /* of keys, or else no hint below them */
#define COLUMN_GAP   3
#define TEXT_SIZE    128

/* A line of help: the keys of all actions that share a word. */
struct help_row {
    char keys[TEXT_SIZE];
    const char *word;
};

struct help {
    struct help_row rows[ROWS_MAX];
    int count;
    int keys_width, words_width;
};

static void
append(char *text, const char *addition, const char *gap)
{
    size_t length = strlen(text);

    snprintf(text + length, TEXT_SIZE - length, "%s%s", length == 0 ? "" : gap,
             addition);
}

static void
add_keys(char *keys, enum word word, size_t most)
{
    for (size_t ordinal = 0; ordinal < most; ordinal++) {
        const char *gap = ordinal > 0 ? "  " : " ";

        for (int i = 1; i < ACTION_COUNT; i++) {
            const char *name;

            if (action_word((enum action)i) != word)
                continue;
            name = keymap_name(MODE_BROWSE, (enum action)i, ordinal);
            if (name == NULL || (i == ACTION_SECTION && ordinal > 0))
                continue;
            append(keys, name, gap);
            gap = " ";
        }
    }
}

/* An action's word that has its line already. */
static bool
is_listed(const struct help *help, const char *word)
{
    for (int i = 0; i < help->count; i++)
        if (help->rows[i].word == word)
            return true;
    return false;
}

static bool
has_link(const struct app *app)
{
    struct link links[LINKS_MAX];

    for (size_t i = 0; i < app->view_count; i++)
        for (int j = 0; j < app->views[i].item_count; j++)
            if (*app->views[i].items[j].entry->url != '\0')
                return true;
    return links_find(app->resume, "", "", links) > 0;
}

/* What this résumé gives nothing to do for is not listed. */
static bool
is_useful(const struct app *app, enum action action)
{
    if (action == ACTION_COPY)
        return *app->resume->email != '\0';
    return action != ACTION_LINK || has_link(app);
}

static void
compose(struct help *help, const struct app *app, size_t most)
{
    const struct language *language = app->language;

    help->count = help->keys_width = help->words_width = 0;
    for (int i = 1; i < ACTION_COUNT; i++) {
        enum word word = action_word((enum action)i);
        struct help_row *row = &help->rows[help->count];
        int width;

        if (is_listed(help, language_word(language, word)))
            continue;
        if (!is_useful(app, (enum action)i))
            continue;
        row->keys[0] = '\0';
        row->word = language_word(language, word);
        add_keys(row->keys, word, most);
        if (row->keys[0] == '\0')
            continue;
        width = (int)text_width(row->keys);
        if (width > help->keys_width)
            help->keys_width = width;
        width = (int)text_width(row->word);
        if (width > help->words_width)
            help->words_width = width;
        help->count++;
    }
}

static void
draw_rows(const struct help *help, struct canvas *canvas,
          const struct area *inside, int columns, int rows)
{
    int width = help->keys_width + COLUMN_GAP + help->words_width + COLUMN_GAP;

    for (int i = 0; i < help->count && i < rows * columns; i++) {
        int row = inside->row + i % rows;
        int column = inside->column + i / rows * width;

        canvas_text_cut(canvas, row, column, ROLE_HINT, help->rows[i].keys,
                        help->keys_width);
        column += help->keys_width + COLUMN_GAP;
        canvas_text_cut(canvas, row, column, ROLE_TEXT, help->rows[i].word,
                        inside->column + inside->columns - column);
    }
}

/* How the rows of the box are shared out between the keys and the hint below
 * them. Where there is no room for all, the last keys go first. */
static int
share_rows(int *keys, int hint, int room)
{
    if (*keys + hint <= room)
        return hint;
    if (room - hint < ROWS_MIN)
        hint = 0;
    *keys = *keys > room - hint ? room - hint : *keys;
    return hint;
}

void
help_draw(const struct app *app, struct canvas *canvas)
{
    const char *hint = language_word(app->language, WORD_PLAIN_TEXT_HINT);
    int columns = 2, rows, width, hint_rows;
    char command[TEXT_SIZE];
    struct area inside;
    struct help help;

    snprintf(command, sizeof(command), "ssh %s text", links_host(app->resume));
    compose(&help, app, app->layout.compact ? KEYS_COMPACT : KEYS_SHOWN);
    width = help.keys_width + COLUMN_GAP + help.words_width;
    if (2 * width + COLUMN_GAP + 2 * BOX_BORDER > canvas->columns)
        columns = 1;
    width = columns * width + (columns - 1) * COLUMN_GAP;
    if (width > canvas->columns - 2 * BOX_BORDER)
        width = canvas->columns - 2 * BOX_BORDER;
    rows = (help.count + columns - 1) / columns;
    hint_rows = share_rows(
        &rows, 1 + box_text_rows(hint, width) + box_text_rows(command, width),
        canvas->rows - 2);
    inside = box_draw(canvas, width, rows + hint_rows,
                      language_word(app->language, WORD_KEYS));
    draw_rows(&help, canvas, &inside, columns, rows);
    rows = box_text(canvas, &inside, inside.row + rows + 1, ROLE_MUTED, hint);
    box_text(canvas, &inside, rows, ROLE_TEXT, command);
    canvas->cursor_row = inside.row;
    canvas->cursor_column = inside.column;
}
