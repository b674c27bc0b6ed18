/*
 * The actions. An action with a row in `handlers` does the same on every page;
 * all other actions go to the page.
 */

#include <stddef.h>

#include "app/actions_display.h"
#include "app/actions_overlay.h"
#include "app/actions_search.h"
#include "app/app.h"
#include "app/page.h"
#include "app/reading.h"
#include "pages/overview.h"
#include "screen/heading.h"
#include "sshd/base/clamp.h"
#include "text/text.h"

static void
actions_leave(struct app *app, int argument)
{
    (void)argument;
    app->done = true;
}

static void
actions_help(struct app *app, int argument)
{
    (void)argument;
    app->overlay = OVERLAY_HELP;
    app->help_scroll = 0;
}

static void
actions_link(struct app *app, int argument)
{
    const struct view *view = app_view(app);
    const struct entry *entry = NULL;
    const char *label = "";

    (void)argument;
    if (view->item_count > 0) {
        entry = view->items[view_root(view, view->focus)].entry;
        label = heading_name(view->section->kind, entry);
    }
    app->link_count = links_find(app->resume, label, entry, app->links);
    app->link_current = 0;
    if (app->link_count > 0)
        app->overlay = OVERLAY_LINK;
    else
        app_set_status(app, WORD_NO_LINK);
}

static void
actions_contact(struct app *app, int argument)
{
    (void)argument;
    app_open_contact(app);
}

static void
actions_go_to_view(struct app *app, int number)
{
    char text[sizeof(app->status.text)];

    if (number < 0 || (size_t)number >= app->view_count) {
        language_format(text, sizeof(text), app->language, WORD_NO_SECTION,
                        number);
        status_line_set(&app->status, app->now, text);
        return;
    }
    app->current = app_page(app, (size_t)number);
    app->came_from = -1;
    app_show_focus(app);
}

static void
actions_step_view(struct app *app, int step)
{
    int count = (int)app->view_count;
    int page = (int)app_page(app, app->current);

    actions_go_to_view(app, (page + count + step) % count);
}

static void
actions_next_view(struct app *app, int argument)
{
    (void)argument;
    actions_step_view(app, 1);
}

static void
actions_previous_view(struct app *app, int argument)
{
    (void)argument;
    actions_step_view(app, -1);
}

/* Go one step back: end the search, or return to the previous view. Never
 * quit. */
static void
actions_go_back(struct app *app, int argument)
{
    (void)argument;
    if (app->search.typing || search_is_on(&app->search))
        actions_search_back(app);
    else if (app->came_from >= 0)
        actions_go_to_view(app, app->came_from);
    else if (app->people != NULL && app->edition != NULL)
        app_show_edition(app, NULL);
    else
        app_set_status(app, WORD_NOTHING_TO_LEAVE);
}

/* Open all items, or fold them all if they are open. */
static void
actions_fold_all(struct app *app, int argument)
{
    struct view *view = app_view(app);
    bool any = false, open = false;

    (void)argument;
    for (int i = 0; i < view->item_count; i++) {
        any = any || view->items[i].foldable;
        open = open || (view->items[i].foldable && !view->items[i].open);
    }
    if (!any) {
        app_set_status(app, WORD_NOTHING_TO_OPEN);
        return;
    }
    for (int i = 0; i < view->item_count; i++)
        if (view->items[i].foldable)
            view->items[i].open = open;
    app_show_focus(app);
}

static void
actions_top(struct app *app, int argument)
{
    struct view *view = app_view(app);

    (void)argument;
    view->focus = view->section == NULL ? FLOW_NO_ITEM : 0;
    view->scroll = 0;
    app_show_focus(app);
}

static void
actions_bottom(struct app *app, int argument)
{
    struct view *view = app_view(app);

    (void)argument;
    if (view->item_count > 0)
        view->focus = view->item_count - 1;
    app_show_focus(app);
    view_scroll(view, (int)view->flow.row_count);
}

static void
actions_page_down(struct app *app, int argument)
{
    (void)argument;
    reading_forward(app, reading_page(app));
}

static void
actions_page_up(struct app *app, int argument)
{
    (void)argument;
    reading_back(app, reading_page(app));
}

static void
actions_half_down(struct app *app, int argument)
{
    (void)argument;
    reading_forward(app, reading_half_page(app));
}

static void
actions_half_up(struct app *app, int argument)
{
    (void)argument;
    reading_back(app, reading_half_page(app));
}

/* Move the focus to ITEM on a click, and fold or open it. */
static void
actions_focus(struct app *app, int item)
{
    struct view *view = app_view(app);

    if (item < 0 || item >= view->item_count)
        return;
    view->focus = item;
    if (view->items[item].foldable)
        view->items[item].open = !view->items[item].open;
    app_show_focus(app);
}

/* Go to ITEM (-1: the top) of view INDEX. Esc returns from it. */
static void
actions_visit(struct app *app, size_t index, int item)
{
    struct view *view = &app->views[index];
    int from = (int)app->current;

    view->focus = clamp_least(item, 0);
    view->scroll = 0;
    if (item >= 0 && view->items[item].foldable)
        view->items[item].open = true;
    actions_go_to_view(app, (int)index);
    if (item >= 0)
        view_show_top(view, item);
    app->came_from = from;
}

/* Go to a piece of evidence of the focused tag, or from a row of the Overview
 * to its entry. */
