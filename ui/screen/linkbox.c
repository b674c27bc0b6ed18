#include "screen/linkbox.h"

#include "screen/box.h"
#include "screen/qr.h"
#include "sshd/base/clamp.h"
#include "text/text_wrap.h"

#define TEXT_WIDTH 60
#define TEXT_ROWS  6 /* beside the code: label, address, hints */

/* Returns the QR code, or NULL if it cannot be shown: no colours, no block
 * characters, or no room. */
static QRcode *
linkbox_make_code(const struct app *app, const struct canvas *canvas,
                  const char *url)
{
    QRcode *code;

    if (app->charset != CHARSET_UNICODE ||
        app->theme->roles[ROLE_QR].foreground < 0)
        return NULL;
    code = qr_encode(url);
    if (code != NULL && (qr_rows(code) + TEXT_ROWS + 2 > canvas->rows ||
                         qr_columns(code) + 2 * BOX_BORDER > canvas->columns)) {
        QRcode_free(code);
        return NULL;
    }
    return code;
}

/* Draw a row for each line of the address; each row links to all of it. */
static int
linkbox_draw_url(struct canvas *canvas, const struct area *inside, int row,
                 const char *url)
{
    const char *text = url, *line;
    size_t length;

    while (row < inside->row + inside->rows &&
           (line = text_wrap(&text, (size_t)inside->columns, &length)) !=
               NULL) {
        int width = canvas_put(canvas, row, inside->column, ROLE_LINK, line,
                               length, inside->columns);

        canvas_add_link(canvas, row++, inside->column, width, url);
    }
    return row;
}

static void
linkbox_draw_position(const struct app *app, struct canvas *canvas,
                      const struct area *inside, int row)
{
    char position[64];

    language_format(position, sizeof(position), app->language, WORD_POSITION_OF,
                    app->link_current + 1, app->link_count);
    canvas_text(canvas, row, inside->column, ROLE_HINT, "←→");
    canvas_text(canvas, row, inside->column + 3, ROLE_MUTED, position);
}

void
linkbox_draw(const struct app *app, struct canvas *canvas)
{
    const struct link *link = &app->links[app->link_current];
    const char *scan = language_word(app->language, WORD_LINK_SCAN);
    QRcode *code = linkbox_make_code(app, canvas, link->url);
    int columns = clamp_most(canvas->columns - 2 * BOX_BORDER, TEXT_WIDTH);
    struct area inside;
    int rows, row;

    rows = text_rows(link->label, columns) + text_rows(link->url, columns);
    if (code != NULL)
        rows += 1 + qr_rows(code) + text_rows(scan, columns);
    if (app->link_count > 1)
        rows += 2;
    inside = box_draw(canvas, columns, rows,
                      language_word(app->language, WORD_LINK_TITLE));
    row = box_text(canvas, &inside, inside.row, ROLE_HEADING, link->label);
    row = linkbox_draw_url(canvas, &inside, row, link->url);
    if (code != NULL) {
        qr_draw(canvas, row + 1, inside.column, code);
        row += 1 + qr_rows(code);
        row = box_text(canvas, &inside, row, ROLE_MUTED, scan);
    }
    if (app->link_count > 1)
        linkbox_draw_position(app, canvas, &inside, row + 1);
    QRcode_free(code);
    canvas->cursor_row = inside.row;
    canvas->cursor_column = inside.column;
}
