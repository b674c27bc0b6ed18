#include "rail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "heading.h"
#include "text.h"

#define PART_MARK      " — "
#define RAIL_ROWS_MAX  256
#define RAIL_TEXT_SIZE 128

static size_t
employer_length(const struct entry *entry)
{
    const char *mark = strstr(entry->org, PART_MARK);

    return mark == NULL ? strlen(entry->org) : (size_t)(mark - entry->org);
}

static bool
same_employer(const struct entry *a, const struct entry *b)
{
    size_t length = employer_length(a);

    return length > 0 && length == employer_length(b) &&
           strncmp(a->org, b->org, length) == 0;
}

/* Below its employer's name a job is called by its part of it, or by what
 * the job was. */
static const char *
name_in_group(const struct entry *entry)
{
    size_t length = employer_length(entry);

    return entry->org[length] == '\0' ? entry->title
                                      : entry->org + length + strlen(PART_MARK);
}

struct rail_row {
    char text[RAIL_TEXT_SIZE];
    enum role role;
    int entry; /* whose row it is, -1 for an employer's name or a gap */
};

struct rail {
    int count;
    int columns;
    struct rail_row rows[RAIL_ROWS_MAX];
};

static void
add_row(struct rail *rail, const char *text, size_t length, enum role role,
        int entry)
{
    struct rail_row *row = &rail->rows[rail->count];

    if (rail->count == RAIL_ROWS_MAX)
        return;
    snprintf(row->text, sizeof(row->text), "%.*s", (int)length, text);
    row->role = role;
    row->entry = entry;
    rail->count++;
}

static void
add_text(struct rail *rail, const char *text, enum role role, int entry)
{
    const char *line;
    size_t length;

    while ((line = text_wrap(&text, (size_t)rail->columns, &length)) != NULL)
        add_row(rail, line, length, role, entry);
}

static void
compose(struct rail *rail, const struct view *view, const struct app *app)
{
    const struct entries *entries = &view->section->entries;
    const struct entry *current =
        view->items[view_root(view, view->focus)].entry;
    char dates[RAIL_TEXT_SIZE];

    rail->count = 0;
    rail->columns = app->frame.rail_width - app->frame.gutter;
    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->items[i];
        bool after = i > 0 && same_employer(&entries->items[i - 1], entry);
        bool before = i + 1 < entries->count &&
                      same_employer(entry, &entries->items[i + 1]);
        bool on = entry == current;

        if (!after && i > 0)
            add_row(rail, "", 0, ROLE_TEXT, -1);
        if (before && !after)
            add_row(rail, entry->org, employer_length(entry), ROLE_MUTED, -1);
        add_text(rail,
                 before || after ? name_in_group(entry)
                                 : heading_name(view->section->kind, entry),
                 on ? ROLE_ACCENT : ROLE_TEXT, (int)i);
        period_format(dates, sizeof(dates), &entry->period, app->language);
        if (*dates != '\0')
            add_row(rail, dates, strlen(dates), ROLE_MUTED, (int)i);
    }
}

/* The item of the section's entry at INDEX. */
static int
find_item(const struct view *view, int index)
{
    const struct entry *entry = &view->section->entries.items[index];
    int item = 0;

    while (view->items[item].entry != entry)
        item++;
    return item;
}

/* The first row to draw, so that the current entry is in the window. */
static int
first_row(const struct rail *rail, int height)
{
    int at = 0, first;

    while (at < rail->count - 1 && rail->rows[at].role != ROLE_ACCENT)
        at++;
    if (rail->count <= height || at <= height / 2)
        return 0;
    first = at - height / 2;
    return first > rail->count - height ? rail->count - height : first;
}

static void
draw_row(const struct rail_row *row, const struct view *view,
         const struct app *app, struct canvas *canvas, int at)
{
    const struct frame *frame = &app->frame;
    int item = row->entry < 0 ? FLOW_NO_ITEM : find_item(view, row->entry);

    if (item == view_root(view, view->focus))
        canvas_text(canvas, at, frame->left, ROLE_ACCENT, "▌");
    if (item != FLOW_NO_ITEM)
        canvas_add_spot(canvas, at, frame->left, frame->rail_width,
                        ACTION_FOCUS, item);
    canvas_text_cut(canvas, at, frame->left + frame->gutter, row->role,
                    row->text, frame->rail_width - frame->gutter);
}

void
rail_draw(const struct view *view, const struct app *app, struct canvas *canvas)
{
    const struct area *area = &app->frame.body;
    struct rail *rail = malloc(sizeof(*rail)); /* too large for a stack */
    int first;

    if (rail == NULL)
        return;
    compose(rail, view, app);
    first = first_row(rail, area->rows);
    for (int y = 0; y < area->rows && first + y < rail->count; y++)
        draw_row(&rail->rows[first + y], view, app, canvas, area->row + y);
    free(rail);
}
