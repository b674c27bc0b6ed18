/*
 * What each action does. An action that has a row in `handlers` is the whole
 * screen's business; any other one goes to the page.
 */

#include <stddef.h>

#include "app/actions_search.h"
#include "app/app.h"
#include "screen/heading.h"
#include "app/page.h"
#include "text/text.h"

static void
leave(struct app *app, int argument)
{
    (void)argument;
    app->done = true;
}

static void
show_help(struct app *app, int argument)
{
    (void)argument;
    app->overlay = OVERLAY_HELP;
}

static void
show_link(struct app *app, int argument)
{
    const struct view *view = app_view(app);
    const char *label = "", *text = "";

    (void)argument;
    if (view != NULL && view->item_count > 0) {
        const struct entry *entry =
            view->items[view_root(view, view->focus)].entry;

        label = heading_name(view->section->kind, entry);
        text = entry->url;
    }
    app->link_count = links_find(app->resume, label, text, app->links);
    app->link_current = 0;
    if (app->link_count > 0)
        app->overlay = OVERLAY_LINK;
    else
        app_tell(app, WORD_NO_LINK);
}

void
app_open_contact(struct app *app, bool at_end)
{
    app->overlay = OVERLAY_CONTACT;
    app->contact = (struct contact_state){.at_end = at_end};
}

static void
show_contact(struct app *app, int argument)
{
    (void)argument;
    app_open_contact(app, false);
}

static void
copy(struct app *app, int argument)
{
    char text[sizeof(app->status.text)];

    (void)argument;
    if (*app->resume->email == '\0') {
        app_tell(app, WORD_NO_EMAIL);
        return;
    }
    app->copy = app->resume->email;
    language_format(text, sizeof(text), app->language, WORD_COPIED,
                    app->resume->email);
    status_line_set(&app->status, app->now, text);
}

static void
pause_motion(struct app *app, int argument)
{
    (void)argument;
    app->ticker.paused = !app->ticker.paused;
    app_tell(app, app->ticker.paused ? WORD_MOTION_OFF : WORD_MOTION_ON);
}

static void
switch_mouse(struct app *app, int argument)
{
    (void)argument;
    app->mouse = !app->mouse;
    app_tell(app, app->mouse ? WORD_MOUSE_ON : WORD_MOUSE_OFF);
}

static void
cycle_colours(struct app *app, int argument)
{
    (void)argument;
    app->theme = theme_next(app->theme, app->first_theme);
    app->theme_chosen = true;
    app_lay_out(app);
}

static void
switch_charset(struct app *app, int argument)
{
    (void)argument;
    app->charset =
        app->charset == CHARSET_UNICODE ? CHARSET_NARROW : CHARSET_UNICODE;
    app->charset_chosen = true;
    app_lay_out(app);
}

static void
redraw(struct app *app, int argument)
{
    (void)argument;
    app->redraw = true;
}

static void
go_to_section(struct app *app, int number)
{
    size_t index = (size_t)number - 1;
    const struct view *view;

    if (index >= app->view_count)
        return;
    view = &app->views[index];
    app->current = index;
    app->came_from = -1;
    app->large_header = view->focus == 0 && view->scroll == 0;
    app_show_focus(app);
}

/* The next one with a match, while something is searched for. */
static void
step_section(struct app *app, int step)
{
    int count = (int)app->view_count;

    if (app->search.count > 0) {
        search_step_section(app, step);
        app_show_focus(app);
    } else if (count > 0) {
        go_to_section(app, ((int)app->current + count + step) % count + 1);
    }
}

static void
go_to_next_section(struct app *app, int argument)
{
    (void)argument;
    step_section(app, 1);
}

static void
go_to_previous_section(struct app *app, int argument)
{
    (void)argument;
    step_section(app, -1);
}

/* One step back out of wherever the visitor has got to; it never quits. */
static void
go_back(struct app *app, int argument)
{
    struct view *view = app_view(app);

    (void)argument;
    if (app->search.typing || search_is_on(&app->search)) {
        search_clear(app, app->search.typing);
    } else if (view != NULL && view->choice >= 0) {
        view->choice = -1;
    } else if (app->came_from >= 0) {
        go_to_section(app, app->came_from + 1);
        return;
    } else {
        return;
    }
    app_show_focus(app);
}

static void
fold_all(struct app *app, int argument)
{
    struct view *view = app_view(app);
    bool open = false;

    (void)argument;
    for (int i = 0; view != NULL && i < view->item_count; i++)
        if (view->items[i].foldable && !view->items[i].open)
            open = true;
    for (int i = 0; view != NULL && i < view->item_count; i++)
        if (view->items[i].foldable)
            view->items[i].open = open;
    app_show_focus(app);
}

static void
go_to_top(struct app *app, int argument)
{
    struct view *view = app_view(app);

    (void)argument;
    if (view == NULL)
        return;
    view->focus = view->scroll = 0;
    app->large_header = true;
    app_show_focus(app);
}

static void
go_to_bottom(struct app *app, int argument)
{
    struct view *view = app_view(app);

    (void)argument;
    if (view == NULL)
        return;
    if (view->item_count > 0)
        view->focus = view->item_count - 1;
    app->large_header = false;
    app_show_focus(app);
    view_scroll(view, (int)view->flow.row_count);
}