static void
actions_choose(struct app *app, int index)
{
    const struct view *view = app_view(app);
    struct overview_row rows[OVERVIEW_ROWS_MAX];
    int count;

    if (app->current == VIEW_OVERVIEW) {
        count = overview_rows(app, rows);
        if (index >= 0 && index < count)
            actions_visit(app, rows[index].view, rows[index].item);
        return;
    }
    if (index < 0 || (size_t)index >= app->evidence_count)
        return;
    actions_search_evidence(app, view->items[view->focus].tag, (size_t)index);
}

static const struct {
    void (*act)(struct app *app, int argument);
} handlers[ACTION_COUNT] = {
    [ACTION_QUIT] = {actions_leave},
    [ACTION_LEAVE] = {actions_leave},
    [ACTION_HELP] = {actions_help},
    [ACTION_LINK] = {actions_link},
    [ACTION_CONTACT] = {actions_contact},
    [ACTION_COPY] = {actions_copy_email},
    [ACTION_COPY_PHONE] = {actions_copy_phone},
    [ACTION_PAUSE] = {actions_display_pause},
    [ACTION_MOUSE] = {actions_display_mouse},
    [ACTION_COLOURS] = {actions_display_colours},
    [ACTION_CHARSET] = {actions_display_charset},
    [ACTION_LANGUAGE] = {actions_display_language},
    [ACTION_REDRAW] = {actions_display_redraw},
    [ACTION_SECTION] = {actions_go_to_view},
    [ACTION_NEXT_SECTION] = {actions_next_view},
    [ACTION_PREVIOUS_SECTION] = {actions_previous_view},
    [ACTION_SEARCH] = {actions_search_open},
    [ACTION_NEXT_MATCH] = {actions_search_next},
    [ACTION_PREVIOUS_MATCH] = {actions_search_previous},
    [ACTION_KEEP] = {actions_search_keep},
    [ACTION_ERASE] = {actions_search_erase},
    [ACTION_ERASE_ALL] = {actions_search_erase_all},
    [ACTION_NEXT_MATCHES] = {actions_search_next_section},
    [ACTION_PREVIOUS_MATCHES] = {actions_search_previous_section},
    [ACTION_MATCH] = {actions_search_choose},
    [ACTION_BACK] = {actions_go_back},
    [ACTION_FOLD_ALL] = {actions_fold_all},
    [ACTION_TOP] = {actions_top},
    [ACTION_BOTTOM] = {actions_bottom},
    [ACTION_PAGE_DOWN] = {actions_page_down},
    [ACTION_PAGE_UP] = {actions_page_up},
    [ACTION_HALF_DOWN] = {actions_half_down},
    [ACTION_HALF_UP] = {actions_half_up},
    [ACTION_FOCUS] = {actions_focus},
    [ACTION_CHOOSE] = {actions_choose},
};

/* The status line's text for an action that has no effect on a page. */
static const struct {
    bool known;
    enum word word;
} refusals[ACTION_COUNT] = {
    [ACTION_UP] = {true, WORD_AT_START},
    [ACTION_LINE_UP] = {true, WORD_AT_START},
    [ACTION_DOWN] = {true, WORD_AT_END},
    [ACTION_LINE_DOWN] = {true, WORD_AT_END},
    [ACTION_OPEN] = {true, WORD_NOTHING_TO_OPEN},
    [ACTION_RIGHT] = {true, WORD_NOTHING_TO_OPEN},
    [ACTION_LEFT] = {true, WORD_NOTHING_TO_OPEN},
};

static void
actions_on_page(struct app *app, struct view *view, enum action action)
{
    int focus_before = view->focus, scroll_before = view->scroll;
    bool done, text_moved;

    if (view->section != NULL && view->section->kind == SECTION_PEOPLE &&
        (action == ACTION_OPEN || action == ACTION_RIGHT)) {
        app_show_edition(app, app->people->editions[view->focus]);
        return;
    }

    if (view->section == NULL && view->focus >= 0 &&
        (action == ACTION_OPEN || action == ACTION_RIGHT)) {
        actions_choose(app, view->focus);
        return;
    }
    if (action == ACTION_OPEN && app->evidence_count > 0) {
        actions_choose(app, 0);
        return;
    }
    done = view->page->act(view, app, action) || page_act(view, action);
    if (!done && refusals[action].known)
        app_set_status(app, refusals[action].word);
    text_moved = view->focus == focus_before && view->scroll != scroll_before;
    if (!done || text_moved)
        app_lay_out(app); /* do not scroll back to the focus */
    else
        app_show_focus(app);
}

/* Handle the mouse wheel over the list of matches. */
static void
actions_on_list(struct app *app, enum action action)
{
    if (action == ACTION_LINE_DOWN)
        actions_search_next(app, 0);
    else if (action == ACTION_LINE_UP)
        actions_search_previous(app, 0);
}

void
app_act(struct app *app, enum action action, int argument)
{
    struct view *view = app_view(app);

    *app->status.text = '\0';
    if (app->overlay != OVERLAY_NONE)
        actions_on_overlay(app, action, argument);
    else if (handlers[action].act != NULL)
        handlers[action].act(app, argument);
    else if (app->search.typing)
        actions_on_list(app, action);
    else
        actions_on_page(app, view, action);
}

void
app_type(struct app *app, char32_t c)
{
    search_type(&app->search, c);
}

void
app_paste(struct app *app, const char *text)
{
    char32_t c;

    if (!app->search.typing)
        return;
    for (size_t i = 0; i < SEARCH_QUERY_MAX && (c = text_next(&text)) != 0; i++)
        search_type(&app->search, c == U'\n' || c == U'\t' ? U' ' : c);
}
