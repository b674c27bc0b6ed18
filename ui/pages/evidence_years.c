#include "pages/evidence_years.h"

#include <stdio.h>

#define LABEL_COLUMNS 7 /* of a year in the scale, with its gap */
#define MONTHS        12

/* A period in months since the year 0; the end is excluded. */
struct evidence_years {
    int from, to;
};

/* Get the period of evidence INDEX. Returns false without dates, or if the
 * evidence before it is of the same entry. */
static bool
evidence_years_of(const struct app *app, size_t index,
                  struct evidence_years *years)
{
    const struct evidence *one = &app->evidence[index];
    const struct period *period =
        &app->views[one->view].items[one->root].entry->period;
    struct date from = period->from;
    struct date to = period->ongoing ? app->today : period->to;

    const struct search_scope scope = app_scope(app);

    if (!evidence_is_practice(&scope, one))
        return false;
    if (index > 0 && one[-1].view == one->view && one[-1].root == one->root)
        return false;
    if (to.year == 0)
        to = from;
    if (from.year == 0 || to.year < from.year)
        return false;
    years->from = from.year * MONTHS + (from.month > 0 ? from.month - 1 : 0);
    years->to = to.year * MONTHS + (to.month > 0 ? to.month : MONTHS);
    return true;
}

/* Get the whole years that include all periods. */
static bool
evidence_years_range(const struct app *app, struct evidence_years *range)
{
    struct evidence_years years;
    bool any = false;

    *range = (struct evidence_years){0};
    for (size_t i = 0; i < app->evidence_count; i++) {
        if (!evidence_years_of(app, i, &years))
            continue;
        if (!any || years.from < range->from)
            range->from = years.from;
        if (!any || years.to > range->to)
            range->to = years.to;
        any = true;
    }
    if (!any)
        return false;
    range->from -= range->from % MONTHS;
    range->to += (MONTHS - range->to % MONTHS) % MONTHS;
    return true;
}

/* Returns how many entries overlap the column that CELL stands for. */
static int
evidence_years_count(const struct app *app, const struct evidence_years *cell)
{
    struct evidence_years years;
    int count = 0;

    for (size_t i = 0; i < app->evidence_count; i++)
        if (evidence_years_of(app, i, &years) && years.from < cell->to &&
            years.to > cell->from)
            count++;
    return count;
}

void
evidence_years_draw(const struct app *app, struct canvas *canvas, int row,
                    int column, int columns)
{
    struct evidence_years range;
    int months, step = 1;
    char year[16];

    if (!evidence_years_range(app, &range))
        return;
    months = range.to - range.from;
    while (months / MONTHS / step * LABEL_COLUMNS > columns)
        step++;
    for (int at = 0; at + step * MONTHS / 2 <= months; at += step * MONTHS) {
        snprintf(year, sizeof(year), "%d", (range.from + at) / MONTHS);
        if (at * columns / months + (int)sizeof("2026") - 1 <= columns)
            canvas_text(canvas, row, column + at * columns / months, ROLE_MUTED,
                        year);
    }
    for (int i = 0; i < columns; i++) {
        struct evidence_years cell = {
            range.from + i * months / columns,
            range.from + (i + 1) * months / columns,
        };
        int count;

        if (cell.to == cell.from)
            cell.to++;
        count = evidence_years_count(app, &cell);
        if (count > 0)
            canvas_text(canvas, row + 1, column + i, ROLE_ACCENT,
                        count == 1 ? "▄" : "█");
    }
}
