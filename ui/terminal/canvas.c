#include "terminal/canvas.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "sshd/base/clamp.h"
#include "terminal/charset.h"
#include "text/text.h"
#include "text/text_wrap.h"

/* Between pictographs few terminals know the joiner: they are drawn side by
 * side. Scripts that are spelt with it end at U+18AF. */
#define JOINER              0x200D
#define JOINED_SCRIPTS_LAST 0x18AF
#define SKIN_TONES_FIRST    0x1F3FB

static const struct cell blank = {{U' '}, ROLE_TEXT, 1};

int
canvas_resize(struct canvas *canvas, int columns, int rows)
{
    struct cell *cells;

    columns = clamp_between(columns, 1, CANVAS_COLUMNS_MAX);
    rows = clamp_between(rows, 1, CANVAS_ROWS_MAX);
    if (canvas->marks == NULL)
        canvas->marks = malloc(sizeof(*canvas->marks));
    if (canvas->marks == NULL)
        return -1;
    if (canvas->cells == NULL || columns != canvas->columns ||
        rows != canvas->rows) {
        cells = reallocarray(canvas->cells, (size_t)columns * (size_t)rows,
                             sizeof(*cells));
        if (cells == NULL)
            return -1;
        canvas->cells = cells;
        canvas->columns = columns;
        canvas->rows = rows;
    }
    canvas_clear(canvas);
    return 0;
}

void
canvas_fini(struct canvas *canvas)
{
    canvas_release_buffers(canvas);
    *canvas = (struct canvas){0};
}

void
canvas_release_buffers(struct canvas *canvas)
{
    free(canvas->cells);
    free(canvas->marks);
    canvas->cells = NULL;
    canvas->marks = NULL;
    canvas->spot_count = canvas->link_count = 0;
}

void
canvas_clear(struct canvas *canvas)
{
    for (int i = 0; i < canvas->columns * canvas->rows; i++)
        canvas->cells[i] = blank;
    canvas->spot_count = canvas->link_count = 0;
    canvas->cursor_row = canvas->cursor_column = 0;
    canvas->cursor_shown = false;
}

struct cell *
canvas_cell(const struct canvas *canvas, int row, int column)
{
    if (row < 0 || row >= canvas->rows || column < 0 ||
        column >= canvas->columns)
        return NULL;
    return &canvas->cells[row * canvas->columns + column];
}

/* A write to COLUMN may overwrite half of a wide character: blank the other
 * half. */
static void
canvas_blank_halves(struct canvas *canvas, int row, int column)
{
    struct cell *cell = canvas_cell(canvas, row, column);

    if (cell != NULL && cell->width == 0) {
        cell[-1] = blank;
        *cell = blank;
    } else if (cell != NULL && cell->width == 2) {
        cell[0] = blank;
        cell[1] = blank;
    }
}

static void
canvas_add_mark(struct canvas *canvas, int row, int column, char32_t c)
{
    struct cell *cell = canvas_cell(canvas, row, column);

    if (cell != NULL && cell->width == 0)
        cell--;
    /* Terminals disagree about the width of joined and coloured pictographs. */
    if (cell == NULL || c >= SKIN_TONES_FIRST ||
        (c == JOINER && cell->text[0] > JOINED_SCRIPTS_LAST))
        return;
    for (int i = 1; i < 3; i++) {
        if (cell->text[i] == 0) {
            cell->text[i] = c;
            return;
        }
    }
}

static void
canvas_set_cell(struct canvas *canvas, int row, int column, enum role role,
                char32_t c, int width)
{
    struct cell *cell = canvas_cell(canvas, row, column);

    if (cell == NULL)
        return;
    if (width == 2 && column + 1 >= canvas->columns) {
        c = U' '; /* a wide character does not fit at the edge */
        width = 1;
    }
    canvas_blank_halves(canvas, row, column);
    if (width == 2) {
        canvas_blank_halves(canvas, row, column + 1);
        cell[1] = (struct cell){{0}, (unsigned char)role, 0};
    }
    *cell = (struct cell){{c}, (unsigned char)role, (unsigned char)width};
}

