#include "pages/overview_sections.h"

#include "app/app.h"
#include "language/period.h"
#include "pages/overview.h"
#include "screen/heading.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"
#include "text/text.h"

#define COLUMN_GAP   2
#define READ_ON_ROWS 1  /* the row below all sections */
#define FRAME_ROWS   2  /* a section's heading, and a blank row */
#define NAME_ROWS    3  /* of a section that is too long for more */
#define NAMES_MAX    96 /* more than so many rows hold */
#define SEPARATOR    3  /* columns of " · " */

/* The first names of a section, and how many it has. */
struct overview_sections_names {
    const char *items[NAMES_MAX];
    size_t count, total;
};

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

/* Add the names of SECTION to NAMES; of skills their tags. */
static void
overview_sections_name_all(const struct section *section,
                           struct overview_sections_names *names)
{
    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *entry = &section->entries.items[i];
        const char *name = heading_name(section->kind, entry);
        struct strings words = {&name, 1};

        if (section->kind == SECTION_SKILLS && entry->keywords.count > 0)
            words = entry->keywords;
        for (size_t j = 0; j < words.count; j++, names->total++)
            if (names->count < NAMES_MAX)
                names->items[names->count++] = words.items[j];
    }
}

/* Keep the names that fit into ROWS rows as flow_words() lays them out, with
 * TAIL columns for the number of the others at the end. */
static void
overview_sections_keep_names(struct overview_sections_names *names, int columns,
                             int rows, int tail)
{
    size_t kept = 0;
    int at = 0, row = 1;

    for (size_t i = 0; i < names->count; i++) {
        int width = (int)text_width(names->items[i]);

        if (at > 0 && at + SEPARATOR + width > columns) {
            row++;
            at = 0;
        }
        at += width + (at > 0 ? SEPARATOR : 0);
        if (row > rows)
            break;
        if (i + 1 == names->total || at + SEPARATOR + tail <= columns)
            kept = i + 1;
    }
    names->count = kept;
}

/* Add the names alone of SECTION, which is too long for more, in ROWS rows at
 * most, and how many it has besides. */
static void
overview_sections_flow_names(struct flow *flow, const struct app *app,
                             const struct section *section, int rows)
{
    struct overview_sections_names names = {.count = 0};
    char others[64];

    overview_sections_name_all(section, &names);
    language_format(others, sizeof(others), app->language, WORD_AND_OTHER,
                    names.total);
    overview_sections_keep_names(&names, flow->width, rows,
                                 (int)text_width(others));
    if (names.count == 0)
        return;
    flow_row(flow, FLOW_NO_ITEM);
    flow_wrap(flow, 0, ROLE_HEADING,
              section_title(section->kind, app->language));
    flow_row(flow, FLOW_NO_ITEM);
    flow_words(flow, 0, ROLE_TEXT, &(struct strings){names.items, names.count});
    if (names.count < names.total) {
        language_format(others, sizeof(others), app->language, WORD_AND_OTHER,
                        names.total - names.count);
        flow_put(flow, flow_end(flow), flow->width, ROLE_MUTED,
                 flow_format(flow, " · %s", others));
    }
    flow_gap(flow);
}

/* Returns the section of KIND, or NULL: none, or one whose entries the list of
 * jobs without dates already names. */
static const struct section *
overview_sections_find(const struct app *app, enum section_kind kind)
{
    struct overview_row rows[OVERVIEW_ROWS_MAX];

    if (!overview_has_dates(app) && overview_rows(app, rows) > 0 &&
        rows[0].kind == kind)
        return NULL;
    for (size_t i = 1; i < app->view_count; i++)
        if (app->views[i].section->kind == kind)
            return app->views[i].section;
    return NULL;
}

void
overview_sections_flow(struct flow *flow, const struct app *app, int rows_max)
{
    static const enum section_kind kinds[] = {
        SECTION_SKILLS,       SECTION_LANGUAGES, SECTION_CERTIFICATES,
        SECTION_AWARDS,       SECTION_PROJECTS,  SECTION_INTERESTS,
        SECTION_PUBLICATIONS, SECTION_VOLUNTEER,
    };

    for (size_t k = 0; k < COUNT(kinds); k++) {
        size_t rows = flow->row_count, spans = flow->span_count;
        const struct section *section = overview_sections_find(app, kinds[k]);
        int room = rows_max - READ_ON_ROWS - (int)rows - FRAME_ROWS;

        if (section == NULL)
            continue;
        overview_sections_flow_one(flow, app, section);
        if ((int)flow->row_count + READ_ON_ROWS <= rows_max)
            continue;
        flow->row_count = rows;
        flow->span_count = spans;
        if (room > 0)
            overview_sections_flow_names(flow, app, section,
                                         room < NAME_ROWS ? room : NAME_ROWS);
    }
}