/* A click takes the focus there; where that can be folded it is. */
static void
focus(struct app *app, int item)
{
    struct view *view = app_view(app);

    if (view == NULL || item < 0 || item >= view->item_count)
        return;
    if (app->layout.sidebar &&
        view_root(view, view->focus) != view_root(view, item))
        view->scroll = 0;
    view->focus = item;
    view->choice = -1;
    if (view->items[item].foldable)
        view->items[item].open = !view->items[item].open;
    app_show_focus(app);
}

/* Go where a tag was used; Esc leads back to the tag. */
static void
choose(struct app *app, int index)
{
    const struct evidence *one;
    struct view *view;
    int from = (int)app->current;

    if (index < 0 || (size_t)index >= app->evidence_count)
        return;
    one = &app->evidence[index];
    view = &app->views[one->view];
    view->focus = one->item;
    view->scroll = 0;
    if (view->items[one->item].foldable)
        view->items[one->item].open = true;
    go_to_section(app, (int)one->view + 1);
    app->came_from = from;
}

static const struct {
    void (*act)(struct app *app, int argument);
} handlers[ACTION_COUNT] = {
    [ACTION_QUIT] = {leave},
    [ACTION_LEAVE] = {leave},
    [ACTION_HELP] = {show_help},
    [ACTION_LINK] = {show_link},
    [ACTION_CONTACT] = {show_contact},
    [ACTION_COPY] = {copy},
    [ACTION_PAUSE] = {pause_motion},
    [ACTION_MOUSE] = {switch_mouse},
    [ACTION_COLOURS] = {cycle_colours},
    [ACTION_CHARSET] = {switch_charset},
    [ACTION_REDRAW] = {redraw},
    [ACTION_SECTION] = {go_to_section},
    [ACTION_NEXT_SECTION] = {go_to_next_section},
    [ACTION_PREVIOUS_SECTION] = {go_to_previous_section},
    [ACTION_SEARCH] = {actions_search_open},
    [ACTION_NEXT_MATCH] = {actions_search_next},
    [ACTION_PREVIOUS_MATCH] = {actions_search_previous},
    [ACTION_KEEP] = {actions_search_keep},
    [ACTION_ERASE] = {actions_search_erase},
    [ACTION_ERASE_ALL] = {actions_search_erase_all},
    [ACTION_BACK] = {go_back},
    [ACTION_FOLD_ALL] = {fold_all},
    [ACTION_TOP] = {go_to_top},
    [ACTION_BOTTOM] = {go_to_bottom},
    [ACTION_FOCUS] = {focus},
    [ACTION_CHOOSE] = {choose},
};

static bool
is_upwards(enum action action)
{
    return action == ACTION_UP || action == ACTION_PAGE_UP ||
           action == ACTION_HALF_UP || action == ACTION_LINE_UP;
}

/* Who goes up from the very top of the section gets the large header back;
 * who scrolls down gets its room. */
static void
act_on_page(struct app *app, struct view *view, enum action action)
{
    int focus_before = view->focus, scroll_before = view->scroll;
    bool done, text_moved;

    if (view->choice >= 0 &&
        (action == ACTION_OPEN || action == ACTION_RIGHT)) {
        choose(app, view->choice);
        return;
    }
    done = view->page->act(view, app, action) || page_act(view, action);
    if (!done && is_upwards(action))
        app->large_header = true;
    if (view->scroll > 0)
        app->large_header = false;
    text_moved = view->focus == focus_before && view->scroll != scroll_before;
    if (!done || text_moved)
        app_lay_out(app); /* the focus is where it was: leave it there */
    else
        app_show_focus(app);
}

/* Over everything lies something: any key takes it away, but for those that
 * lead through the links, and the one for a garbled screen. */
static void
act_on_overlay(struct app *app, enum action action)
{
    size_t count = app->link_count;
    int step = action == ACTION_LEFT || action == ACTION_UP ? -1 : 1;

    if (action == ACTION_LEAVE) {
        app->done = true;
    } else if (action == ACTION_REDRAW) {
        app->redraw = true;
    } else if (app->overlay == OVERLAY_LINK && count > 1 &&
               (action == ACTION_LEFT || action == ACTION_RIGHT ||
                action == ACTION_UP || action == ACTION_DOWN)) {
        app->link_current = (app->link_current + count + (size_t)step) % count;
    } else {
        app->overlay = OVERLAY_NONE;
    }
}

void
app_act(struct app *app, enum action action, int argument)
{
    struct view *view = app_view(app);

    *app->status.text = '\0';
    if (app->overlay != OVERLAY_NONE)
        act_on_overlay(app, action);
    else if (handlers[action].act != NULL)
        handlers[action].act(app, argument);
    else if (view != NULL)
        act_on_page(app, view, action);
}

void
app_type(struct app *app, char32_t c)
{
    search_type(app, c);
    app_show_focus(app);
}

void
app_paste(struct app *app, const char *text)
{
    char32_t c;

    if (!app->search.typing)
        return;
    while ((c = text_next(&text)) != 0)
        search_type(app, c);
    app_show_focus(app);
}
