/*
 * Skills: groups of tags, each a chip that can be chosen, and where the
 * chosen one was used. The places stand beside the tags where there is
 * room; elsewhere Enter puts them in the tags' stead.
 */

#include "app/page.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/entry_flow.h"
#include "screen/heading.h"
#include "text/text.h"
#include "app/evidence.h"

#define PLACES_FROM    80 /* columns of body, or else no list beside */
#define PLACES_COLUMNS 38
#define PLACES_GAP     4
#define USAGE_ROWS     2

static int
list_items(const struct section *section, struct item *items)
{
    int count = 0;

    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *group = &section->entries.items[i];

        for (size_t j = 0; j < group->keywords.count; j++, count++)
            if (items != NULL)
                items[count] = (struct item){
                    .entry = group,
                    .tag = group->keywords.items[j],
                    .parent = FLOW_NO_ITEM,
                };
    }
    return count;
}

static struct area
page_area(const struct app *app)
{
    return app->layout.body;
}

static bool
places_beside(const struct app *app)
{
    return app->layout.body.columns >= PLACES_FROM && !app->layout.search;
}

static struct area
tags_area(const struct app *app)
{
    struct area area = page_area(app);

    if (places_beside(app))
        area.columns -= PLACES_COLUMNS + PLACES_GAP;
    return area;
}

/* Where the list of places is drawn: beside the tags or over them. */
static struct area
places_area(const struct app *app)
{
    struct area area = page_area(app);

    if (places_beside(app)) {
        area.column += area.columns - PLACES_COLUMNS;
        area.columns = PLACES_COLUMNS;
    }
    return area;
}

static void
lay_out_group(struct flow *flow, const struct entry *group, int item)
{
    int column;

    flow_gap(flow);
    flow_row(flow, FLOW_NO_ITEM, false);
    column = flow_wrap(flow, 0, ROLE_HEADING, group->title);
    if (*group->note != '\0')
        flow_put(flow, column + 2, flow->width, ROLE_MUTED, group->note);
    if (group->keywords.count > 0) {
        flow_row(flow, FLOW_NO_ITEM, false);
        flow_chips(flow, 0, &group->keywords, item);
    }
    if (*group->summary != '\0') {
        flow_row(flow, FLOW_NO_ITEM, false);
        flow_wrap(flow, 0, ROLE_TEXT, group->summary);
    }
}

static void
lay_out(struct view *view, const struct app *app)
{
    const struct entries *groups = &view->section->entries;
    struct area area = tags_area(app);
    int item = 0;

    view->height = area.rows;
    flow_start(&view->flow, area.columns);
    view->flow.brackets = app->theme->brackets;
    for (size_t i = 0; i < groups->count; i++) {
        lay_out_group(&view->flow, &groups->items[i], item);
        item += (int)groups->items[i].keywords.count;
    }
    entry_flow_seam(&view->flow, view, app);
}

/* "12 years · used in 5 places" */
static void
write_sum(char *buffer, size_t size, const struct app *app,
          const struct evidence *evidence, size_t count)
{
    int years = evidence_months(app, evidence, count) / 12;
    size_t length = 0;

    if (years > 0) {
        language_count(buffer, size, app->language, (size_t)years, WORD_YEAR,
                       WORD_YEARS);
        length = strlen(buffer);
        length += (size_t)snprintf(buffer + length, size - length, " · ");
    }
    if (count == 1)
        snprintf(buffer + length, size - length, "%s",
                 language_word(app->language, WORD_USED_ONCE));
    else
        language_format(buffer + length, size - length, app->language,
                        count == 0 ? WORD_USED_NOWHERE : WORD_USED_IN, count);
}

/* The second line of a place: its parts that name TAG, or what it was. */
static void
write_parts(char *buffer, size_t size, const struct app *app,
            const struct evidence *one, const char *tag)
{
    const struct view *view = &app->views[one->view];
    const struct entry *root = view->items[one->root].entry;
    const char *detail = heading_detail(view->section->kind, root);
    size_t length = 0;

    snprintf(buffer, size, "%s", *detail != '\0' ? detail : root->summary);
    for (int i = one->root + 1;
         i < view->item_count && view->items[i].parent == one->root; i++) {
        if (!evidence_names(app, one->view, i, tag))
            continue;
        length += (size_t)snprintf(buffer + length, size - length, "%s%s",
                                   length > 0 ? ", " : "",
                                   view->items[i].entry->title);
        if (length >= size)
            return;
    }
}

