#include "screen/box.h"

#include "sshd/base/clamp.h"
#include "text/text.h"
#include "text/text_wrap.h"

#define FOOTER_ROWS 1 /* which stays visible */

struct area
box_draw(struct canvas *canvas, int columns, int rows, const char *title)
{
    int width = clamp_most(columns + 2 * BOX_BORDER, canvas->columns);
    int height = clamp_most(rows + 2, canvas->rows - FOOTER_ROWS);
    int left = (canvas->columns - width) / 2, right = left + width - 1;
    int top = (canvas->rows - FOOTER_ROWS - height) / 2;
    int bottom = top + height - 1;

    canvas_blank(canvas, top, left - 1, height, width + 2);
    canvas_repeat(canvas, top, left, ROLE_RULE, "─", width);
    canvas_repeat(canvas, bottom, left, ROLE_RULE, "─", width);
    for (int row = top + 1; row < bottom; row++) {
        canvas_text(canvas, row, left, ROLE_RULE, "│");
        canvas_text(canvas, row, right, ROLE_RULE, "│");
    }
    canvas_text(canvas, top, left, ROLE_RULE, "┌─");
    canvas_text(canvas, top, right, ROLE_RULE, "┐");
    canvas_text(canvas, bottom, left, ROLE_RULE, "└");
    canvas_text(canvas, bottom, right, ROLE_RULE, "┘");
    canvas_text(canvas, top, left + 2, ROLE_HEADING, " ");
    left += canvas_text(canvas, top, left + 3, ROLE_HEADING, title);
    canvas_text(canvas, top, left + 3, ROLE_HEADING, " ");
    return (struct area){top + 1, right - width + 1 + BOX_BORDER, height - 2,
                         width - 2 * BOX_BORDER};
}

int
box_text(struct canvas *canvas, const struct area *area, int row,
         enum role role, const char *text)
{
    const char *line;
    size_t length;

    while (row < area->row + area->rows &&
           (line = text_wrap(&text, (size_t)area->columns, &length)) != NULL)
        canvas_put(canvas, row++, area->column, role, line, length,
                   area->columns);
    return row;
}

int
box_footer(struct canvas *canvas, const struct area *area, int end,
           enum role role, const char *text)
{
    int row = area->row + area->rows;
    int width = (int)text_width(text);
    int column = end - width - 1;

    if (column < area->column)
        return end;
    canvas_text(canvas, row, column - 1, role, " ");
    canvas_text(canvas, row, column, role, text);
    canvas_text(canvas, row, column + width, role, " ");
    return column - 1;
}
