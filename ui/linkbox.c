#include "linkbox.h"

#include <qrencode.h>
#include <string.h>

#include "box.h"
#include "text.h"

#define QUIET      4 /* modules of light around a code (ISO/IEC 18004) */
#define TEXT_WIDTH 60
#define TEXT_ROWS  6 /* around the code: label, address, hints */

static bool
is_dark(const QRcode *code, int x, int y)
{
    x -= QUIET;
    y -= QUIET;
    if (x < 0 || y < 0 || x >= code->width || y >= code->width)
        return false;
    return code->data[y * code->width + x] & 1;
}

/* Two modules a cell, one above the other: dark is the foreground. */
static void
draw_code(struct canvas *canvas, const struct area *area, const QRcode *code)
{
    static const char *const cells[2][2] = {{" ", "▄"}, {"▀", "█"}};
    int size = code->width + 2 * QUIET;

    for (int y = 0; y < size; y += 2)
        for (int x = 0; x < size; x++)
            canvas_text(canvas, area->row + y / 2, area->column + x, ROLE_CODE,
                        cells[is_dark(code, x, y)][is_dark(code, x, y + 1)]);
}

/* NULL where it would not be seen: no colours, no blocks, no room. */
static QRcode *
make_code(const struct app *app, const struct canvas *canvas, const char *url)
{
    QRcode *code;

    if (app->charset != CHARSET_UNICODE ||
        app->theme->roles[ROLE_CODE].foreground < 0)
        return NULL;
    code = QRcode_encodeString(url, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
    if (code != NULL &&
        ((code->width + 2 * QUIET + 1) / 2 + TEXT_ROWS + 2 > canvas->rows ||
         code->width + 2 * QUIET + 2 * BOX_BORDER > canvas->columns)) {
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
    int code_rows = code == NULL ? 0 : (code->width + 2 * QUIET + 1) / 2 + 1;
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
