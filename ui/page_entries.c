/*
 * A list of entries: jobs with sub-projects, projects, degrees, and every
 * other section of JSON Resume. Where there is room a rail on the left
 * lists them and the right shows one; elsewhere all stand below each
 * other. The focus goes through entries and sub-projects alike.
 */

#include "page.h"

#include <stdio.h>
#include <string.h>

#include "app.h"
#include "heading.h"
#include "rail.h"
#include "text.h"

#define POINT_INDENT    2
#define ALONE_WIDTH_MAX 80 /* of an entry that has no rail beside it */

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
rail_shown(const struct view *view, const struct app *app)
{
    return app->frame.rail && view->section->entries.count > 1;
}

/* LEFT and RIGHT on one row of ITEM, or LEFT above RIGHT where they are too
 * long for that. Returns the column after LEFT. */
static int
put_pair(struct flow *flow, int item, bool head, enum role role,
         const char *left, enum role right_role, const char *right)
{
    int taken = *right == '\0' ? 0 : (int)text_width(right) + 2;

    flow_row(flow, item, head);
    if ((int)text_width(left) + taken <= flow->width) {
        flow_right(flow, right_role, right);
        return flow_put(flow, 0, flow->width, role, left);
    }
    flow_wrap(flow, 0, role, left);
    if (taken > 0) {
        flow_row(flow, item, false);
        flow_put(flow, 0, flow->width, right_role, right);
    }
    return flow->width;
}

/* Short marks beside a title, as far as there is room before END. */
static void
put_badges(struct flow *flow, int column, int end, const struct strings *badges)
{
    for (size_t i = 0; i < badges->count; i++) {
        const char *badge = flow_format(flow, flow->brackets ? "[%s]" : " %s ",
                                        badges->items[i]);

        if (column + 1 + (int)text_width(badge) > end)
            return;
        column = flow_put(flow, column + 1, end, ROLE_CHIP, badge);
    }
}

static void
lay_out_points(struct flow *flow, int item, const struct strings *points,
               int column)
{
    for (size_t i = 0; i < points->count; i++) {
        flow_row(flow, item, false);
        flow_put(flow, column, flow->width, ROLE_ACCENT, "•");
        flow_wrap(flow, column + POINT_INDENT, ROLE_TEXT, points->items[i]);
    }
}

static void
lay_out_tags(struct flow *flow, int item, const struct strings *tags,
             bool compact)
{
    if (tags->count == 0)
        return;
    flow_row(flow, item, false);
    if (compact)
        flow_words(flow, 0, ROLE_MUTED, tags);
    else
        flow_chips(flow, 0, tags, FLOW_NO_ITEM);
}

/* "3 points", or "1 match" while something is searched for. */
static const char *
count_points(struct flow *flow, const struct view *view, const struct app *app,
             int index)
{
    enum word one = WORD_POINT, many = WORD_POINTS;
    size_t count =
        search_count_item(&app->search, (size_t)(view - app->views), index);

    if (count > 0) {
        one = WORD_MATCH;
        many = WORD_MATCHES;
    } else {
        count = view->items[index].entry->highlights.count;
    }
    if (count == 0)
        return "";
    return flow_format(flow, "%zu %s", count,
                       language_word(app->language, count == 1 ? one : many));
}

static void
lay_out_child(struct flow *flow, const struct view *view, const struct app *app,
              int index)
{
    const struct item *item = &view->items[index];
    const struct entry *entry = item->entry;
    bool open = view_item_open(view, app, index);
    const char *mark = !item->foldable ? "•" : open ? "▼" : "►";
    const char *right = count_points(flow, view, app, index);
    char dates[64];
    int column, end;

    period_format(dates, sizeof(dates), &entry->period, app->language);
    if (*dates != '\0' && !app->frame.compact)
        right = flow_format(flow, "%s", dates);
    flow_row(flow, index, true);
    end = flow_right(flow, ROLE_MUTED, right) - 1;
    column = flow_put(flow, 0, end, ROLE_ACCENT, mark) + 1;
    column = flow_put(flow, column, end, ROLE_HEADING, entry->title);
    if (*entry->note != '\0')
        column = flow_put(flow, column + 1, end, ROLE_MUTED, entry->note);
    put_badges(flow, column, end, &entry->badges);
    if (!open || !item->foldable)
        return;
    if (*entry->summary != '\0') {
        flow_row(flow, index, false);
        flow_wrap(flow, POINT_INDENT, ROLE_TEXT, entry->summary);
    }
    lay_out_points(flow, index, &entry->highlights, POINT_INDENT);
}

