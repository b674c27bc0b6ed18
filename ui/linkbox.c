#include "linkbox.h"

#include <string.h>

#include "box.h"
#include "qr.h"
#include "text.h"

#define TEXT_WIDTH 60
#define TEXT_ROWS  6 /* around the code: label, address, hints */

/* Two modules a cell, one above the other: dark is the foreground. */
static void
draw_code(struct canvas *canvas, const struct area *area, const QRcode *code)
{
    static const char *const cells[2][2] = {{" ", "▄"}, {"▀", "█"}};
    int size = qr_size(code);

    for (int y = 0; y < size; y += 2)
        for (int x = 0; x < size; x++)
            canvas_text(
                canvas, area->row + y / 2, area->column + x, ROLE_CODE,
                cells[qr_is_dark(code, x, y)][qr_is_dark(code, x, y + 1)]);
}

/* NULL where it would not be seen: no colours, no blocks, no room. */
static QRcode *
make_code(const struct app *app, const struct canvas *canvas, const char *url)
{
    QRcode *code;

    if (app->charset != CHARSET_UNICODE ||
        app->theme->roles[ROLE_CODE].foreground < 0)
        return NULL;
    code = qr_encode(url);
    if (code != NULL &&
        ((qr_size(code) + 1) / 2 + TEXT_ROWS + 2 > canvas->rows ||
         qr_size(code) + 2 * BOX_BORDER > canvas->columns)) {
        QRcode_free(code);
        return NULL;
    }
    return code;
}

static int
draw_wrapped(struct canvas *canvas, const struct area *inside, int row,
             enum role role, const char *text)
{
    const char *line;
    size_t length;

    while (row < inside->row + inside->rows &&
           (line = text_wrap(&text, (size_t)inside->columns, &length)) != NULL)
        canvas_put(canvas, row++, inside->column, role, line, length,
                   inside->columns);
    return row;
}

void
linkbox_draw(const struct app *app, struct canvas *canvas)
{
    const struct link *link = &app->links[app->link_current];
    QRcode *code = make_code(app, canvas, link->url);
    int code_rows = code == NULL ? 0 : (qr_size(code) + 1) / 2 + 1;
    struct area inside =
        box_draw(canvas, TEXT_WIDTH, TEXT_ROWS + code_rows,
                 language_word(app->language, WORD_LINK_TITLE));
    char position[64];
    int row =
        draw_wrapped(canvas, &inside, inside.row, ROLE_HEADING, link->label);

    row = draw_wrapped(canvas, &inside, row, ROLE_ACCENT, link->url) + 1;
    canvas_add_link(canvas, row - 2, inside.column, (int)text_width(link->url),
                    link->url);
    if (code != NULL) {
        struct area at = inside;

        at.row = row;
        draw_code(canvas, &at, code);
        row += code_rows;
        row = draw_wrapped(canvas, &inside, row, ROLE_MUTED,
                           language_word(app->language, WORD_LINK_SCAN));
    }
    if (app->link_count > 1) {
        language_format(position, sizeof(position), app->language,
                        WORD_POSITION_OF, app->link_current + 1,
                        app->link_count);
        canvas_text(canvas, row, inside.column, ROLE_HINT, "←→");
        canvas_text(canvas, row, inside.column + 3, ROLE_MUTED, position);
    }
    QRcode_free(code);
}
