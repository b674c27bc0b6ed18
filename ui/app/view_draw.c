#include "app/view.h"

#include "app/app.h"
#include "app/links.h"
#include "markup/inline.h"
#include "resume/resume.h"
#include "sshd/base/clamp.h"
#include "text/text.h"

static enum role
view_draw_focused(enum role role)
{
    if (role == ROLE_CHIP)
        return ROLE_SELECTION;
    return role == ROLE_HEADING ? ROLE_ACCENT : role;
}

/* Paint the matches in SPAN, drawn at COLUMN, with the roles of matches. */
static void
view_draw_mark_matches(const struct search *search, const struct span *span,
                       struct canvas *canvas, int row, int column, int end)
{
    const char *from = span->text;
    struct occurrence found;

    while (search_find(search, span->text, span->length, from, &found)) {
        const char *first = found.at > span->text ? found.at : span->text;
        const char *last = found.at + found.length;
        int left, right;

        if (last > span->text + span->length)
            last = span->text + span->length;
        left = column +
               (int)text_width_n(span->text, (size_t)(first - span->text));
        right = left + (int)text_width_n(first, (size_t)(last - first));
        canvas_paint(canvas, row, left, clamp_most(right, end) - left,
                     found.current ? ROLE_MATCH_CURRENT : ROLE_MATCH);
        from = found.at + found.length;
    }
}

/* Paint emphasis, code and links in a text. */
static void
view_draw_mark_styles(const struct resume *resume, const struct span *span,
                      struct canvas *canvas, int row, int column)
{
    struct inline_runs runs = resume_runs(resume, span->text, span->length);
    struct inline_run run;

    while (inline_next(&runs, &run)) {
        int width = (int)text_width_n(run.text, run.length);

        if (run.style & INLINE_LINK) {
            canvas_paint(canvas, row, column, width, ROLE_LINK);
            link_mark(canvas, row, column, width, run.url);
        } else if (run.style & INLINE_CODE) {
            canvas_paint(canvas, row, column, width, ROLE_CHIP);
        } else if (run.style & INLINE_STRONG) {
            canvas_paint(canvas, row, column, width, ROLE_STRONG);
        } else if (run.style & INLINE_EMPHASIS) {
            canvas_paint(canvas, row, column, width, ROLE_EMPHASIS);
        }
        column += width;
    }
}

/* Returns the whole address that SPAN is a part of: a wrapped address has a
 * span in each row. */
static const char *
view_draw_address(const struct view *view, const struct span *span)
{
    while (span > view->flow.spans && span[-1].role == ROLE_LINK &&
           span[-1].text + span[-1].length == span->text)
        span--;
    return span->text;
}

static void
view_draw_span(const struct view *view, const struct app *app,
               struct canvas *canvas, const struct area *area, int row,
               const struct span *span)
{
    bool focus = span->item == view->focus && span->item >= 0;
    int column = area->column + span->column;

    canvas_put(canvas, row, column,
               focus ? view_draw_focused(span->role) : span->role, span->text,
               span->length, area->columns - span->column);
    if (span->role == ROLE_TEXT)
        view_draw_mark_styles(app->resume, span, canvas, row, column);
    else if (span->role == ROLE_LINK)
        link_mark(canvas, row, column, span->width,
                  view_draw_address(view, span));
    if (search_is_on(&app->search))
        view_draw_mark_matches(&app->search, span, canvas, row, column,
                               area->column + area->columns);
}

static void
view_draw_park_cursor(struct canvas *canvas, int row, int column)
{
    canvas->cursor_row = row;
    canvas->cursor_column = column;
}

static int
view_draw_first_column(const struct view *view, const struct row *row)
{
    return row->span_count == 0 ? 0 : view->flow.spans[row->first_span].column;
}

static void
view_draw_row(const struct view *view, const struct app *app,
              struct canvas *canvas, const struct area *area,
              const struct row *row, int at)
{
    int gutter = app->layout.gutter;

    if (row->head && row->item == view->focus) {
        canvas_text(canvas, at, area->column - gutter, ROLE_ACCENT, "▌");
        view_draw_park_cursor(canvas, at, area->column);
    } else if (row->item == view->focus && row->item >= 0 && at == area->row) {
        /* The name is above the window: mark the first visible row. */
        canvas_text(canvas, at, area->column - gutter, ROLE_ACCENT, "▌");
        view_draw_park_cursor(canvas, at,
                              area->column + view_draw_first_column(view, row));
    }
    if (row->head)
        canvas_add_spot(canvas, at, area->column - gutter,
                        area->columns + gutter, ACTION_FOCUS, row->item);
    for (size_t i = 0; i < row->span_count; i++) {
        const struct span *span = &view->flow.spans[row->first_span + i];
        int column = area->column + span->column;

        view_draw_span(view, app, canvas, area, at, span);
        if (span->item < 0 || row->head)
            continue;
        canvas_add_spot(canvas, at, column, span->width, ACTION_FOCUS,
                        span->item);
        if (span->item == view->focus)
            view_draw_park_cursor(canvas, at, column);
    }
}

void
view_draw_flow(const struct view *view, const struct app *app,
               struct canvas *canvas, const struct area *area)
{
    const struct flow *flow = &view->flow;

    for (int y = 0; y < area->rows; y++)
        if (view->scroll + y < (int)flow->row_count)
            view_draw_row(view, app, canvas, area,
                          &flow->rows[view->scroll + y], area->row + y);
}
