#include "app/header.h"

#include "screen/availability.h"
#include "screen/large_header.h"
#include "text/text.h"

#define LARGE_FROM_ROWS 20 /* lower windows: the text begins with the name */
#define LARGE_SHARE     3  /* it takes at most a third of the rows */
#define LINE_GAP        3  /* columns between the parts of a row */

enum layout_header
header_choose(const struct resume *resume, struct date today,
              const struct layout *layout)
{
    bool blank = *resume->name == '\0' && *resume->label == '\0';

    if (layout->rows <= LAYOUT_ROWS_MIN || blank)
        return HEADER_NONE;
    if (!layout->overview)
        return HEADER_LINE;
    if (layout->compact || layout->rows < LARGE_FROM_ROWS ||
        large_header_rows(resume, today, layout) * LARGE_SHARE > layout->rows)
        return HEADER_NONE;
    return HEADER_LARGE;
}

/* Draw the availability at the right end of the row, if COLUMNS hold all of it;
 * the Overview always shows it. Returns the columns used. */
static int
header_draw_availability(const struct resume *resume, struct date today,
                         const struct layout *layout, struct canvas *canvas,
                         int columns)
{
    char text[AVAILABILITY_SIZE];

    availability_text(text, sizeof(text), resume, today);
    if (*text == '\0' || (int)text_width(text) > columns)
        return 0;
    canvas_text_right(canvas, layout->header_row, layout->left + layout->width,
                      availability_role(resume), text);
    return (int)text_width(text) + LINE_GAP;
}

static void
header_draw_line(const struct resume *resume, struct date today,
                 const struct layout *layout, struct canvas *canvas)
{
    int row = layout->header_row;
    int column = layout->left, end = layout->left + layout->width;

    column += canvas_text_cut(canvas, row, column, ROLE_HEADING, resume->name,
                              layout->width) +
              LINE_GAP;
    end -=
        header_draw_availability(resume, today, layout, canvas, end - column);
    if ((int)text_width(resume->label) <= end - column)
        canvas_text(canvas, row, column, ROLE_MUTED, resume->label);
}

int
header_rows(const struct resume *resume, struct date today,
            const struct layout *layout, enum layout_header header)
{
    if (header == HEADER_LARGE)
        return large_header_rows(resume, today, layout);
    return header == HEADER_LINE ? 1 : 0;
}

void
header_draw(const struct resume *resume, struct date today,
            const struct layout *layout, struct canvas *canvas)
{
    if (layout->header == HEADER_LARGE)
        large_header_draw(resume, today, layout, canvas);
    else if (layout->header == HEADER_LINE)
        header_draw_line(resume, today, layout, canvas);
}
