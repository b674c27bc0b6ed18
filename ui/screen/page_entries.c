/*
 * A list of entries: jobs with sub-projects, projects, degrees, and every
 * other section of JSON Resume. Where there is room a sidebar on the left
 * lists them and the right shows one; elsewhere all stand below each
 * other. The focus goes through entries and sub-projects alike.
 */

#include "app/page.h"

#include "app/app.h"
#include "app/entry_flow.h"
#include "app/header.h"
#include "screen/heading.h"
#include "screen/sidebar.h"
#include "text/text.h"
#include "sshd/base/array.h"

#define ALONE_WIDTH_MAX 80 /* of an entry that has no sidebar beside it */

static void
add_item(struct item *items, int *count, struct item item)
{
    if (items != NULL)
        items[*count] = item;
    ++*count;
}

static bool
has_body(const struct entry *entry)
{
    return *entry->summary != '\0' || entry->highlights.count > 0;
}

static int
list_items(const struct section *section, struct item *items)
{
    int count = 0;

    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *entry = &section->entries.items[i];
        int parent = count;

        add_item(items, &count, (struct item){.entry = entry, .parent = -1});
        for (size_t j = 0; j < entry->children.count; j++) {
            const struct entry *child = &entry->children.items[j];

            add_item(items, &count,
                     (struct item){.entry = child,
                                   .parent = parent,
                                   .foldable = has_body(child),
                                   .open = j == 0});
        }
    }
    return count;
}

static bool
sidebar_shown(const struct view *view, const struct app *app)
{
    return app->layout.sidebar && view->section->entries.count > 1;
}

/* Where the header is too small for it, who this is begins the page. */
static void
lay_out_about(struct flow *flow, const struct app *app)
{
    const struct resume *resume = app->resume;
    const char *const addresses[] = {resume->email, resume->phone, resume->url};

    if (*resume->summary != '\0') {
        flow_row(flow, FLOW_NO_ITEM, false);
        flow_wrap(flow, 0, ROLE_TEXT, resume->summary);
    }
    for (size_t i = 0; i < COUNT(addresses); i++) {
        if (*addresses[i] == '\0')
            continue;
        flow_row(flow, FLOW_NO_ITEM, false);
        flow_put(flow, 0, flow->width, ROLE_LINK, addresses[i]);
    }
}

/* After the only entry on the screen: what ↓ leads to. */
static void
lay_out_next(struct flow *flow, const struct view *view, const struct app *app,
             int last)
{
    const struct entry *next;
    char dates[64];
    int column;

    if (last + 1 >= view->item_count)
        return;
    next = view->items[last + 1].entry;
    flow_gap(flow);
    flow_row(flow, FLOW_NO_ITEM, false);
    column = flow_put(flow, 0, flow->width, ROLE_MUTED,
                      language_word(app->language, WORD_NEXT)) +
             1;
    column = flow_put(flow, column, flow->width - 2, ROLE_TEXT,
                      heading_name(view->section->kind, next));
    period_format(dates, sizeof(dates), &next->period, app->language);
    if (*dates != '\0')
        column = flow_put(flow, column, flow->width - 2, ROLE_TEXT,
                          flow_format(flow, ", %s", dates));
    flow_put(flow, column + 1, flow->width, ROLE_ACCENT, "↓");
}

static struct area
text_area(const struct view *view, const struct app *app)
{
    struct area area =
        sidebar_shown(view, app) ? app->layout.text : app->layout.body;

    if (area.columns > ALONE_WIDTH_MAX && app->layout.sidebar)
        area.columns = ALONE_WIDTH_MAX;
    return area;
}

static void
lay_out(struct view *view, const struct app *app)
{
    struct flow *flow = &view->flow;
    bool sidebar = sidebar_shown(view, app);
    int root = view->item_count == 0 ? 0 : view_root(view, view->focus);
    int last = root;

    flow_start(flow, text_area(view, app).columns);
    flow->brackets = app->theme->brackets;
    if (view == app->views && header_choose(&app->layout, true) != HEADER_LARGE)
        lay_out_about(flow, app);
    for (int i = 0; i < view->item_count; i++) {
        if (view->items[i].parent != FLOW_NO_ITEM || (sidebar && i != root))
            continue;
        flow_gap(flow);
        entry_flow(flow, view, app, i);
    }
    if (!sidebar)
        return;
    while (last + 1 < view->item_count &&
           view->items[last + 1].parent != FLOW_NO_ITEM)
        last++;
    lay_out_next(flow, view, app, last);
}

static void
draw(const struct view *view, const struct app *app, struct canvas *canvas)
{
    struct area area = text_area(view, app);

    view_draw_flow(view, app, canvas, &area);
    if (sidebar_shown(view, app))
        sidebar_draw(view, app, canvas);
}

/* → opens, and where there is nothing to open it goes in. */
static bool
go_right(struct view *view)
{
    struct item *item = &view->items[view->focus];
    int next = view_next_item(view, view->focus, 1);

    if (item->foldable && !item->open) {
        item->open = true;
        return true;
    }
    if (next == FLOW_NO_ITEM || view->items[next].parent != view->focus)
        return false;
    view->focus = next;
    return true;
}

/* ← closes, and where there is nothing to close it goes up. */
static bool
go_left(struct view *view)
{
    struct item *item = &view->items[view->focus];

    if (item->foldable && item->open) {
        item->open = false;
        return true;
    }
    if (item->parent == FLOW_NO_ITEM)
        return false;
    view->focus = item->parent;
    return true;
}

static bool
toggle(struct view *view)
{
    struct item *item = &view->items[view->focus];

    if (!item->foldable)
        return go_right(view);
    item->open = !item->open;
    return true;
}

/* Another entry is another text: it begins at its top, or at its end for
 * who comes from below. */
static bool
turn_page(struct view *view, const struct app *app, int step)
{
    int root = view_root(view, view->focus);
    int next = root;

    if (!sidebar_shown(view, app))
        return false;
    do
        next += step;
    while (next >= 0 && next < view->item_count &&
           view->items[next].parent != FLOW_NO_ITEM);
    if (next < 0 || next >= view->item_count)
        return false;
    view->focus = next;
    view->scroll = 0;
    return true;
}

static bool
act(struct view *view, const struct app *app, enum action action)
{
    int before;

    if (view->item_count == 0)
        return false;
    before = view_root(view, view->focus);
    switch (action) {
    case ACTION_OPEN:
        return toggle(view);
    case ACTION_RIGHT:
        return go_right(view);
    case ACTION_LEFT:
        return go_left(view);
    case ACTION_PAGE_DOWN:
    case ACTION_PAGE_UP:
        return page_act(view, action) ||
               turn_page(view, app, action == ACTION_PAGE_DOWN ? 1 : -1);
    case ACTION_UP:
    case ACTION_DOWN:
        if (!page_act(view, action))
            return false;
        if (sidebar_shown(view, app) && view_root(view, view->focus) != before)
            view->scroll = 0;
        return true;
    default:
        return false;
    }
}

const struct page page_entries = {
    .items = list_items,
    .layout = lay_out,
    .draw = draw,
    .act = act,
};
