#include "screen/searchbar.h"

#include <stdio.h>

#include "screen/breadcrumb.h"
#include "text/text.h"

#define PLACE_SIZE 512

static void
draw_prompt(const struct app *app, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    const struct search *search = &app->search;
    int row = layout->prompt_row, end = layout->left + layout->width;
    int column = layout->left;
    char count[64] = "";

    if (search->count > 0)
        language_format(count, sizeof(count), app->language, WORD_POSITION_OF,
                        search->current + 1, search->count);
    else if (search_is_on(search))
        snprintf(count, sizeof(count), "%s",
                 language_word(app->language, WORD_NO_MATCH));
    column += canvas_text(canvas, row, column, ROLE_HINT, "/");
    column += canvas_text_cut(canvas, row, column, ROLE_HEADING, search->query,
                              end - column - (int)text_width(count) - 2);
    if (search->typing) {
        canvas_text(canvas, row, column, ROLE_ACCENT, "▌");
        canvas->cursor_row = row;
        canvas->cursor_column = column;
    }
    canvas_text_right(canvas, row, end, ROLE_MUTED, count);
}

static void
draw_trail(const struct app *app, const struct view *view,
           struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    char place[PLACE_SIZE];

    breadcrumb_format(place, sizeof(place), app, app->current, view->focus,
                      " › ");
    canvas_text_cut(canvas, layout->breadcrumb_row, layout->left, ROLE_MUTED,
                    place, layout->bar_column - 1 - layout->left);
}

/* A scroll bar as tall as the body: the part that is shown, and where the
 * matches are. */
static void
draw_bar(const struct app *app, const struct view *view, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    const struct flow *flow = &view->flow;
    int rows = layout->body.rows, total = (int)flow->row_count;
    int column = layout->bar_column;

    if (total <= rows || rows < 3)
        return;
    for (int y = 0; y < rows; y++) {
        int first = y * total / rows;
        bool shown = first >= view->scroll && first < view->scroll + rows;

        canvas_text(canvas, layout->body.row + y, column,
                    shown ? ROLE_MUTED : ROLE_RULE, shown ? "█" : "│");
    }
    for (size_t i = 0; i < flow->row_count; i++) {
        const struct row *row = &flow->rows[i];

        for (size_t j = 0; j < row->span_count; j++) {
            const struct span *span = &flow->spans[row->first_span + j];

            if (search_find(&app->search, span->text, span->length,
                            span->text) != NULL)
                canvas_text(canvas, layout->body.row + (int)i * rows / total,
                            column, ROLE_HINT, "●");
        }
    }
}

void
searchbar_draw(const struct app *app, struct canvas *canvas)
{
    const struct view *view;

    if (!app->layout.search || app->view_count == 0)
        return;
    view = &app->views[app->current];
    if (app->search.typing || app->layout.prompt_row != app->layout.footer_row)
        draw_prompt(app, canvas);
    if (app->layout.breadcrumb_row >= 0)
        draw_trail(app, view, canvas);
    draw_bar(app, view, canvas);
}
