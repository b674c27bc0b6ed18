#include "rail.h"

#include <string.h>

#include "app.h"
#include "text.h"

#define PART_MARK " — "

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

static const char *
rail_name(const struct entry *entry, bool grouped)
{
    size_t length = employer_length(entry);

    if (*entry->org == '\0')
        return entry->title;
    if (!grouped)
        return entry->org;
    return entry->org[length] == '\0' ? entry->title
                                      : entry->org + length + strlen(PART_MARK);
}

struct rail_row {
    const char *text;
    size_t length;
    enum role role;
    int entry; /* whose row it is, -1 for an employer's name or a gap */
};

#define RAIL_ROWS_MAX 256

static int
add_rail_rows(struct rail_row *rows, int count, const char *text,
              enum role role, int entry, int columns)
{
    const char *line;
    size_t length;

    while (count < RAIL_ROWS_MAX &&
           (line = text_wrap(&text, (size_t)columns, &length)) != NULL)
        rows[count++] = (struct rail_row){line, length, role, entry};
    return count;
}

static int
add_rail_gap(struct rail_row *rows, int count)
{
    if (count > 0 && count < RAIL_ROWS_MAX)
        rows[count++] = (struct rail_row){"", 0, ROLE_TEXT, -1};
    return count;
}

static int
compose_rail(struct rail_row *rows, const struct view *view,
             const struct app *app, const struct entry *current)
{
    const struct entries *entries = &view->section->entries;
    int columns = app->frame.rail_width - app->frame.gutter;
    int count = 0;

    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->items[i];
        bool after = i > 0 && same_employer(&entries->items[i - 1], entry);
        bool before = i + 1 < entries->count &&
                      same_employer(entry, &entries->items[i + 1]);
        enum role role = entry == current ? ROLE_ACCENT : ROLE_TEXT;

        if (!after)
            count = add_rail_gap(rows, count);
        if (before && !after && count < RAIL_ROWS_MAX)
            rows[count++] = (struct rail_row){
                entry->org, employer_length(entry), ROLE_MUTED, -1};
        count = add_rail_rows(rows, count, rail_name(entry, before || after),
                              role, (int)i, columns);
    }
    return count;
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
first_row(const struct rail_row *rows, int count, int height)
{
    int at = 0, first;

    while (at < count - 1 && rows[at].role != ROLE_ACCENT)
        at++;
    if (count <= height || at <= height / 2)
        return 0;
    first = at - height / 2;
    return first > count - height ? count - height : first;
}

static void
draw_row(const struct rail_row *row, const struct view *view,
         const struct app *app, struct canvas *canvas, int at)
{
    const struct frame *frame = &app->frame;

    if (row->role == ROLE_ACCENT)
        canvas_text(canvas, at, frame->left, ROLE_ACCENT, "▌");
    if (row->entry >= 0)
        canvas_add_spot(canvas, at, frame->left, frame->rail_width,
                        ACTION_FOCUS, find_item(view, row->entry));
    canvas_put(canvas, at, frame->left + frame->gutter, row->role, row->text,
               row->length, frame->rail_width - frame->gutter);
}

void
rail_draw(const struct view *view, const struct app *app, struct canvas *canvas)
{
    const struct area *area = &app->frame.body;
    struct rail_row rows[RAIL_ROWS_MAX];
    int count = compose_rail(rows, view, app,
                             view->items[view_root(view, view->focus)].entry);
    int first = first_row(rows, count, area->rows);

    for (int y = 0; y < area->rows && first + y < count; y++)
        draw_row(&rows[first + y], view, app, canvas, area->row + y);
}