int
canvas_put(struct canvas *canvas, int row, int column, enum role role,
           const char *text, size_t length, int columns)
{
    const char *end = text + length;
    int used = 0;

    while (text < end) {
        char32_t c = charset_map(canvas->charset, text_next(&text));
        int width = text_char_width(c);

        if (c == 0)
            break;
        if (width == 0) {
            if (used > 0)
                canvas_add_mark(canvas, row, column + used - 1, c);
            continue;
        }
        if (used + width > columns)
            break;
        canvas_set_cell(canvas, row, column + used, role, c, width);
        used += width;
    }
    return used;
}

int
canvas_text(struct canvas *canvas, int row, int column, enum role role,
            const char *text)
{
    return canvas_put(canvas, row, column, role, text, strlen(text),
                      canvas->columns - column);
}

int
canvas_text_cut(struct canvas *canvas, int row, int column, enum role role,
                const char *text, int columns)
{
    int used;

    if (columns <= 0)
        return 0;
    if (text_width(text) <= (size_t)columns)
        return canvas_put(canvas, row, column, role, text, strlen(text),
                          columns);
    used = canvas_put(canvas, row, column, role, text,
                      text_fit(text, (size_t)columns - 1), columns - 1);
    return used + canvas_put(canvas, row, column + used, role, "…", 3, 1);
}

int
canvas_text_right(struct canvas *canvas, int row, int end, enum role role,
                  const char *text)
{
    return canvas_text(canvas, row, end - (int)text_width(text), role, text);
}

void
canvas_repeat(struct canvas *canvas, int row, int column, enum role role,
              const char *text, int count)
{
    char32_t c = charset_map(canvas->charset, text_next(&text));

    for (int i = 0; i < count; i++)
        canvas_set_cell(canvas, row, column + i, role, c, 1);
}

void
canvas_paint(struct canvas *canvas, int row, int column, int count,
             enum role role)
{
    for (int i = 0; i < count; i++) {
        struct cell *cell = canvas_cell(canvas, row, column + i);

        if (cell != NULL)
            cell->role = (unsigned char)role;
    }
}

static bool
canvas_overlaps(int first, int count, int other_first, int other_count)
{
    return first < other_first + other_count && other_first < first + count;
}

void
canvas_blank(struct canvas *canvas, int row, int column, int rows, int columns)
{
    int links = 0, spots = 0;

    for (int i = 0; i < canvas->link_count; i++) {
        const struct hyperlink *link = &canvas->marks->links[i];

        if (!canvas_overlaps(link->row, 1, row, rows) ||
            !canvas_overlaps(link->column, link->columns, column, columns))
            canvas->marks->links[links++] = *link;
    }
    canvas->link_count = links;
    for (int i = 0; i < canvas->spot_count; i++) {
        const struct spot *spot = &canvas->marks->spots[i];

        if (!canvas_overlaps(spot->row, 1, row, rows) ||
            !canvas_overlaps(spot->column, spot->columns, column, columns))
            canvas->marks->spots[spots++] = *spot;
    }
    canvas->spot_count = spots;
    for (int y = row; y < row + rows; y++)
        canvas_repeat(canvas, y, column, ROLE_TEXT, " ", columns);
}

void
canvas_add_spot(struct canvas *canvas, int row, int column, int columns,
                int action, int argument)
{
    if (canvas->spot_count < CANVAS_SPOTS_MAX)
        canvas->marks->spots[canvas->spot_count++] =
            (struct spot){row, column, columns, action, argument};
}

const struct spot *
canvas_spot(const struct canvas *canvas, int row, int column)
{
    for (int i = canvas->spot_count - 1; i >= 0; i--) {
        const struct spot *spot = &canvas->marks->spots[i];

        if (spot->row == row && column >= spot->column &&
            column < spot->column + spot->columns)
            return spot;
    }
    return NULL;
}

void
canvas_add_link(struct canvas *canvas, int row, int column, int columns,
                const char *url)
{
    struct hyperlink *link = &canvas->marks->links[canvas->link_count];

    columns = clamp_most(columns, canvas->columns - column);
    if (canvas->link_count == CANVAS_LINKS_MAX || columns <= 0 || row < 0 ||
        row >= canvas->rows || column < 0 || strlen(url) > CANVAS_URL_MAX)
        return;
    *link = (struct hyperlink){row, column, columns, ""};
    memcpy(link->url, url, strlen(url) + 1);
    canvas->link_count++;
}
