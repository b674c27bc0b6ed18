#include "app.h"

#include <stdlib.h>

#include "header.h"
#include "page.h"

int
app_init(struct app *app, const struct resume *resume,
         const struct theme *theme, enum charset charset, struct date today)
{
    *app = (struct app){
        .resume = resume,
        .language = language_find(resume->language),
        .theme = theme,
        .charset = charset,
        .today = today,
        .hero = true,
    };
    for (size_t i = 0; i < resume->section_count; i++) {
        const struct section *section = &resume->sections[i];

        if (view_init(&app->views[i], page_row(section->kind)->page, section) <
            0) {
            app_fini(app);
            return -1;
        }
        app->view_count++;
    }
    return 0;
}

void
app_fini(struct app *app)
{
    for (size_t i = 0; i < app->view_count; i++)
        view_fini(&app->views[i]);
    *app = (struct app){0};
}

struct view *
app_view(struct app *app)
{
    return app->view_count == 0 ? NULL : &app->views[app->current];
}

static void
lay_out(struct app *app)
{
    struct frame *frame = &app->frame;
    struct view *view = app_view(app);
    enum frame_header header;

    frame_set_columns(frame, frame->columns, frame->rows);
    header = header_choose(frame, app->hero && app->current == 0);
    frame_set_rows(frame, header, header_rows(app->resume, frame, header));
    if (view != NULL && !frame->too_small)
        view_layout(view, app);
}

void
app_resize(struct app *app, int columns, int rows)
{
    struct view *view = app_view(app);

    app->frame.columns = columns;
    app->frame.rows = rows;
    lay_out(app);
    if (view != NULL && !app->hero)
        view_show_focus(view);
    app->redraw = true;
}

static bool
at_top(const struct view *view)
{
    return view->focus == 0 && view->scroll == 0;
}

static void
go_to_section(struct app *app, size_t index)
{
    if (index >= app->view_count)
        return;
    app->current = index;
    app->hero = at_top(&app->views[index]);
}

static void
fold_all(struct view *view)
{
    bool open = false;

    for (int i = 0; i < view->item_count; i++)
        if (view->items[i].foldable && !view->items[i].open)
            open = true;
    for (int i = 0; i < view->item_count; i++)
        if (view->items[i].foldable)
            view->items[i].open = open;
    while (!view_item_shown(view, view->focus))
        view->focus = view->items[view->focus].parent;
}

/* What an action does in the view; the large header gives way as soon as
 * the visitor reads on, and is back when they return to the top. */
static void
act_in_view(struct app *app, struct view *view, enum action action)
{
    bool tall = app->hero;

    if (action == ACTION_TOP || action == ACTION_BOTTOM) {
        int last = view->item_count == 0 ? 0 : view->item_count;

        view->focus = action == ACTION_TOP ? 0 : view_next_item(view, last, -1);
        if (view->focus < 0)
            view->focus = 0;
        lay_out(app);
        view->scroll = action == ACTION_TOP ? 0 : (int)view->flow.row_count;
    } else if (!view->page->act(view, app, action) && !page_act(view, action) &&
               (action == ACTION_UP || action == ACTION_PAGE_UP)) {
        app->hero = true;
    }
    app->hero = (tall || action == ACTION_TOP || app->hero) &&
                view->scroll == 0 && action != ACTION_BOTTOM;
    lay_out(app);
    view_show_focus(view);
    if (app->hero && view->scroll > 0) {
        app->hero = false;
        lay_out(app);
        view_show_focus(view);
    }
}

void
app_act(struct app *app, enum action action, int argument)
{
    struct view *view = app_view(app);
    size_t count = app->view_count;

    if (app->help && action != ACTION_LEAVE) {
        app->help = false;
        app->redraw = action == ACTION_REDRAW;
        return;
    }
    switch (action) {
    case ACTION_QUIT:
    case ACTION_LEAVE:
        app->done = true;
        return;
    case ACTION_HELP:
        app->help = true;
        return;
    case ACTION_COLOURS:
        app->theme = theme_next(app->theme);
        break;
    case ACTION_CHARSET:
        app->charset =
            app->charset == CHARSET_UNICODE ? CHARSET_NARROW : CHARSET_UNICODE;
        break;
    case ACTION_REDRAW:
        app->redraw = true;
        return;
    default:
        break;
    }
    if (view == NULL)
        return;
    switch (action) {
    case ACTION_NEXT_SECTION:
        go_to_section(app, (app->current + 1) % count);
        break;
    case ACTION_PREVIOUS_SECTION:
        go_to_section(app, (app->current + count - 1) % count);
        break;
    case ACTION_SECTION:
        go_to_section(app, (size_t)argument - 1);
        break;
    case ACTION_FOLD_ALL:
        fold_all(view);
        break;
    default:
        act_in_view(app, view, action);
        return;
    }
    lay_out(app);
    view_show_focus(app_view(app));
}
