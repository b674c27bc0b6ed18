/*
 * A list of entries, one below the other: jobs with sub-projects, projects,
 * degrees, and every other section of JSON Resume. If there is room, a sidebar
 * lists the jobs, projects and volunteering. The focus moves through entries
 * and sub-projects alike.
 */

#include "app/page.h"

#include "app/app.h"
#include "app/entry_flow.h"
#include "pages/section_end.h"
#include "screen/heading.h"
#include "screen/sidebar.h"

#define LIST_WIDTH_MAX 94 /* maximum columns of entries without a sidebar */

static void
entries_add_item(struct item *items, int *count, struct item item)
{
    if (items != NULL)
        items[*count] = item;
    ++*count;
}

static bool
entries_has_body(const struct entry *entry)
{
    return *entry->summary != '\0' || entry->highlights.count > 0;
}

static int
entries_list_items(const struct section *section, struct item *items)
{
    int count = 0;

    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *entry = &section->entries.items[i];
        int parent = count;

        entries_add_item(items, &count,
                         (struct item){.entry = entry, .parent = -1});
        for (size_t j = 0; j < entry->children.count; j++) {
            const struct entry *child = &entry->children.items[j];

            entries_add_item(items, &count,
                             (struct item){.entry = child,
                                           .parent = parent,
                                           .foldable = entries_has_body(child),
                                           .open = true});
        }
    }
    return count;
}

/* Only sections of jobs and projects have a sidebar; it would repeat the text
 * of the other sections. */
static bool
entries_sidebar_shown(const struct view *view, const struct app *app)
{
    enum section_kind kind = view->section->kind;

    return app->layout.sidebar && view->section->entries.count > 1 &&
           (kind == SECTION_WORK || kind == SECTION_PROJECTS ||
            kind == SECTION_VOLUNTEER);
}

static struct area
entries_text_area(const struct view *view, const struct app *app)
{
    struct area area =
        entries_sidebar_shown(view, app) ? app->layout.text : app->layout.body;

    if (area.columns > LIST_WIDTH_MAX)
        area.columns = LIST_WIDTH_MAX;
    return area;
}

static void
entries_lay_out(struct view *view, const struct app *app)
{
    struct flow *flow = &view->flow;

    flow_start(flow, entries_text_area(view, app).columns);
    flow->brackets = app->theme->brackets;
    for (int i = 0; i < view->item_count; i++) {
        if (view->items[i].parent != FLOW_NO_ITEM)
            continue;
        flow_gap(flow);
        entry_flow(flow, view, app, i);
    }
    if (view->section->kind != SECTION_PEOPLE)
        section_end_flow(flow, view, app);
}

static void
entries_draw(const struct view *view, const struct app *app,
             struct canvas *canvas)
{
    struct area area = entries_text_area(view, app);

    view_draw_flow(view, app, canvas, &area);
    section_end_draw(view, app, canvas, &area);
    if (entries_sidebar_shown(view, app))
        sidebar_draw(view, app, canvas);
}

/* On →, open the item, or go to its first part if it is open. */
static bool
entries_go_right(struct view *view)
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

/* On ←, close the item, or go to its parent if it is closed. */
static bool
entries_go_left(struct view *view)
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
entries_toggle(struct view *view)
{
    struct item *item = &view->items[view->focus];

    if (!item->foldable)
        return entries_go_right(view);
    item->open = !item->open;
    return true;
}

static bool
entries_act(struct view *view, const struct app *app, enum action action)
{
    (void)app;
    if (view->item_count == 0)
        return false;
    switch (action) {
    case ACTION_OPEN:
        return entries_toggle(view);
    case ACTION_RIGHT:
        return entries_go_right(view);
    case ACTION_LEFT:
        return entries_go_left(view);
    default:
        return false;
    }
}

const struct page page_entries = {
    .items = entries_list_items,
    .layout = entries_lay_out,
    .draw = entries_draw,
    .act = entries_act,
};
