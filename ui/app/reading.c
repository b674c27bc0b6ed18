#include "app/reading.h"

#include "app/app.h"
#include "screen/contactbox.h"
#include "sshd/base/clamp.h"

#define OVERLAP_ROWS 2  /* rows that stay in the window from page to page */
#define LAST_PERCENT 99 /* before the end of the page of contact and files */

static void
reading_go_to(struct app *app, size_t index)
{
    struct view *view = &app->views[index];

    app->current = index;
    app->came_from = -1;
    view->scroll = 0;
    view->focus = view->section == NULL ? FLOW_NO_ITEM : view->first;
    app_lay_out(app);
}

void
reading_forward(struct app *app, int rows)
{
    struct view *view = app_view(app);
    size_t page = app_page(app, app->current);

    if (view_scroll(view, rows))
        app_lay_out(app);
    else if (page + 1 < app->view_count)
        reading_go_to(app, app_page(app, page + 1));
    else
        app_open_contact_at_end(app);
}

void
reading_back(struct app *app, int rows)
{
    struct view *view = app_view(app);
    size_t page = app_page(app, app->current);

    if (view_scroll(view, -rows)) {
        app_lay_out(app);
    } else if (page > 0) {
        reading_go_to(app, app_page(app, page - 1));
        view = app_view(app);
        view_scroll(view, (int)view->flow.row_count);
        app_lay_out(app);
    } else {
        app_set_status(app, WORD_AT_START);
    }
}

void
reading_start_over(struct app *app)
{
    reading_go_to(app, app_page(app, 0));
}

int
reading_page(const struct app *app)
{
    int height = app->views[app->current].height;

    return clamp_least(height - OVERLAP_ROWS, 1);
}

int
reading_half_page(const struct app *app)
{
    int height = app->views[app->current].height;

    return clamp_least(height / 2, 1);
}

int
reading_percent(const struct app *app)
{
    const struct view *view = &app->views[app->current];
    int total = 0, read = view->scroll + view->height;
    int percent;

    if (app_is_at_end(app))
        return contactbox_has_more(app) ? LAST_PERCENT : 100;

    read = clamp_most(read, view->total_rows);
    for (size_t i = 0; i < app->view_count; i++) {
        total += app->views[i].total_rows;
        if (app_page(app, i) < app_page(app, app->current))
            read += app->views[i].total_rows;
    }
    percent = total == 0 ? 100 : read * 100 / total;
    return clamp_most(percent, LAST_PERCENT);
}
