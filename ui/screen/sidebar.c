#include "screen/sidebar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "pages/overview.h"
#include "screen/heading.h"
#include "sshd/base/clamp.h"
#include "text/text_format.h"
#include "text/text_wrap.h"

#define SIDEBAR_ROWS_MAX  256
#define SIDEBAR_TEXT_SIZE 128

struct sidebar_row {
    char text[SIDEBAR_TEXT_SIZE];
    enum role role;
    int entry; /* the entry of this row, -1 for an employer's name or a gap */
};

struct sidebar {
    int count;
    int columns;
    struct sidebar_row rows[SIDEBAR_ROWS_MAX];
};

static void
sidebar_add_row(struct sidebar *sidebar, const char *text, size_t length,
                enum role role, int entry)
{
    struct sidebar_row *row = &sidebar->rows[sidebar->count];

    if (sidebar->count == SIDEBAR_ROWS_MAX)
        return;
    snprintf(row->text, sizeof(row->text), "%.*s", (int)length, text);
    row->role = role;
    row->entry = entry;
    sidebar->count++;
}

static void
sidebar_add_text(struct sidebar *sidebar, const char *text, enum role role,
                 int entry)
{
    const char *line;
    size_t length;

    while ((line = text_wrap(&text, (size_t)sidebar->columns, &length)) != NULL)
        sidebar_add_row(sidebar, line, length, role, entry);
}

static void
sidebar_compose(struct sidebar *sidebar, const struct view *view,
                const struct app *app)
{
    const struct entries *entries = &view->section->entries;
    const struct entry *current =
        view->items[view_root(view, view->focus)].entry;
    char dates[SIDEBAR_TEXT_SIZE], employer[2 * SIDEBAR_TEXT_SIZE];

    sidebar->count = 0;
    sidebar->columns = app->layout.sidebar_width - app->layout.gutter;
    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->items[i];
        bool after =
            i > 0 && overview_same_employer(&entries->items[i - 1], entry);
        bool before = i + 1 < entries->count &&
                      overview_same_employer(entry, &entries->items[i + 1]);
        bool on = entry == current;

        if (!after && i > 0)
            sidebar_add_row(sidebar, "", 0, ROLE_TEXT, -1);
        if (before && !after)
            sidebar_add_text(sidebar,
                             text_format(employer, sizeof(employer), "%.*s",
                                         (int)overview_employer_length(entry),
                                         entry->org),
                             ROLE_MUTED, -1);
        sidebar_add_text(sidebar,
                         before || after
                             ? overview_name_in_group(entry)
                             : heading_name(view->section->kind, entry),
                         on ? ROLE_ACCENT : ROLE_TEXT, (int)i);
        period_format(dates, sizeof(dates), &entry->period, app->language);
        if (*dates != '\0')
            sidebar_add_row(sidebar, dates, strlen(dates), ROLE_MUTED, (int)i);
    }
}

/* Returns the item of the section's entry at INDEX. */
static int
sidebar_find_item(const struct view *view, int index)
{
    const struct entry *entry = &view->section->entries.items[index];
    int item = 0;

    while (view->items[item].entry != entry)
        item++;
    return item;
}

/* Returns the first row to draw so that the current entry is visible. */
static int
sidebar_first_row(const struct sidebar *sidebar, int height)
{
    int at = 0, first;

    while (at < sidebar->count - 1 && sidebar->rows[at].role != ROLE_ACCENT)
        at++;
    if (sidebar->count <= height || at <= height / 2)
        return 0;
    first = at - height / 2;
    return clamp_most(first, sidebar->count - height);
}

static void
sidebar_draw_row(const struct sidebar_row *row, const struct view *view,
                 const struct app *app, struct canvas *canvas, int at)
{
    const struct layout *layout = &app->layout;
    int item =
        row->entry < 0 ? FLOW_NO_ITEM : sidebar_find_item(view, row->entry);

    if (item == view_root(view, view->focus))
        canvas_text(canvas, at, layout->left, ROLE_ACCENT, "▌");
    if (item != FLOW_NO_ITEM)
        canvas_add_spot(canvas, at, layout->left, layout->sidebar_width,
                        ACTION_FOCUS, item);
    canvas_text_cut(canvas, at, layout->left + layout->gutter, row->role,
                    row->text, layout->sidebar_width - layout->gutter);
}

void
sidebar_draw(const struct view *view, const struct app *app,
             struct canvas *canvas)
{
    const struct area *area = &app->layout.body;
    struct sidebar *sidebar =
        calloc(1, sizeof(*sidebar)); /* too large for the stack */
    int first;

    if (sidebar == NULL)
        return;
    sidebar_compose(sidebar, view, app);
    first = sidebar_first_row(sidebar, area->rows);
    for (int y = 0; y < area->rows && first + y < sidebar->count; y++)
        sidebar_draw_row(&sidebar->rows[first + y], view, app, canvas,
                         area->row + y);
    free(sidebar);
}
