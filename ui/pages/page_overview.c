/*
 * The Overview: the name, the availability, the contacts, the chart or list,
 * and the best points. It shows all of `basics`; what does not fit into the
 * window follows below. The focus is a row of the chart or list, or none.
 */

#include "app/page.h"

#include <string.h>

#include "app/app.h"
#include "app/links.h"
#include "pages/overview.h"
#include "pages/overview_contacts.h"
#include "pages/overview_sections.h"
#include "screen/availability.h"
#include "screen/heading.h"
#include "screen/ticker.h"
#include "sshd/base/array.h"
#include "text/text.h"
#include "text/text_wrap.h"

#define SUMMARY_FIRST_ROWS 4 /* a longer summary goes below the points */
#define POINT_INDENT       2
#define POINT_ROWS         4 /* of a point that stands in its section too */
#define BEST_COUNT         3

static int
page_overview_items(const struct section *section, struct item *items)
{
    (void)section;
    (void)items;
    return 0;
}

/* Add TEXT in a row of its own, unless it is empty. */
static void
page_overview_flow_text(struct flow *flow, enum role role, const char *text)
{
    if (*text == '\0')
        return;
    flow_row(flow, FLOW_NO_ITEM);
    flow_wrap(flow, 0, role, text);
}

/* Add the facts that a large header would show. */
static void
page_overview_flow_head(struct flow *flow, const struct app *app)
{
    const struct resume *resume = app->resume;
    char text[AVAILABILITY_SIZE];

    if (app->layout.header == HEADER_LARGE)
        return;
    if (!app->layout.compact)
        page_overview_flow_text(flow, ROLE_MUTED, resume->greeting);
    page_overview_flow_text(flow, ROLE_HEADING, resume->name);
    page_overview_flow_text(flow, ROLE_STRONG, resume->label);
    availability_text(text, sizeof(text), resume, app->today);
    page_overview_flow_text(flow, availability_role(resume),
                            flow_format(flow, "%s", text));
    availability_details(text, sizeof(text), resume, app->today);
    page_overview_flow_text(flow, ROLE_MUTED, flow_format(flow, "%s", text));
    page_overview_flow_text(flow, ROLE_MUTED, resume->place);
    if (!app->layout.compact)
        flow_gap(flow);
}

static void
page_overview_flow_summary(struct flow *flow, const struct app *app)
{
    page_overview_flow_text(flow, ROLE_TEXT, app->resume->summary);
    flow_gap(flow);
}

static void
page_overview_flow_point(struct flow *flow, const char *text)
{
    flow_row(flow, FLOW_NO_ITEM);
    flow_put(flow, 0, flow->width, ROLE_ACCENT, "•");
    flow_wrap(flow, POINT_INDENT, ROLE_TEXT, text);
}

/* Add a point that its section has in full: of a long one the first rows, the
 * last cut with "…". */
static void
page_overview_flow_excerpt(struct flow *flow, const char *text)
{
    int columns = flow->width - POINT_INDENT;
    const char *line, *rest = text;
    size_t length;

    for (int row = 0; row < POINT_ROWS; row++) {
        line = text_wrap(&rest, columns < 1 ? 1 : (size_t)columns, &length);
        if (line == NULL)
            break;
        flow_row(flow, FLOW_NO_ITEM);
        if (row == 0)
            flow_put(flow, 0, flow->width, ROLE_ACCENT, "•");
        if (row == POINT_ROWS - 1 && *rest != '\0')
            flow_put(flow, POINT_INDENT, flow->width, ROLE_TEXT, line);
        else
            flow_put_line(flow, POINT_INDENT, ROLE_TEXT, line, length);
    }
}

/* Returns the first point of ENTRY, or of its first part that has one, or
 * NULL. */
static const char *
page_overview_first_point(const struct entry *entry)
{
    if (entry->highlights.count > 0)
        return entry->highlights.items[0];
    for (size_t i = 0; i < entry->children.count; i++)
        if (entry->children.items[i].highlights.count > 0)
            return entry->children.items[i].highlights.items[0];
    return NULL;
}

/* Whether A is newer than B: it ends later, or ends together and begins
 * later. */
static bool
page_overview_newer(const struct entry *a, const struct entry *b)
{
    int end;

    if (a->period.ongoing != b->period.ongoing)
        return a->period.ongoing;
    end = a->period.ongoing ? 0 : date_compare(a->period.to, b->period.to);
    return end != 0 ? end > 0
                    : date_compare(a->period.from, b->period.from) > 0;
}

/* Returns the newest job of ROWS that has a point and is not in TAKEN, or
 * NULL. Jobs without dates keep the order of the file. */
static const struct entry *
page_overview_next_newest(const struct overview_row *rows, int count,
                          const struct entry *const *taken, int taken_count)
{
    const struct entry *newest = NULL;

    for (int i = 0; i < count; i++) {
        const struct entry *entry = rows[i].entry;
        bool again = false;

        if (entry == NULL || page_overview_first_point(entry) == NULL)
            continue;
        for (int j = 0; j < taken_count; j++)
            again = again || taken[j] == entry;
        if (!again && (newest == NULL || page_overview_newer(entry, newest)))
            newest = entry;
    }
    return newest;
}