static void
draw_usage(const struct app *app, struct canvas *canvas,
           const struct area *area, int row, const struct evidence *one,
           const char *tag, bool chosen)
{
    const struct view *view = &app->views[one->view];
    const struct entry *entry = view->items[one->root].entry;
    const char *name = heading_name(view->section->kind, entry);
    int column = area->column, end = area->column + area->columns;
    char when[64], parts[256];
    int row_of_date = row;

    period_format(when, sizeof(when), &entry->period, app->language);
    if (*when == '\0' && view->section->kind != SECTION_WORK)
        snprintf(when, sizeof(when), "%s",
                 section_title(view->section->kind, app->language));
    write_parts(parts, sizeof(parts), app, one, tag);
    canvas_text(canvas, row, column, ROLE_ACCENT, chosen ? "▌" : "►");
    column += 2;
    canvas_text_cut(canvas, row, column, chosen ? ROLE_SELECTION : ROLE_HEADING,
                    name, end - column);
    canvas_text_cut(canvas, row + 1, column, ROLE_MUTED, parts, end - column);
    /* The date stands where it takes nothing away from the names. */
    if (column + (int)text_width(name) + 2 + (int)text_width(when) > end)
        row_of_date++;
    if (row_of_date == row ||
        column + (int)text_width(parts) + 2 + (int)text_width(when) <= end)
        canvas_text_right(canvas, row_of_date, end, ROLE_MUTED, when);
    column -= 2;
    canvas_add_spot(canvas, row, column, area->columns, ACTION_CHOOSE,
                    (int)(one - app->evidence));
    canvas_add_spot(canvas, row + 1, column, area->columns, ACTION_CHOOSE,
                    (int)(one - app->evidence));
    if (chosen) {
        canvas->cursor_row = row;
        canvas->cursor_column = column + 2;
    }
}

/* The first place to draw, so that the chosen one is in the window. */
static int
first_usage(const struct view *view, int rows)
{
    int fit = rows / USAGE_ROWS;

    if (fit < 1)
        fit = 1;
    return view->choice >= fit ? view->choice - fit + 1 : 0;
}

static void
draw_places(const struct view *view, const struct app *app,
            struct canvas *canvas)
{
    const char *tag = view->items[view->focus].tag;
    struct area area = places_area(app);
    int row = area.row, end = area.row + area.rows;
    char text[128];

    canvas_blank(canvas, area.row, area.column, area.rows, area.columns);
    canvas_text_cut(canvas, row++, area.column, ROLE_ACCENT, tag, area.columns);
    write_sum(text, sizeof(text), app, app->evidence, app->evidence_count);
    canvas_text_cut(canvas, row, area.column, ROLE_MUTED, text, area.columns);
    row += 2;
    for (size_t i = (size_t)first_usage(view, end - row);
         i < app->evidence_count && row + USAGE_ROWS <= end; i++) {
        draw_usage(app, canvas, &area, row, &app->evidence[i], tag,
                   (int)i == view->choice);
        row += USAGE_ROWS;
    }
}

static void
draw(const struct view *view, const struct app *app, struct canvas *canvas)
{
    struct area area = tags_area(app);

    view_draw_flow(view, app, canvas, &area);
    if (view->item_count > 0 && (places_beside(app) || view->choice >= 0))
        draw_places(view, app, canvas);
}

/* The tag in the row STEP from the focused one's that is nearest to it. */
static bool
move_row(struct view *view, int step)
{
    const struct flow *flow = &view->flow;
    int row = flow_item_row(flow, view->focus);
    int column = flow_item_column(flow, view->focus);

    for (row += step; row >= 0 && row < (int)flow->row_count; row += step) {
        int item = flow_nearest_item(flow, row, column);

        if (item != FLOW_NO_ITEM) {
            view->focus = item;
            return true;
        }
    }
    return false;
}

static bool
move_tag(struct view *view, int step)
{
    int next = view_next_item(view, view->focus, step);

    if (next == FLOW_NO_ITEM)
        return false;
    view->focus = next;
    return true;
}

static bool
act_on_tags(struct view *view, const struct app *app, enum action action)
{
    switch (action) {
    case ACTION_UP:
        return move_row(view, -1);
    case ACTION_DOWN:
        return move_row(view, 1);
    case ACTION_RIGHT:
        return move_tag(view, 1);
    case ACTION_LEFT:
        return move_tag(view, -1);
    case ACTION_OPEN:
        if (app->evidence_count == 0)
            return false;
        view->choice = 0;
        return true;
    default:
        return false;
    }
}

static bool
act(struct view *view, const struct app *app, enum action action)
{
    int count = (int)app->evidence_count;

    if (view->item_count == 0)
        return false;
    if (view->choice < 0)
        return act_on_tags(view, app, action);
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
        view->choice += action == ACTION_DOWN ? 1 : -1;
        if (view->choice >= count)
            view->choice = count - 1;
        if (view->choice < 0)
            view->choice = 0;
        return true;
    case ACTION_LEFT:
    case ACTION_BACK:
        view->choice = -1;
        return true;
    default:
        return true;
    }
}

const struct page page_skills = {
    .items = list_items,
    .layout = lay_out,
    .draw = draw,
    .act = act,
};
