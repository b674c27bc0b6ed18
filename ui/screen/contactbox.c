#include "screen/contactbox.h"

#include <stdio.h>

#include "screen/box.h"
#include "app/links.h"
#include "text/text.h"

#define LINE_SIZE 320
#define LINES_MAX (SOURCE_FILES_MAX + 3)

struct lines {
    char items[LINES_MAX][LINE_SIZE];
    int count, columns;
};

static void
add(struct lines *lines, const char *host, const char *command)
{
    char *line;
    int width;

    if (lines->count == LINES_MAX)
        return;
    line = lines->items[lines->count];
    snprintf(line, LINE_SIZE, "ssh %s%s", host, command);
    width = (int)text_width(line);
    if (width > lines->columns)
        lines->columns = width;
    lines->count++;
}

static void
compose(struct lines *lines, const struct app *app)
{
    const char *host = links_host(app->resume);
    char command[2 * SOURCE_NAME_MAX + 8];

    lines->count = 0;
    lines->columns = 0;
    add(lines, host, "");
    for (size_t i = 0; i < app->files.count; i++) {
        const char *name = app->files.names[i];

        snprintf(command, sizeof(command), " %s > %s", source_file_word(name),
                 name);
        add(lines, host, command);
    }
}

void
contactbox_draw(const struct app *app, struct canvas *canvas)
{
    const char *lead = language_word(app->language, WORD_TAKE_AWAY);
    int columns = canvas->columns - 2 * BOX_BORDER, row;
    struct area inside;
    struct lines lines;

    compose(&lines, app);
    if ((int)text_width(lead) > lines.columns)
        lines.columns = (int)text_width(lead);
    if (columns > lines.columns)
        columns = lines.columns;
    inside = box_draw(canvas, columns,
                      box_text_rows(lead, columns) + 1 + lines.count,
                      language_word(app->language, WORD_HELP_TAKE));
    row = box_text(canvas, &inside, inside.row, ROLE_MUTED, lead) + 1;
    for (int i = 0; i < lines.count; i++)
        row = box_text(canvas, &inside, row, ROLE_ACCENT, lines.items[i]);
    canvas->cursor_row = inside.row;
    canvas->cursor_column = inside.column;
}
