/*
 * The Skills page: groups of tags, each a chip that can take the focus, with a
 * bar for how many passages of the résumé name it. The panel with the evidence
 * for the focused tag is beside the tags if there is room, else below them;
 * where nothing names any of the tags, they have the whole page.
 */

#include "app/page.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "pages/evidence_panel.h"
#include "pages/section_end.h"
#include "text/text.h"

#define PANEL_FROM      80 /* columns of body; with fewer the panel is below */
#define PANEL_COLUMNS   48
#define PANEL_GAP       4
#define PANEL_BELOW     6  /* rows of the panel below the tags */
#define BODY_MIN        11 /* rows of body; with fewer no panel is below */
#define BAR_MAX         3
#define NOTE_GAP        2 /* before a level */
#define CELL_GAP        3 /* between two skills in a row */
#define CELLS_FROM      6 /* skills without tags that stand in columns */
#define COUNT_BYTES_MAX (64L * 1024 * 1024) /* limit of counting uses */

static int
skills_list_items(const struct section *section, struct item *items)
{
    int count = 0;

    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *group = &section->entries.items[i];
        const struct strings name = {&group->title, 1};
        const struct strings *tags =
            group->keywords.count > 0 ? &group->keywords : &name;

        for (size_t j = 0; j < tags->count; j++, count++)
            if (items != NULL)
                items[count] = (struct item){
                    .entry = group,
                    .tag = tags->items[j],
                    .parent = FLOW_NO_ITEM,
                };
    }
    return count;
}

static bool
skills_panel_is_beside(const struct view *view, const struct app *app)
{
    return app->layout.body.columns >= PANEL_FROM && view->has_evidence;
}

/* Without evidence for the focused tag, no panel is below. */
static bool
skills_panel_is_below(const struct view *view, const struct app *app)
{
    return !skills_panel_is_beside(view, app) &&
           app->layout.body.rows >= BODY_MIN && app->evidence_count > 0;
}

static struct area
skills_panel_area(const struct view *view, const struct app *app)
{
    struct area area = app->layout.body;

    if (skills_panel_is_beside(view, app)) {
        area.column += area.columns - PANEL_COLUMNS;
        area.columns = PANEL_COLUMNS;
    } else if (!skills_panel_is_below(view, app)) {
        area.rows = 0;
    } else {
        area.row += area.rows - PANEL_BELOW;
        area.rows = PANEL_BELOW;
    }
    return area;
}

static struct area
skills_tags_area(const struct view *view, const struct app *app)
{
    struct area area = app->layout.body;

    if (skills_panel_is_beside(view, app))
        area.columns -= PANEL_COLUMNS + PANEL_GAP;
    else if (skills_panel_is_below(view, app))
        area.rows -= PANEL_BELOW + 1;
    return area;
}

static long
skills_text_bytes(const struct app *app)
{
    long bytes = 0;

    for (size_t i = 0; i < app->view_count; i++) {
        const struct view *view = &app->views[i];

        for (int j = 0; j < view->item_count; j++) {
            const struct entry *entry = view->items[j].entry;

            bytes += (long)strlen(entry->summary);
            for (size_t k = 0; k < entry->highlights.count; k++)
                bytes += (long)strlen(entry->highlights.items[k]);
        }
    }
    return bytes;
}

/* Returns where the résumé's counts are kept for all sessions, or NULL for a
 * résumé that an audience finds shortened. */
static int **
skills_kept_uses(const struct app *app)
{
    struct resumes *resumes = app->resumes;

    if (resumes == NULL || app->edition == NULL || resumes->audience != NULL)
        return NULL;
    return &resumes->uses[app->edition - resumes->index.editions];
}

/* Keep the counts of VIEW at KEPT, if there is memory. */
static void
skills_keep_uses(const struct view *view, int **kept)
{
    int *uses = calloc((size_t)view->item_count + 1, sizeof(*uses));

    for (int i = 0; uses != NULL && i < view->item_count; i++)
        uses[i] = view->items[i].uses;
    *kept = uses;
}

/* Count once how many passages name each tag, unless the text is too large:
 * any tag might then have evidence. */
