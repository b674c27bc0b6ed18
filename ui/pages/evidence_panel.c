#include "pages/evidence_panel.h"

#include <stdio.h>
#include <string.h>

#include "pages/evidence_years.h"
#include "screen/heading.h"
#include "text/text.h"
#include "text/text_wrap.h"

#define QUOTE_INDENT 2 /* below a job, and below a part of it */
#define QUOTE_ROWS   2 /* of each sentence, if the panel cannot hold all */
#define LOW_ROWS     8
#define WITH_MAX     6 /* tags used together with this one */
#define TEXT_SIZE    1024
#define QUOTE_SIZE   4096

/* The rows are counted first, with `canvas` NULL, then drawn. */
struct evidence_panel {
    const struct app *app;
    const char *tag;
    struct canvas *canvas;
    const struct area *area;
    int row, end;   /* relative to the area */
    int quote_rows; /* maximum rows of a sentence */
    bool low;       /* few rows: a place takes only one */
};

/* Draw TEXT from INDENT on, in at most MOST rows and above the panel's end; a
 * longer text ends in "…". */
static void
evidence_panel_text(struct evidence_panel *panel, int indent, enum role role,
                    const char *text, int most)
{
    int columns = panel->area->columns - indent;
    const char *line, *rest = text;
    size_t length;

    while (most-- > 0 &&
           (line = text_wrap(&rest, (size_t)columns, &length)) != NULL) {
        int row = panel->area->row + panel->row++;

        if (panel->canvas == NULL || panel->row > panel->end)
            continue;
        if ((most == 0 || panel->row == panel->end) && *rest != '\0')
            canvas_text_cut(panel->canvas, row, panel->area->column + indent,
                            role, line, columns);
        else
            canvas_put(panel->canvas, row, panel->area->column + indent, role,
                       line, length, columns);
    }
}

static void
evidence_panel_right(const struct evidence_panel *panel, int row,
                     const char *text)
{
    if (panel->canvas != NULL && row < panel->end)
        canvas_text_right(panel->canvas, panel->area->row + row,
                          panel->area->column + panel->area->columns,
                          ROLE_MUTED, text);
}

/* Write a summary such as "8 years · 2 sentences". */
static void
evidence_panel_format_sum(char *buffer, size_t size, const struct app *app)
{
    const struct search_scope scope = app_scope(app);
    size_t sentences = evidence_sentences(app->evidence, app->evidence_count);
    size_t tags = app->evidence_count - sentences;
    int years =
        evidence_months(&scope, app->evidence, app->evidence_count) / 12;
    size_t length = 0;

    if (years > 0) {
        language_count(buffer, size, app->language, (size_t)years, WORD_YEAR,
                       WORD_YEARS);
        length = strlen(buffer);
        length += (size_t)snprintf(buffer + length, size - length, " · ");
    }
    if (sentences > 0)
        language_count(buffer + length, size - length, app->language, sentences,
                       WORD_SENTENCE, WORD_SENTENCES);
    else
        language_count(buffer + length, size - length, app->language, tags,
                       WORD_TAG, WORD_TAGS);
}

/* Draw TEXT, and RIGHT at the end of its row, or of the next row if both do not
 * fit. */
static void
evidence_panel_pair(struct evidence_panel *panel, enum role role,
                    const char *text, const char *right)
{
    int columns = panel->area->columns;

    if ((int)(text_width(text) + 2 + text_width(right)) <= columns)
        evidence_panel_right(panel, panel->row, right);
    evidence_panel_text(panel, 0, role, text, panel->end);
    if ((int)(text_width(text) + 2 + text_width(right)) > columns &&
        *right != '\0')
        evidence_panel_right(panel, panel->row++, right);
}

static void
evidence_panel_head(struct evidence_panel *panel)
{
    char sum[128];

    evidence_panel_format_sum(sum, sizeof(sum), panel->app);
    evidence_panel_pair(panel, ROLE_ACCENT, panel->tag, sum);
    if (panel->low)
        return;
    if (panel->canvas != NULL && panel->row < panel->end)
        canvas_repeat(panel->canvas, panel->area->row + panel->row,
                      panel->area->column, ROLE_RULE, "─",
                      panel->area->columns);
    panel->row++;
}

/* Draw the job, its dates and its role. */
static void
evidence_panel_root(struct evidence_panel *panel, const struct evidence *one)
{
    const struct app *app = panel->app;
    const struct view *view = &app->views[one->view];
    const struct entry *entry = view->items[one->root].entry;
    enum section_kind kind = view->section->kind;
    const char *detail = heading_detail(kind, entry);
    char when[64];

    period_format(when, sizeof(when), &entry->period, app->language);
    evidence_panel_pair(panel, ROLE_HEADING, heading_name(kind, entry), when);
    if (*detail != '\0')
        evidence_panel_text(panel, 0, ROLE_MUTED, detail, 1);
}