/* The line below an entry's title: what and where, and for how long. */
static void
lay_out_place(struct flow *flow, const struct app *app, int index,
              const struct entry *entry, const char *second)
{
    char duration[64];
    const char *left = second;

    period_duration(duration, sizeof(duration), &entry->period, app->today,
                    app->language);
    if (*entry->place != '\0')
        left = *second == '\0'
                   ? entry->place
                   : flow_format(flow, "%s · %s", second, entry->place);
    if (*left == '\0' && *duration == '\0')
        return;
    put_pair(flow, index, false, ROLE_TEXT, left, ROLE_MUTED,
             app->frame.compact ? "" : flow_format(flow, "%s", duration));
}

static void
lay_out_entry(struct flow *flow, struct view *view, const struct app *app,
              int index)
{
    const struct entry *entry = view->items[index].entry;
    enum section_kind kind = view->section->kind;
    const char *first = heading_name(kind, entry);
    const char *second = heading_detail(kind, entry);
    const char *right;
    char dates[64];
    int column;

    period_format(dates, sizeof(dates), &entry->period, app->language);
    right = *dates != '\0' ? flow_format(flow, "%s", dates) : entry->note;
    column =
        put_pair(flow, index, true, ROLE_HEADING, first, ROLE_MUTED, right);
    put_badges(flow, column,
               flow->width - (*right == '\0' ? 0 : (int)text_width(right) + 2),
               &entry->badges);
    lay_out_place(flow, app, index, entry, second);
    if (*entry->url != '\0') {
        flow_row(flow, index, false);
        flow_put(flow, 0, flow->width, ROLE_LINK, entry->url);
    }
    lay_out_tags(flow, index, &entry->keywords, app->frame.compact);
    if (*entry->summary != '\0') {
        flow_gap(flow);
        flow_row(flow, index, false);
        flow_wrap(flow, 0, ROLE_TEXT, entry->summary);
    }
    if (entry->highlights.count > 0) {
        flow_gap(flow);
        lay_out_points(flow, index, &entry->highlights, 0);
    }
    if (entry->children.count > 0)
        flow_gap(flow);
    for (size_t i = 0; i < entry->children.count; i++)
        lay_out_child(flow, view, app, index + 1 + (int)i);
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
        rail_shown(view, app) ? app->frame.text : app->frame.body;

    if (area.columns > ALONE_WIDTH_MAX && app->frame.rail)
        area.columns = ALONE_WIDTH_MAX;
    return area;
}

static void
lay_out(struct view *view, const struct app *app)
{
    struct flow *flow = &view->flow;
    bool rail = rail_shown(view, app);
    int root = view->item_count == 0 ? 0 : view_root(view, view->focus);
    int last = root;

    flow_start(flow, text_area(view, app).columns);
    flow->brackets = app->theme->brackets;
    for (int i = 0; i < view->item_count; i++) {
        if (view->items[i].parent != FLOW_NO_ITEM || (rail && i != root))
            continue;
        flow_gap(flow);
        lay_out_entry(flow, view, app, i);
    }
    if (!rail)
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
    if (rail_shown(view, app))
        rail_draw(view, app, canvas);
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

    if (!rail_shown(view, app))
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
        if (rail_shown(view, app) && view_root(view, view->focus) != before)
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
