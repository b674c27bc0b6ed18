/*
 * A chart of bars with a row for each job, degree and project, and one row of
 * points each for certificates and awards. If there is room, the dates are
 * beside the bars.
 */

#include "pages/overview.h"

#include <string.h>

#include "app/app.h"
#include "screen/heading.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"
#include "text/text.h"
#include "text/text_wrap.h"

#define GAP          1
#define CELLS_MAX    256
#define TICK_COLUMNS 7   /* minimum between two years of the axis */
#define DATES_FROM   100 /* columns of text, to have dates at the bars */
#define CHART_MIN    12

enum timeline_cell {
    CELL_BLANK,
    CELL_GRID,
    CELL_WORK,
    CELL_STUDY,
    CELL_WORK_ON,
    CELL_STUDY_ON,
    CELL_POINT,
};

static const struct {
    const char *text;
    enum role role;
} cells[] = {
    [CELL_BLANK] = {" ", ROLE_TEXT},     [CELL_GRID] = {"│", ROLE_RULE},
    [CELL_WORK] = {"█", ROLE_ACCENT},    [CELL_STUDY] = {"▓", ROLE_HINT},
    [CELL_WORK_ON] = {"►", ROLE_ACCENT}, [CELL_STUDY_ON] = {"►", ROLE_HINT},
    [CELL_POINT] = {"●", ROLE_HINT},
};

struct timeline {
    const struct app *app;
    struct overview_row rows[OVERVIEW_ROWS_MAX];
    int count;
    int label_width, chart_column, chart_width, dates_width;
    int first, last; /* months since the year 0; LAST excluded */
    int step;        /* years between two lines of the grid */
};

/* Returns the months since the year 0, with MONTH if DATE has no month. */
static int
timeline_month(struct date date, int month)
{
    return date.year * 12 + (date.month != 0 ? date.month : month) - 1;
}

/* Get the months of PERIOD, LAST excluded; a single date, or one behind which
 * PERIOD expires, is one month. Returns false without a date of something that
 * happened. */
static bool
timeline_span(const struct timeline *timeline, const struct period *period,
              int *first, int *last)
{
    struct date from = period->from, to = period->to;

    if (period->expires)
        to = from; /* nothing happens when it expires */
    if (period->ongoing)
        to = timeline->app->today;
    if (from.year == 0)
        from = to;
    if (to.year == 0)
        to = from;
    if (from.year == 0)
        return false;
    *first = timeline_month(from, 1);
    *last = timeline_month(to, to.year > from.year ? 1 : 12) + 1;
    if (*last <= *first)
        *last = *first + 1;
    return true;
}

static void
timeline_include(struct timeline *timeline, const struct period *period)
{
    int first, last;

    if (!timeline_span(timeline, period, &first, &last))
        return;
    if (timeline->first == 0 || first < timeline->first)
        timeline->first = first;
    timeline->last = clamp_least(timeline->last, last);
}

static const struct entries *
timeline_section(const struct timeline *timeline,
                 const struct overview_row *listed)
{
    return &timeline->app->views[listed->view].section->entries;
}

static const char *
timeline_dates(struct flow *flow, const struct timeline *timeline,
               const struct overview_row *listed)
{
    char dates[64];

    if (listed->entry == NULL)
        return "";
    period_format(dates, sizeof(dates), &listed->entry->period,
                  timeline->app->language);
    return flow_format(flow, "%s", dates);
}

/* Returns the role, with the employer if COLUMNS hold both. */
static const char *
timeline_label(struct flow *flow, const struct timeline *timeline,
               const struct overview_row *listed, int columns)
{
    const struct entry *entry = listed->entry;

    if (entry == NULL)
        return section_title(listed->kind, timeline->app->language);
    if (*entry->title == '\0')
        return entry->org;
    if (*entry->org != '\0' &&
        (int)(text_width(entry->title) + 3 + text_width(entry->org)) <= columns)
        return flow_format(flow, "%s · %s", entry->title, entry->org);
    return entry->title;
}

static int
timeline_label_max(const struct flow *flow)
{
    return flow->width < 60 ? flow->width / 2 : flow->width * 47 / 100;
}

static void
timeline_measure(struct timeline *timeline, struct flow *flow)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50};
    int max = timeline_label_max(flow), years;

    for (int i = 0; i < timeline->count; i++) {
        const struct overview_row *listed = &timeline->rows[i];
        const struct entries *section = timeline_section(timeline, listed);
        int width =
            (int)text_width(timeline_label(flow, timeline, listed, max));
        int dates = (int)text_width(timeline_dates(flow, timeline, listed));

        timeline->label_width = clamp_least(timeline->label_width, width);
        timeline->dates_width = clamp_least(timeline->dates_width, dates);
        if (listed->entry != NULL)
            timeline_include(timeline, &listed->entry->period);
        for (size_t j = 0; listed->entry == NULL && j < section->count; j++)
            timeline_include(timeline, &section->items[j].period);
    }
    timeline->label_width = clamp_most(timeline->label_width, max);
    timeline->first -= timeline->first % 12;
    timeline->chart_column = timeline->label_width + GAP;
    timeline->chart_width = flow->width - timeline->chart_column;
    timeline->dates_width += 2 * GAP;
    if (flow->width < DATES_FROM)
        timeline->dates_width = 0;
    timeline->chart_width =
        clamp_most(timeline->chart_width - timeline->dates_width, CELLS_MAX);
    years = (timeline->last - timeline->first + 11) / 12;
    for (size_t i = 0; i < COUNT(steps); i++) {
        timeline->step = steps[i];
        if (timeline->chart_width * steps[i] / years >= TICK_COLUMNS)
            break;
    }
}