/* Draw the job and its part in one row. */
static void
evidence_panel_place(struct evidence_panel *panel, const struct evidence *one)
{
    const struct view *view = &panel->app->views[one->view];
    const char *name =
        heading_name(view->section->kind, view->items[one->root].entry);
    char text[TEXT_SIZE];

    if (one->item == one->root)
        snprintf(text, sizeof(text), "%s", name);
    else
        snprintf(text, sizeof(text), "%s › %s", name,
                 view->items[one->item].entry->title);
    evidence_panel_text(panel, 0, ROLE_MUTED, text, 1);
}

static void
evidence_panel_quote(struct evidence_panel *panel, const struct evidence *one,
                     bool first_of_item)
{
    const struct view *view = &panel->app->views[one->view];
    int indent = one->item == one->root ? 0 : QUOTE_INDENT;
    char text[QUOTE_SIZE];

    if (first_of_item && indent > 0 && !panel->low) {
        snprintf(text, sizeof(text), "► %s",
                 view->items[one->item].entry->title);
        evidence_panel_text(panel, 0, ROLE_TEXT, text, 1);
    }
    if (!one->sentence)
        return;
    snprintf(text, sizeof(text), "\"%s\"", one->text);
    evidence_panel_text(panel, indent, ROLE_TEXT, text, panel->quote_rows);
}

/* Draw one piece of evidence below its job and part; a click goes to it. */
static void
evidence_panel_piece(struct evidence_panel *panel, size_t index)
{
    const struct evidence *one = &panel->app->evidence[index];
    bool same_root =
        index > 0 && one[-1].view == one->view && one[-1].root == one->root;
    bool same_item = same_root && one[-1].item == one->item;
    int before = panel->row;

    if (panel->low && !same_item)
        evidence_panel_place(panel, one);
    else if (!panel->low && !same_root)
        evidence_panel_root(panel, one);
    evidence_panel_quote(panel, one, !same_item);
    for (int row = before; panel->canvas != NULL && row < panel->row; row++)
        if (row < panel->end)
            canvas_add_spot(panel->canvas, panel->area->row + row,
                            panel->area->column, panel->area->columns,
                            ACTION_CHOOSE, (int)index);
}

static bool
evidence_panel_occurs_with(const struct app *app, const char *tag)
{
    for (size_t i = 0; i < app->evidence_count; i++)
        if (app->evidence[i].sentence &&
            evidence_text_names(app->evidence[i].text, tag))
            return true;
    return false;
}

/* Draw a line such as "with it: Tokio, DynamoDB": the skills that the same
 * sentences name. */
static void
evidence_panel_with(struct evidence_panel *panel)
{
    const struct app *app = panel->app;
    const struct view *view = &app->views[app->current];
    char list[TEXT_SIZE] = "", text[TEXT_SIZE + 64];
    size_t length = 0;
    int count = 0;

    for (int i = 0; i < view->item_count && count < WITH_MAX; i++) {
        const char *tag = view->items[i].tag;

        if (strcmp(tag, panel->tag) == 0 ||
            !evidence_panel_occurs_with(app, tag))
            continue;
        if (length + strlen(tag) + 3 > sizeof(list))
            break;
        length += (size_t)snprintf(list + length, sizeof(list) - length, "%s%s",
                                   count++ > 0 ? ", " : "", tag);
    }
    if (count == 0)
        return;
    language_format(text, sizeof(text), app->language, WORD_WITH_IT, list);
    panel->row++;
    evidence_panel_text(panel, 0, ROLE_MUTED, text, 2);
}

/* Draw as much as fits, or with `canvas` NULL only count the rows. */
static void
evidence_panel_run(struct evidence_panel *panel)
{
    size_t count = panel->app->evidence_count;
    char more[64];

    panel->row = 0;
    evidence_panel_head(panel);
    for (size_t i = 0; i < count; i++) {
        if (panel->canvas != NULL && i + 1 < count &&
            panel->row >= panel->end - 1) {
            panel->row = panel->end - 1;
            canvas_blank(panel->canvas, panel->area->row + panel->row,
                         panel->area->column, 1, panel->area->columns);
            language_format(more, sizeof(more), panel->app->language,
                            WORD_AND_OTHER, count - i);
            evidence_panel_right(panel, panel->row++, more);
            return;
        }
        evidence_panel_piece(panel, i);
    }
}

void
evidence_panel_draw(const struct app *app, const char *tag,
                    struct canvas *canvas, const struct area *area)
{
    struct evidence_panel panel = {
        .app = app,
        .tag = tag,
        .area = area,
        .end = area->rows,
        .quote_rows = area->rows,
        .low = area->rows <= LOW_ROWS,
    };

    if (app->evidence_count == 0)
        return;
    evidence_panel_run(&panel);
    if (panel.row > panel.end)
        panel.quote_rows = QUOTE_ROWS;
    panel.canvas = canvas;
    evidence_panel_run(&panel);
    if (panel.row + 2 <= panel.end)
        evidence_panel_with(&panel);
    if (panel.row + 1 + EVIDENCE_YEARS_ROWS <= panel.end)
        evidence_years_draw(app, canvas, area->row + panel.row + 1,
                            area->column, area->columns);
}
