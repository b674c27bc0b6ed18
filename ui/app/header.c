#include "app/header.h"

#include "screen/availability.h"
#include "screen/large_header.h"
#include "text/text.h"

#define LINE_BELOW_ROWS 16 /* shorter windows get one line */
#define CARD_TEXT_ROWS  3  /* below the name, at most */
#define LINE_GAP        3  /* between the parts of a row */

enum layout_header
header_choose(const struct layout *layout, bool large_header)
{
    if (layout->rows <= LAYOUT_ROWS_MIN)
        return HEADER_NONE;
    if (!large_header || layout->rows < LINE_BELOW_ROWS)
        return HEADER_LINE;
    return layout->compact ? HEADER_CARD : HEADER_LARGE;
}

/* Headline and place, wrapped; drawn where CANVAS is not NULL. Returns the
 * rows they take. */
static int
draw_card_text(const struct resume *resume, const struct layout *layout,
               struct canvas *canvas)
{
    const char *const texts[] = {resume->label, resume->place};
    const enum role roles[] = {ROLE_TEXT, ROLE_MUTED};
    int rows = 0;

    for (int i = 0; i < 2; i++) {
        const char *text = texts[i], *line;
        size_t length;

        while (rows < CARD_TEXT_ROWS &&
               (line = text_wrap(&text, (size_t)layout->width, &length)) !=
                   NULL) {
            rows++;
            if (canvas != NULL)
                canvas_put(canvas, layout->header_row + rows, layout->left,
                           roles[i], line, length, layout->width);
        }
    }
    return rows;
}

/* At the right end of the header's first row: all of it, or its first word,
 * or nothing, as COLUMNS allow. Returns the columns it took. */
static int
draw_availability(const struct resume *resume, struct date today,
                  const struct layout *layout, struct canvas *canvas,
                  int columns)
{
    char text[AVAILABILITY_SIZE];

    availability_text(text, sizeof(text), resume, today);
    if ((int)text_width(text) > columns)
        availability_shorten(text);
    if (*text == '\0' || (int)text_width(text) > columns)
        return 0;
    canvas_text_right(canvas, layout->header_row, layout->left + layout->width,
                      availability_role(resume), text);
    return (int)text_width(text) + LINE_GAP;
}

static void
draw_card(const struct resume *resume, struct date today,
          const struct layout *layout, struct canvas *canvas)
{
    int used = canvas_text_cut(canvas, layout->header_row, layout->left,
                               ROLE_HEADING, resume->name, layout->width);

    draw_card_text(resume, layout, canvas);
    draw_availability(resume, today, layout, canvas,
                      layout->width - used - LINE_GAP);
}

static void
draw_line(const struct resume *resume, struct date today,
          const struct layout *layout, struct canvas *canvas)
{
    int row = layout->header_row;
    int column = layout->left, end = layout->left + layout->width;
    int label = (int)text_width(resume->label);

    column += canvas_text_cut(canvas, row, column, ROLE_HEADING, resume->name,
                              layout->width) +
              LINE_GAP;
    end -= draw_availability(resume, today, layout, canvas,
                             end - column - label - LINE_GAP);
    canvas_text_cut(canvas, row, column, ROLE_MUTED, resume->label,
                    end - column);
}

int
header_rows(const struct resume *resume, struct date today,
            const struct layout *layout, enum layout_header header)
{
    switch (header) {
    case HEADER_NONE:
        return 0;
    case HEADER_LINE:
        return 1;
    case HEADER_CARD:
        return 1 + draw_card_text(resume, layout, NULL);
    case HEADER_LARGE:
        return large_header_rows(resume, today, layout);
    }
    return 0;
}

void
header_draw(const struct resume *resume, struct date today,
            const struct layout *layout, struct canvas *canvas)
{
    switch (layout->header) {
    case HEADER_NONE:
        break;
    case HEADER_LINE:
        draw_line(resume, today, layout, canvas);
        break;
    case HEADER_CARD:
        draw_card(resume, today, layout, canvas);
        break;
    case HEADER_LARGE:
        large_header_draw(resume, today, layout, canvas);
        break;
    }
}
