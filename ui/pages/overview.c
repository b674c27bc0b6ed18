#include "pages/overview.h"

#include <string.h>

#include "app/app.h"
#include "sshd/base/array.h"

#define PART_MARK " — " /* as in "Amazon — Bedrock Infrastructure" */

/* Whether the chart shows a section in one row, its entries as points. */
static bool
overview_has_points(enum section_kind kind)
{
    return kind == SECTION_CERTIFICATES || kind == SECTION_AWARDS;
}

static bool
overview_has_bars(enum section_kind kind)
{
    return kind == SECTION_WORK || kind == SECTION_EDUCATION ||
           kind == SECTION_PROJECTS;
}

static bool
overview_is_dated(const struct entry *entry)
{
    return entry->period.from.year != 0 || entry->period.to.year != 0;
}

static bool
overview_any_dated(const struct entries *entries)
{
    for (size_t i = 0; i < entries->count; i++)
        if (overview_is_dated(&entries->items[i]))
            return true;
    return false;
}

bool
overview_has_dates(const struct app *app)
{
    for (size_t i = 1; i < app->view_count; i++) {
        const struct section *section = app->views[i].section;

        if (overview_has_bars(section->kind) &&
            overview_any_dated(&section->entries))
            return true;
    }
    return false;
}

static int
overview_add(struct overview_row *rows, int count, struct overview_row listed)
{
    if (count < OVERVIEW_ROWS_MAX)
        rows[count++] = listed;
    return count;
}

/* Add the entries of view INDEX; with DATED only those that have a date, but
 * every job. */
static int
overview_add_entries(const struct app *app, size_t index, bool dated,
                     struct overview_row *rows, int count)
{
    const struct view *view = &app->views[index];
    enum section_kind kind = view->section->kind;

    for (int i = 0; i < view->item_count; i++) {
        const struct entry *entry = view->items[i].entry;

        if (view->items[i].parent == FLOW_NO_ITEM &&
            (!dated || kind == SECTION_WORK || overview_is_dated(entry)))
            count = overview_add(rows, count,
                                 (struct overview_row){index, i, entry, kind});
    }
    return count;
}

static int
overview_dated_rows(const struct app *app, struct overview_row *rows)
{
    int count = 0;

    for (size_t i = 1; i < app->view_count; i++)
        if (overview_has_bars(app->views[i].section->kind))
            count = overview_add_entries(app, i, true, rows, count);
    for (size_t i = 1; i < app->view_count; i++) {
        const struct section *section = app->views[i].section;

        if (overview_has_points(section->kind) &&
            overview_any_dated(&section->entries))
            count = overview_add(
                rows, count, (struct overview_row){i, -1, NULL, section->kind});
    }
    return count;
}

int
overview_rows(const struct app *app,
              struct overview_row rows[OVERVIEW_ROWS_MAX])
{
    static const enum section_kind kinds[] = {SECTION_WORK, SECTION_PROJECTS,
                                              SECTION_VOLUNTEER};

    if (overview_has_dates(app))
        return overview_dated_rows(app, rows);
    for (size_t k = 0; k < COUNT(kinds); k++)
        for (size_t i = 1; i < app->view_count; i++)
            if (app->views[i].section->kind == kinds[k])
                return overview_add_entries(app, i, false, rows, 0);
    return 0;
}

size_t
overview_employer_length(const struct entry *entry)
{
    const char *mark = strstr(entry->org, PART_MARK);

    return mark == NULL ? strlen(entry->org) : (size_t)(mark - entry->org);
}

bool
overview_same_employer(const struct entry *a, const struct entry *b)
{
    size_t length = overview_employer_length(a);

    return length > 0 && length == overview_employer_length(b) &&
           strncmp(a->org, b->org, length) == 0;
}

const char *
overview_name_in_group(const struct entry *entry)
{
    size_t length = overview_employer_length(entry);

    if (entry->org[length] != '\0')
        return entry->org + length + strlen(PART_MARK);
    return *entry->title != '\0' ? entry->title : entry->org;
}