/* Returns the column of MONTH in the chart. */
static int
timeline_column(const struct timeline *timeline, int month)
{
    int span = timeline->last - timeline->first;

    return (month - timeline->first) * (timeline->chart_width - 1) / span;
}

/* Returns the first month of the first year from YEAR on that has a grid
 * line. */
static int
timeline_tick(const struct timeline *timeline, int year)
{
    while (year % timeline->step != 0)
        year++;
    return year * 12;
}

static void
timeline_flow_axis(struct flow *flow, const struct timeline *timeline)
{
    int month = timeline_tick(timeline, timeline->first / 12);
    int end = timeline->chart_column + timeline->chart_width;

    flow_row(flow, FLOW_NO_ITEM);
    for (; month < timeline->last; month += 12 * timeline->step) {
        int column = timeline->chart_column + timeline_column(timeline, month);
        const char *year = flow_format(flow, "%d", month / 12);

        if (column + (int)text_width(year) <= end)
            flow_put(flow, column, end, ROLE_MUTED, year);
    }
}

static void
timeline_fill_entry(const struct timeline *timeline,
                    const struct overview_row *listed, enum timeline_cell row[])
{
    const struct period *period = &listed->entry->period;
    bool study = listed->kind == SECTION_EDUCATION;
    int first, last, from, to;

    if (!timeline_span(timeline, period, &first, &last))
        return;
    from = timeline_column(timeline, first);
    to = timeline_column(timeline, last);
    for (int i = from; i < to || i == from; i++)
        row[i] = study ? CELL_STUDY : CELL_WORK;
    if (period->ongoing)
        row[to] = study ? CELL_STUDY_ON : CELL_WORK_ON;
}

static void
timeline_fill_grid(const struct timeline *timeline, enum timeline_cell row[])
{
    int month = timeline_tick(timeline, timeline->first / 12);

    for (int i = 0; i < timeline->chart_width; i++)
        row[i] = CELL_BLANK;
    for (; month < timeline->last; month += 12 * timeline->step)
        row[timeline_column(timeline, month)] = CELL_GRID;
}

static void
timeline_fill(const struct timeline *timeline,
              const struct overview_row *listed, enum timeline_cell row[])
{
    timeline_fill_grid(timeline, row);
    if (listed->entry != NULL) {
        timeline_fill_entry(timeline, listed, row);
        return;
    }
    for (size_t i = 0; i < timeline_section(timeline, listed)->count; i++) {
        int first, last;

        if (timeline_span(timeline,
                          &timeline_section(timeline, listed)->items[i].period,
                          &first, &last))
            row[timeline_column(timeline, first)] = CELL_POINT;
    }
}

static void
timeline_flow_cells(struct flow *flow, const struct timeline *timeline,
                    const enum timeline_cell row[])
{
    char text[CELLS_MAX * 4];

    for (int i = 0, next; i < timeline->chart_width; i = next) {
        size_t length = strlen(cells[row[i]].text), used = 0;

        for (next = i; next < timeline->chart_width && row[next] == row[i];
             next++, used += length)
            memcpy(text + used, cells[row[i]].text, length);
        text[used] = '\0';
        if (row[i] != CELL_BLANK)
            flow_put(flow, timeline->chart_column + i, flow->width,
                     cells[row[i]].role, flow_format(flow, "%s", text));
    }
}

/* Add the row of LISTED; if its label wraps, add rows with only the grid. */
static void
timeline_flow_row(struct flow *flow, const struct timeline *timeline, int i)
{
    const struct overview_row *listed = &timeline->rows[i];
    const char *label =
        timeline_label(flow, timeline, listed, timeline_label_max(flow));
    const char *line;
    enum timeline_cell row[CELLS_MAX];
    size_t length;

    for (bool first = true;
         (line = text_wrap(&label, (size_t)timeline->label_width, &length)) !=
         NULL;
         first = false) {
        if (first)
            flow_head_row(flow, i);
        else
            flow_row(flow, i);
        if (timeline->chart_width >= CHART_MIN) {
            if (first)
                timeline_fill(timeline, listed, row);
            else
                timeline_fill_grid(timeline, row);
            timeline_flow_cells(flow, timeline, row);
        }
        if (first && timeline->dates_width > 0)
            flow_right(flow, ROLE_MUTED,
                       timeline_dates(flow, timeline, listed));
        flow_put_line(flow, 0, ROLE_TEXT, line, length);
    }
}

void
timeline_flow(struct flow *flow, const struct app *app)
{
    struct timeline timeline = {.app = app};

    timeline.count = overview_rows(app, timeline.rows);
    timeline_measure(&timeline, flow);
    if (timeline.chart_width >= CHART_MIN)
        timeline_flow_axis(flow, &timeline);
    for (int i = 0; i < timeline.count; i++)
        timeline_flow_row(flow, &timeline, i);
}
