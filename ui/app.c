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
    search_fini(&app->search);
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
    bool search = app->search.typing || search_is_on(&app->search);
    enum frame_header header;

    frame_set_columns(frame, frame->columns, frame->rows);
    header = header_choose(frame, app->hero && app->current == 0 && !search);
    frame_set_rows(frame, header, header_rows(app->resume, frame, header),
                   search);
    if (view != NULL && !frame->too_small)
        view_layout(view, app);
}

/* The match that was gone to, if that is what has the focus. */
static const struct match *
focused_match(const struct app *app, const struct view *view)
{
    const struct search *search = &app->search;
    const struct match *match;

    if (search->count == 0)
        return NULL;
    match = &search->matches[search->current];
    return match->view == app->current && match->item == view->focus ? match
                                                                     : NULL;
}

/* Lay out, and have in the window what the visitor means: the match that
 * was gone to, or else the focus. The large header gives way to it. */
static void
show_focus(struct app *app)
{
    struct view *view = app_view(app);
    const struct match *match;

    lay_out(app);
    if (view == NULL)
        return;
    match = focused_match(app, view);
    if (match != NULL) {
        view_show_text(view, match->at);
        return;
    }
    view_show_focus(view);
    if (app->hero && app->current == 0 && view->scroll > 0) {
        app->hero = false;
        view->scroll = 0;
        lay_out(app);
        view_show_focus(view);
    }
}

void
app_resize(struct app *app, int columns, int rows)
{
    app->frame.columns = columns;
    app->frame.rows = rows;
    show_focus(app);
    app->redraw = true;
}

static void
go_to_section(struct app *app, size_t index)
{
    if (index >= app->view_count)
        return;
    app->current = index;
    app->hero = app->views[index].focus == 0 && app->views[index].scroll == 0;
    show_focus(app);
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
}

static void
go_to_end(struct app *app, struct view *view, bool bottom)
{
    view->focus = bottom && view->item_count > 0 ? view->item_count - 1 : 0;
    view->scroll = 0;
    app->hero = !bottom;
    show_focus(app);
    if (bottom)
        view_scroll(view, (int)view->flow.row_count);
}

/* A click: it takes the focus there, and on what has it already it is
 * Enter. */
static void
point_at(struct app *app, struct view *view, int item)
{
    if (item < 0 || item >= view->item_count)
        return;
    if (view->focus == item)
        app_act(app, view->items[item].open ? ACTION_CLOSE : ACTION_OPEN, 0);
    else if (view_root(view, view->focus) != view_root(view, item))
        view->scroll = 0;
    view->focus = item;
    if (view->items[item].foldable)
        view->items[item].open = !view->items[item].open;
}

static bool
is_upwards(enum action action)
{
    return action == ACTION_UP || action == ACTION_PAGE_UP ||
           action == ACTION_HALF_UP || action == ACTION_LINE_UP;
}

/* What an action does in the section. Who goes up from its very top gets
 * the large header back. */
static void
act_in_view(struct app *app, struct view *view, enum action action,
            int argument)
{
    int focus = view->focus;
    bool done;

    switch (action) {
    case ACTION_TOP:
    case ACTION_BOTTOM:
        go_to_end(app, view, action == ACTION_BOTTOM);
        return;
    case ACTION_FOLD_ALL:
        fold_all(view);
        break;
    case ACTION_FOCUS:
        point_at(app, view, argument);
        break;
    default:
        done = view->page->act(view, app, action) || page_act(view, action);
        if (!done && is_upwards(action))
            app->hero = true;
        if (view->scroll > 0)
            app->hero = false;
        if (view->focus == focus && action != ACTION_OPEN) {
            lay_out(app);
            return;
        }
        break;
    }
    show_focus(app);
}

/* Sections: the next one with a match while something is searched for. */
static bool
act_on_sections(struct app *app, enum action action, int argument)
{
    int step = action == ACTION_NEXT_SECTION ? 1 : -1;

    switch (action) {
    case ACTION_NEXT_SECTION:
    case ACTION_PREVIOUS_SECTION:
        if (app->search.count > 0) {
            search_step_section(app, step);
            show_focus(app);
        } else {
            go_to_section(app, (app->current + app->view_count + (size_t)step) %
                                   app->view_count);
        }
        return true;
    case ACTION_SECTION:
        go_to_section(app, (size_t)argument - 1);
        return true;
    default:
        return false;
    }
}

static bool
act_on_search(struct app *app, enum action action)
{
    struct search *search = &app->search;

    switch (action) {
    case ACTION_SEARCH:
        search_open(app);
        break;
    case ACTION_NEXT_MATCH:
    case ACTION_PREVIOUS_MATCH:
        search_step(app, action == ACTION_NEXT_MATCH ? 1 : -1);
        break;
    case ACTION_KEEP:
        search_keep(app);
        break;
    case ACTION_ERASE:
        search_erase(app);
        break;
    case ACTION_ERASE_ALL:
        while (search_is_on(search))
            search_erase(app);
        break;
    case ACTION_BACK:
        if (!search->typing && !search_is_on(search))
            return false;
        search_clear(app, search->typing);
        break;
    default:
        return false;
    }
    show_focus(app);
    return true;
}

/* What concerns the whole screen. */
static bool
act_on_screen(struct app *app, enum action action)
{
    switch (action) {
    case ACTION_QUIT:
    case ACTION_LEAVE:
        app->done = true;
        return true;
    case ACTION_HELP:
        app->help = true;
        return true;
    case ACTION_COLOURS:
        app->theme = theme_next(app->theme);
        lay_out(app);
        return true;
    case ACTION_CHARSET:
        app->charset =
            app->charset == CHARSET_UNICODE ? CHARSET_NARROW : CHARSET_UNICODE;
        lay_out(app);
        return true;
    case ACTION_REDRAW:
        app->redraw = true;
        return true;
    default:
        return false;
    }
}

void
app_act(struct app *app, enum action action, int argument)
{
    struct view *view = app_view(app);

    if (app->help && action != ACTION_LEAVE) {
        app->help = false;
        return;
    }
    if (act_on_screen(app, action) || view == NULL ||
        act_on_search(app, action) || act_on_sections(app, action, argument))
        return;
    act_in_view(app, view, action, argument);
}

void
app_type(struct app *app, char32_t c)
{
    search_type(app, c);
    show_focus(app);
}