static void
skills_count_uses(struct view *view, const struct app *app)
{
    const struct search_scope scope = app_scope(app);
    struct evidence evidence[EVIDENCE_MAX];
    int **kept = skills_kept_uses(app);
    bool known = kept != NULL && *kept != NULL;

    if (view->counted)
        return;
    view->counted = true;
    view->has_evidence =
        skills_text_bytes(app) * view->item_count > COUNT_BYTES_MAX;
    if (view->has_evidence)
        return;
    for (int i = 0; i < view->item_count; i++) {
        struct item *item = &view->items[i];

        item->uses = known ? (*kept)[i]
                           : (int)evidence_find(&scope, item->tag, evidence);
        view->has_evidence = view->has_evidence || item->uses > 0;
    }
    if (kept != NULL && !known)
        skills_keep_uses(view, kept);
}

/* Add the bar after a tag, in the tag's row. Returns the column after it. */
static int
skills_put_bar(struct flow *flow, int column, int uses)
{
    static const char *const bars[BAR_MAX + 1] = {"", "█", "██", "███"};
    const char *bar = bars[uses < BAR_MAX ? uses : BAR_MAX];
    int width = (int)text_width(bar);

    if (width == 0 || column + 1 + width > flow->width)
        return column;
    return flow_put(flow, column + 1, flow->width, ROLE_MUTED, bar) + 1;
}

static bool
skills_is_plain(const struct entry *group)
{
    return group->keywords.count == 0 && *group->summary == '\0';
}

/* Add TEXT after what ends at COLUMN, or below it if it does not fit. */
static void
skills_put_note(struct flow *flow, int column, const char *text)
{
    if (*text == '\0')
        return;
    if (column + NOTE_GAP + (int)text_width(text) <= flow->width) {
        flow_put(flow, column + NOTE_GAP, flow->width, ROLE_MUTED, text);
        return;
    }
    flow_row(flow, FLOW_NO_ITEM);
    flow_wrap(flow, 0, ROLE_MUTED, text);
}

static void
skills_lay_out_tags(struct view *view, const struct entry *group, int item,
                    bool bars)
{
    struct flow *flow = &view->flow;
    int at = 0;

    flow_row(flow, FLOW_NO_ITEM);
    for (size_t i = 0; i < group->keywords.count; i++) {
        int tag = item + (int)i;

        at = flow_chip(flow, 0, at, group->keywords.items[i], tag);
        if (bars)
            at = skills_put_bar(flow, at, view->items[tag].uses);
        at++;
    }
}

static void
skills_lay_out_group(struct view *view, const struct app *app,
                     const struct entry *group, int item)
{
    struct flow *flow = &view->flow;
    bool bars = !app->layout.compact;
    int column;

    flow_row(flow, FLOW_NO_ITEM);
    if (group->keywords.count > 0) {
        column = flow_wrap(flow, 0, ROLE_HEADING, group->title);
    } else {
        column = flow_chip(flow, 0, 0, group->title, item);
        if (bars)
            column = skills_put_bar(flow, column, view->items[item].uses);
    }
    skills_put_note(flow, column, group->note);
    if (group->keywords.count > 0)
        skills_lay_out_tags(view, group, item, bars);
    if (*group->summary != '\0') {
        flow_row(flow, FLOW_NO_ITEM);
        flow_wrap(flow, 0, ROLE_TEXT, group->summary);
    }
}

/* Returns how many skills without tags begin at GROUPS. */
static int
skills_plain_run(const struct entry *groups, size_t count)
{
    int run = 0;

    while ((size_t)run < count && skills_is_plain(&groups[run]))
        run++;
    return run;
}

/* Returns the columns of the widest of COUNT skills without tags, with its bar
 * and its level. */
