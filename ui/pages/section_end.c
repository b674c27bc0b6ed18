#include "pages/section_end.h"

#include <stdio.h>
#include <string.h>

#include "screen/heading.h"
#include "text/text.h"

#define INDENT      3  /* columns of the dashes before the text */
#define NAMES_FROM  3  /* rows below the rule for a part of the names */
#define DETAIL_FROM 12 /* columns right of the name, to have the detail */

/* Returns the page after that of VIEW; app->view_count after the last. */
static size_t
section_end_next_page(const struct view *view, const struct app *app)
{
    return app_page(app, (size_t)(view - app->views)) + 1;
}

/* Returns the section after that of VIEW; NULL for the Overview, and after the
 * last. */
static const struct section *
section_end_next_section(const struct view *view, const struct app *app)
{
    size_t next = section_end_next_page(view, app);

    return next < app->view_count ? app->views[app_page(app, next)].section
                                  : NULL;
}

/* Write what Space shows next. */
static void
section_end_name_next(char *title, size_t size, const struct view *view,
                      const struct app *app)
{
    const struct section *section = section_end_next_section(view, app);
    size_t next = section_end_next_page(view, app);

    if (next < app->view_count)
        snprintf(title, size, "%zu %s", next,
                 section == NULL ? language_word(app->language, WORD_OVERVIEW)
                                 : section_title(section->kind, app->language));
    else
        snprintf(title, size, "%s",
                 language_word(app->language, app_lacks_pdf(app)
                                                  ? WORD_QR_CONTACT
                                                  : WORD_HINT_CONTACT));
}

/* Add a rule from COLUMN to the end of the row. */
static void
section_end_flow_rule(struct flow *flow, int column)
{
    static const char dash[] = "─";
    char text[CANVAS_COLUMNS_MAX * (sizeof(dash) - 1) + 1];
    size_t length = 0;

    for (; column < flow->width && length + sizeof(dash) <= sizeof(text);
         column++, length += sizeof(dash) - 1)
        memcpy(text + length, dash, sizeof(dash) - 1);
    text[length] = '\0';
    flow_right(flow, ROLE_RULE, flow_format(flow, "%s", text));
}

void
section_end_flow(struct flow *flow, const struct view *view,
                 const struct app *app)
{
    char title[128], end[160], on[256];
    int column;

    language_format(end, sizeof(end), app->language, WORD_SECTION_END,
                    section_title(view->section->kind, app->language));
    section_end_name_next(title, sizeof(title), view, app);
    language_format(on, sizeof(on), app->language, WORD_READ_ON, title);
    flow_gap(flow);
    flow_row(flow, FLOW_NO_ITEM);
    column = flow_put(flow, 0, flow->width, ROLE_RULE, "── ");
    column = flow_put(flow, column, flow->width, ROLE_MUTED,
                      flow_format(flow, "%s", end));
    if (column + 6 + (int)text_width(on) <= flow->width) {
        column = flow_put(flow, column, flow->width, ROLE_RULE, " ── ");
    } else {
        section_end_flow_rule(flow, column + 1);
        flow_row(flow, FLOW_NO_ITEM);
        column = INDENT;
    }
    column = flow_put(flow, column, flow->width, ROLE_MUTED,
                      flow_format(flow, "%s", on));
    section_end_flow_rule(flow, column + 1);
}

/* Draw the name of ENTRY, and as much of the detail as COLUMNS hold. */
static void
section_end_draw_name(struct canvas *canvas, int row, int column, int columns,
                      enum section_kind kind, const struct entry *entry)
{
    const char *name = heading_name(kind, entry);
    const char *detail = heading_detail(kind, entry);
    int used = canvas_text_cut(canvas, row, column, ROLE_MUTED, name, columns);

    if (*detail == '\0' || used + DETAIL_FROM > columns)
        return;
    used += canvas_text(canvas, row, column + used, ROLE_MUTED, " · ");
    canvas_text_cut(canvas, row, column + used, ROLE_MUTED, detail,
                    columns - used);
}

void
section_end_draw(const struct view *view, const struct app *app,
                 struct canvas *canvas, const struct area *area)
{
    const struct section *next = section_end_next_section(view, app);
    int at = (int)view->flow.row_count - view->scroll;
    int room = area->rows - at, last = area->rows - 1;
    int column = area->column + INDENT, columns = area->columns - INDENT;

    if (next == NULL || (room < NAMES_FROM && room < (int)next->entries.count))
        return;
    for (size_t i = 0; i < next->entries.count && at <= last; i++, at++) {
        if (at == last && i + 1 < next->entries.count)
            canvas_text(canvas, area->row + at, column, ROLE_MUTED, "…");
        else
            section_end_draw_name(canvas, area->row + at, column, columns,
                                  next->kind, &next->entries.items[i]);
    }
}