static void
page_overview_flow_best(struct flow *flow, const struct app *app)
{
    const struct strings *best = &app->resume->best;
    const struct entry *taken[BEST_COUNT];
    struct overview_row rows[OVERVIEW_ROWS_MAX];
    int count = overview_rows(app, rows), jobs = 0;

    for (size_t i = 0; i < best->count; i++)
        page_overview_flow_point(flow, best->items[i]);
    for (int i = 0; i < count; i++)
        if (rows[i].kind == SECTION_WORK)
            rows[jobs++] = rows[i];
    for (int i = 0; best->count == 0 && i < BEST_COUNT; i++) {
        taken[i] = page_overview_next_newest(rows, jobs, taken, i);
        if (taken[i] == NULL)
            break;
        page_overview_flow_excerpt(flow, page_overview_first_point(taken[i]));
    }
    flow_gap(flow);
}

/* Without dates the chart omits the degrees: add a row for each. */
static void
page_overview_flow_education(struct flow *flow, const struct app *app)
{
    for (size_t i = 1; i < app->view_count; i++) {
        const struct section *section = app->views[i].section;

        if (section->kind != SECTION_EDUCATION)
            continue;
        for (size_t j = 0; j < section->entries.count; j++) {
            const struct entry *entry = &section->entries.items[j];
            const char *detail = heading_detail(section->kind, entry);

            page_overview_flow_text(
                flow, ROLE_TEXT,
                flow_format(flow, "%s%s%s", heading_name(section->kind, entry),
                            *detail != '\0' ? " · " : "", detail));
        }
    }
    flow_gap(flow);
}

static void
page_overview_flow_read_on(struct flow *flow, const struct app *app)
{
    char title[128], text[192];
    const struct section *next;
    size_t page = app_page(app, VIEW_OVERVIEW) + 1;

    if (page >= app->view_count)
        return;
    next = app->views[app_page(app, page)].section;
    snprintf(title, sizeof(title), "%zu %s", page,
             section_title(next->kind, app->language));
    language_format(text, sizeof(text), app->language, WORD_READ_ON_FROM,
                    title);
    page_overview_flow_text(flow, ROLE_MUTED, flow_format(flow, "%s", text));
}

/* The summary is before the contacts, or below the best points. */
enum summary_place { SUMMARY_FIRST, SUMMARY_BELOW };

static void
page_overview_flow_all(const struct view *view, struct flow *flow,
                       const struct app *app, enum summary_place summary)
{
    flow_start(flow, app->layout.body.columns);
    flow->brackets = app->theme->brackets;
    page_overview_flow_head(flow, app);
    if (summary == SUMMARY_FIRST)
        page_overview_flow_summary(flow, app);
    overview_contacts_flow(flow, app);
    if (overview_has_dates(app))
        timeline_flow(flow, app);
    else
        job_list_flow(flow, app);
    flow_gap(flow);
    page_overview_flow_best(flow, app);
    if (summary == SUMMARY_BELOW)
        page_overview_flow_summary(flow, app);
    if (!overview_has_dates(app))
        page_overview_flow_education(flow, app);
    overview_sections_flow(flow, app, view->height);
    page_overview_flow_read_on(flow, app);
}

/* Put the summary below the chart if the window does not hold both. */
static void
page_overview_layout(struct view *view, const struct app *app)
{
    struct flow *flow = &view->flow;
    int width = app->layout.body.columns;

    page_overview_flow_all(view, flow, app, SUMMARY_FIRST);
    if (text_rows(app->resume->summary, width) > SUMMARY_FIRST_ROWS ||
        (overview_has_dates(app) && (int)flow->row_count > view->height))
        page_overview_flow_all(view, flow, app, SUMMARY_BELOW);
}

/* A click on a row acts as Enter does. */
static void
page_overview_add_spots(const struct view *view, const struct area *area,
                        struct canvas *canvas)
{
    for (int y = 0; y < area->rows; y++) {
        int at = view->scroll + y;

        if (at < (int)view->flow.row_count && view->flow.rows[at].item >= 0)
            canvas_add_spot(canvas, area->row + y, area->column, area->columns,
                            ACTION_CHOOSE, view->flow.rows[at].item);
    }
}

static void
page_overview_draw(const struct view *view, const struct app *app,
                   struct canvas *canvas)
{
    const struct layout *layout = &app->layout;

    if (layout->header != HEADER_LARGE) {
        canvas->cursor_row = layout->body.row;
        canvas->cursor_column = layout->body.column;
    }
    view_draw_flow(view, app, canvas, &layout->body);
    page_overview_add_spots(view, &layout->body, canvas);
    if (layout->ticker_row >= 0)
        ticker_draw(&app->ticker, &app->resume->ticker, canvas,
                    layout->ticker_row, layout->left, layout->width);
}

/* Move the focus to the next row; scroll if that is outside the window. */
static bool
page_overview_move(struct view *view, const struct app *app, int step)
{
    struct overview_row rows[OVERVIEW_ROWS_MAX];
    int count = overview_rows(app, rows);
    int next = view->focus + step;
    int row = flow_item_row(&view->flow, next);
    bool near = row >= view->scroll && row < view->scroll + view->height;

    if (next < 0 || next >= count)
        return view_scroll(view, step);
    if (!near && view_scroll(view, step))
        return true;
    view->focus = next;
    return true;
}

static bool
page_overview_act(struct view *view, const struct app *app, enum action action)
{
    if (action == ACTION_UP || action == ACTION_DOWN)
        return page_overview_move(view, app, action == ACTION_DOWN ? 1 : -1);
    return false;
}

const struct page page_overview = {
    .items = page_overview_items,
    .layout = page_overview_layout,
    .draw = page_overview_draw,
    .act = page_overview_act,
};
