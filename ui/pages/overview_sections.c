#include "pages/overview_sections.h"

#include "app/app.h"
#include "language/period.h"
#include "screen/heading.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"
#include "text/text.h"

#define COLUMN_GAP 2

/* The columns of a section in short, after its names: details, keywords. */
struct overview_sections_columns {
    int detail, keywords;
};

/* Returns the note of ENTRY, such as a level; without one its dates, which the
 * chart shows without their names. */
static const char *
overview_sections_detail(struct flow *flow, const struct app *app,
                         const struct entry *entry)
{
    char dates[64];

    if (*entry->note != '\0')
        return entry->note;
    period_format(dates, sizeof(dates), &entry->period, app->language);
    return flow_format(flow, "%s", dates);
}

/* Returns the columns of SECTION: each after the widest text before it that
 * ends in the left half. */
static struct overview_sections_columns
overview_sections_columns(struct flow *flow, const struct app *app,
                          const struct section *section)
{
    struct overview_sections_columns columns = {0, 0};
    int details = 0;

    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *entry = &section->entries.items[i];
        int name = (int)text_width(heading_name(section->kind, entry));
        int detail =
            (int)text_width(overview_sections_detail(flow, app, entry));

        if (name + COLUMN_GAP > columns.detail && 2 * name < flow->width)
            columns.detail = name + COLUMN_GAP;
        if (detail + COLUMN_GAP > details && detail > 0)
            details = detail + COLUMN_GAP;
    }
    columns.keywords = columns.detail + details;
    if (2 * columns.keywords >= flow->width)
        columns.keywords = columns.detail;
    return columns;
}

/* Add the name of ENTRY, its detail and its keywords in a row. */
static void
overview_sections_flow_entry(struct flow *flow, const struct app *app,
                             const struct entry *entry, const char *name,
                             struct overview_sections_columns columns)
{
    const char *detail = overview_sections_detail(flow, app, entry);
    int column;

    flow_row(flow, FLOW_NO_ITEM);
    column = flow_wrap(flow, 0, ROLE_TEXT, name);
    column = column == 0 ? 0 : column + COLUMN_GAP;
    if (*detail != '\0') {
        column = clamp_least(column, columns.detail);
        if (column + (int)text_width(detail) > flow->width) {
            flow_row(flow, FLOW_NO_ITEM);
            column = COLUMN_GAP;
        }
        column = COLUMN_GAP +
                 flow_put(flow, column, flow->width, ROLE_MUTED, detail);
    }
    if (entry->keywords.count > 0 && column < flow->width / 2)
        flow_words(flow, column > columns.keywords ? column : columns.keywords,
                   ROLE_MUTED, &entry->keywords);
}

/* Add SECTION in short. */
static void
overview_sections_flow_one(struct flow *flow, const struct app *app,
                           const struct section *section)
{
    struct overview_sections_columns columns =
        overview_sections_columns(flow, app, section);

    flow_row(flow, FLOW_NO_ITEM);
    flow_wrap(flow, 0, ROLE_HEADING,
              section_title(section->kind, app->language));
    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *entry = &section->entries.items[i];

        overview_sections_flow_entry(
            flow, app, entry, heading_name(section->kind, entry), columns);
    }
    flow_gap(flow);
}

void
overview_sections_flow(struct flow *flow, const struct app *app, int rows_max)
{
    static const enum section_kind kinds[] = {
        SECTION_SKILLS, SECTION_LANGUAGES, SECTION_CERTIFICATES,
        SECTION_AWARDS, SECTION_PROJECTS,  SECTION_INTERESTS,
    };

    for (size_t k = 0; k < COUNT(kinds); k++) {
        size_t rows = flow->row_count, spans = flow->span_count;

        for (size_t i = 1; i < app->view_count; i++)
            if (app->views[i].section->kind == kinds[k])
                overview_sections_flow_one(flow, app, app->views[i].section);
        if ((int)flow->row_count + 1 <= rows_max)
            continue;
        flow->row_count = rows;
        flow->span_count = spans;
    }
}