static int
skills_cell_width(const struct view *view, const struct entry *groups,
                  int count, int item)
{
    int widest = 0;

    for (int i = 0; i < count; i++) {
        int uses = view->items[item + i].uses;
        int width = (int)text_width(groups[i].title) + 2;

        if (uses > 0)
            width += 1 + (uses < BAR_MAX ? uses : BAR_MAX);
        if (*groups[i].note != '\0')
            width += NOTE_GAP + (int)text_width(groups[i].note);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Lay out COUNT skills without tags in columns, row by row; below each other if
 * they are few or too wide for that. */
static void
skills_lay_out_run(struct view *view, const struct app *app,
                   const struct entry *groups, int count, int item)
{
    struct flow *flow = &view->flow;
    int width = skills_cell_width(view, groups, count, item) + CELL_GAP;
    int columns = (flow->width + CELL_GAP) / width;

    if (count < CELLS_FROM || columns < 2) {
        for (int i = 0; i < count; i++)
            skills_lay_out_group(view, app, &groups[i], item + i);
        return;
    }
    for (int i = 0; i < count; i++) {
        int at = i % columns * width;

        if (at == 0)
            flow_row(flow, FLOW_NO_ITEM);
        at = flow_chip(flow, at, at, groups[i].title, item + i);
        if (!app->layout.compact)
            at = skills_put_bar(flow, at, view->items[item + i].uses);
        skills_put_note(flow, at, groups[i].note);
    }
}

/* Choose the first tag with evidence, if it is in the window: the panel is
 * empty for another. */
static void
skills_choose_first(struct view *view)
{
    for (int i = 0; i < view->item_count; i++)
        if (view->items[i].uses > 0) {
            if (flow_item_row(&view->flow, i) < view->height)
                view->first = i;
            break;
        }
    if (view->focus == 0)
        view->focus = view->first;
}

static void
skills_lay_out(struct view *view, const struct app *app)
{
    const struct entries *groups = &view->section->entries;
    bool fresh = !view->counted;
    struct area area;
    size_t next;
    int item = 0;

    skills_count_uses(view, app);
    area = skills_tags_area(view, app);
    view->height = area.rows;
    flow_start(&view->flow, area.columns);
    view->flow.brackets = app->theme->brackets;
    for (size_t i = 0; i < groups->count; i = next) {
        const struct entry *group = &groups->items[i];
        int run = skills_plain_run(group, groups->count - i);

        next = i + (run > 0 ? (size_t)run : 1);
        if (i > 0)
            flow_gap(&view->flow);
        if (run > 0) {
            skills_lay_out_run(view, app, group, run, item);
            item += run;
        } else {
            skills_lay_out_group(view, app, group, item);
            item += group->keywords.count > 0 ? (int)group->keywords.count : 1;
        }
    }
    section_end_flow(&view->flow, view, app);
    if (fresh)
        skills_choose_first(view);
}

static void
skills_draw(const struct view *view, const struct app *app,
            struct canvas *canvas)
{
    struct area area = skills_tags_area(view, app);
    struct area panel = skills_panel_area(view, app);

    view_draw_flow(view, app, canvas, &area);
    section_end_draw(view, app, canvas, &area);
    if (view->item_count > 0 && panel.rows > 0)
        evidence_panel_draw(app, view->items[view->focus].tag, canvas, &panel);
}

/* Move the focus to the nearest tag in the row STEP from the focused tag's. */
static bool
skills_move_row(struct view *view, int step)
{
    const struct flow *flow = &view->flow;
    int row = flow_item_row(flow, view->focus);
    int column = flow_item_column(flow, view->focus);

    for (row += step; row >= 0 && row < (int)flow->row_count; row += step) {
        int item = flow_nearest_item(flow, row, column);

        if (item != FLOW_NO_ITEM && item != view->focus) {
            view->focus = item;
            return true;
        }
    }
    return false;
}

static bool
skills_move_tag(struct view *view, int step)
{
    int next = view_next_item(view, view->focus, step);

    if (next == FLOW_NO_ITEM)
        return false;
    view->focus = next;
    return true;
}

static bool
skills_act(struct view *view, const struct app *app, enum action action)
{
    (void)app;
    if (view->item_count == 0)
        return false;
    switch (action) {
    case ACTION_UP:
        return skills_move_row(view, -1);
    case ACTION_DOWN:
        return skills_move_row(view, 1);
    case ACTION_RIGHT:
        return skills_move_tag(view, 1);
    case ACTION_LEFT:
        return skills_move_tag(view, -1);
    default:
        return false;
    }
}

const struct page page_skills = {
    .items = skills_list_items,
    .layout = skills_lay_out,
    .draw = skills_draw,
    .act = skills_act,
};
