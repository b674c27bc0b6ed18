#include "app/entry_flow.h"

#include <stdio.h>
#include <string.h>

#include "app/links.h"
#include "screen/heading.h"
#include "text/text.h"

#define POINT_INDENT 2
#define URL_GAP      2
#define NOTE_GAP     2 /* before a note beside a name */
#define RIGHT_GAP    2 /* before right-aligned text */

/* Returns the columns that RIGHT needs at the end of a row. */
static int
entry_flow_right_columns(const char *right)
{
    return *right == '\0' ? 0 : (int)text_width(right) + RIGHT_GAP;
}

/* Add LEFT and RIGHT in one row, or in two if they are too long for one.
 * Returns the column after LEFT. */
static int
entry_flow_put_pair(struct flow *flow, int item, enum role role,
                    const char *left, const char *right)
{
    if ((int)text_width(left) + entry_flow_right_columns(right) <=
        flow->width) {
        flow_right(flow, ROLE_MUTED, right);
        return flow_put(flow, 0, flow->width, role, left);
    }
    flow_wrap(flow, 0, role, left);
    if (*right == '\0')
        return flow->width;
    flow_row(flow, item);
    return flow_put(flow, 0, flow->width, ROLE_MUTED, right);
}

/* Add short badges after a title that ends at COLUMN. Badges that do not fit
 * before END go to a row of their own, from INDENT on. */
static void
entry_flow_put_badges(struct flow *flow, int item, int column, int indent,
                      int end, const struct strings *badges)
{
    for (size_t i = 0; i < badges->count; i++) {
        const char *badge = flow_format(flow, flow->brackets ? "[%s]" : " %s ",
                                        badges->items[i]);

        if (column + 1 + (int)text_width(badge) > end) {
            flow_row(flow, item);
            column = indent - 1;
            end = flow->width;
        }
        column = flow_put(flow, column + 1, end, ROLE_CHIP, badge);
    }
}

static void
entry_flow_points(struct flow *flow, int item, const struct strings *points,
                  int column)
{
    for (size_t i = 0; i < points->count; i++) {
        flow_row(flow, item);
        flow_put(flow, column, flow->width, ROLE_ACCENT, "•");
        flow_wrap(flow, column + POINT_INDENT, ROLE_TEXT, points->items[i]);
    }
}

static void
entry_flow_tags(struct flow *flow, int item, const struct strings *tags,
                bool compact)
{
    if (tags->count == 0)
        return;
    flow_row(flow, item);
    if (compact)
        flow_words(flow, 0, ROLE_MUTED, tags);
    else
        flow_chips(flow, 0, tags, FLOW_NO_ITEM);
}

/* Returns "3 points", or "1 match" during a search. Courses are no points: what
 * is counted stands before the number. */
static const char *
entry_flow_count_points(struct flow *flow, const struct view *view,
                        const struct app *app, int index)
{
    enum word one = WORD_POINT, many = WORD_POINTS;
    char text[64];
    size_t count =
        search_count_item(&app->search, (size_t)(view - app->views), index);

    if (count > 0) {
        one = WORD_MATCH;
        many = WORD_MATCHES;
    } else {
        count = view->items[index].entry->highlights.count;
    }
    if (count == 0)
        return "";
    if (one == WORD_POINT && view->section->kind == SECTION_EDUCATION)
        return flow_format(flow, "%zu", count);
    return flow_format(
        flow, "%s",
        language_count(text, sizeof(text), app->language, count, one, many));
}

/* Add NOTE after a title that ends at COLUMN, or in a row of its own if it does
 * not fit before *END. Returns the column after it. */
static int
entry_flow_child_note(struct flow *flow, int item, int column, int *end,
                      const char *note)
{
    if (*note == '\0')
        return column;
    if (column + 1 + (int)text_width(note) <= *end)
        return flow_put(flow, column + 1, *end, ROLE_MUTED, note);
    *end = flow->width;
    flow_row(flow, item);
    return flow_wrap(flow, POINT_INDENT, ROLE_MUTED, note);
}

/* Add the rows that name a part: fold mark, title, note, badges, and at the
 * right its dates, or the number of its points. Dates that do not fit there
 * have a row of their own. */
static void
entry_flow_child_head(struct flow *flow, const struct view *view,
                      const struct app *app, int index)
{
    const struct item *item = &view->items[index];
    const struct entry *entry = item->entry;
    bool open = view_item_is_open(view, index);
    const char *mark = !item->foldable ? "•" : open ? "▼" : "►";
    const char *right = entry_flow_count_points(flow, view, app, index);
    int end = flow->width, column;
    char dates[64];
    bool fits;

    period_format(dates, sizeof(dates), &entry->period, app->language);
    if (*dates != '\0')
        right = flow_format(flow, "%s", dates);
    fits = POINT_INDENT + (int)text_width(entry->title) +
               entry_flow_right_columns(right) <=
           end;
    flow_head_row(flow, index);
    if (fits) {
        flow_right(flow, ROLE_MUTED, right);
        end -= entry_flow_right_columns(right);
    }
    flow_put(flow, 0, end, ROLE_ACCENT, mark);
    column = flow_wrap(flow, POINT_INDENT,
                       item->foldable ? ROLE_HEADING : ROLE_TEXT, entry->title);
    column = entry_flow_child_note(flow, index, column, &end, entry->note);
    entry_flow_put_badges(flow, index, column, POINT_INDENT, end,
                          &entry->badges);
    if (!fits && *dates != '\0') {
        flow_row(flow, index);
        flow_put(flow, POINT_INDENT, flow->width, ROLE_MUTED, right);
    }
}

static void
entry_flow_child(struct flow *flow, const struct view *view,
                 const struct app *app, int index)
{
    const struct item *item = &view->items[index];
    const struct entry *entry = item->entry;

    entry_flow_child_head(flow, view, app, index);
    if (!item->foldable || !view_item_is_open(view, index))
        return;
    if (*entry->summary != '\0') {
        flow_row(flow, index);
        flow_wrap(flow, POINT_INDENT, ROLE_TEXT, entry->summary);
    }
    entry_flow_points(flow, index, &entry->highlights, POINT_INDENT);
}

/* Returns LEFT and RIGHT with a dot between them, or the one that is not
 * empty. */
static const char *
entry_flow_join(struct flow *flow, const char *left, const char *right)
{
    if (*left == '\0' || *right == '\0')
        return *left == '\0' ? right : left;
    return flow_format(flow, "%s · %s", left, right);
}

/* Add the line below an entry's title: what, where, level and duration. */
static void
entry_flow_place(struct flow *flow, const struct view *view,
                 const struct app *app, int index, const char *note)
{
    const struct entry *entry = view->items[index].entry;
    enum section_kind kind = view->section->kind;
    const char *left = entry_flow_join(
        flow, entry_flow_join(flow, heading_detail(kind, entry), entry->place),
        note);
    char duration[64];

    period_duration(duration, sizeof(duration), &entry->period, app->today,
                    app->language);
    if (*left == '\0' && *duration == '\0')
        return;
    flow_row(flow, index);
    entry_flow_put_pair(
        flow, index, kind == SECTION_EDUCATION ? ROLE_STRONG : ROLE_TEXT, left,
        app->layout.compact ? "" : flow_format(flow, "%s", duration));
}

/* Add the address after that line if it exists and has room, else below it.
 * BEFORE is the number of rows before that line. */
static void
entry_flow_url(struct flow *flow, int index, size_t before, const char *url)
{
    int column = flow_end(flow);

    if (*url == '\0')
        return;
    if (flow->row_count == before + 1 && column > 0 &&
        column + URL_GAP + (int)text_width(url) <= flow->width) {
        flow_put(flow, column + URL_GAP, flow->width, ROLE_LINK, url);
        return;
    }
    flow_row(flow, index);
    flow_wrap(flow, 0, ROLE_LINK, link_fit(url, flow->width));
}

/* Whether ENTRY, of DATES, has nothing but its name and a note, as a language
 * and how well it is spoken: the note then stands beside the name. */
static bool
entry_flow_note_is_beside(enum section_kind kind, const struct entry *entry,
                          const char *dates)
{
    return *entry->note != '\0' && *dates == '\0' &&
           *heading_detail(kind, entry) == '\0' && *entry->place == '\0';
}

/* Add NOTE after a name that ends at COLUMN, or below it if it does not fit.
 * Returns the column after it. */
static int
entry_flow_put_note(struct flow *flow, int item, int column, const char *note)
{
    if (column + NOTE_GAP + (int)text_width(note) <= flow->width)
        return flow_put(flow, column + NOTE_GAP, flow->width, ROLE_MUTED, note);
    flow_row(flow, item);
    return flow_wrap(flow, 0, ROLE_MUTED, note);
}

/* Add the title and the dates, then what was done and where. */
static void
entry_flow_head(struct flow *flow, const struct view *view,
                const struct app *app, int index)
{
    const struct entry *entry = view->items[index].entry;
    enum section_kind kind = view->section->kind;
    const char *right;
    char dates[64];
    size_t before;
    bool note_beside;
    int column;

    period_format(dates, sizeof(dates), &entry->period, app->language);
    right = flow_format(flow, "%s", dates);
    note_beside = entry_flow_note_is_beside(kind, entry, right);
    flow_head_row(flow, index);
    column = entry_flow_put_pair(flow, index, ROLE_HEADING,
                                 heading_name(kind, entry), right);
    if (note_beside)
        column = entry_flow_put_note(flow, index, column, entry->note);
    entry_flow_put_badges(flow, index, column, 0,
                          flow->width - entry_flow_right_columns(right),
                          &entry->badges);
    before = flow->row_count;
    entry_flow_place(flow, view, app, index, note_beside ? "" : entry->note);
    entry_flow_url(flow, index, before, entry->url);
}

void
entry_flow(struct flow *flow, const struct view *view, const struct app *app,
           int item)
{
    const struct entry *entry = view->items[item].entry;
    bool paragraph =
        view->section->kind == SECTION_LETTER && *entry->title == '\0';

    if (!paragraph)
        entry_flow_head(flow, view, app, item);
    entry_flow_tags(flow, item, &entry->keywords, app->layout.compact);
    if (*entry->summary != '\0') {
        if (paragraph)
            flow_head_row(flow, item);
        else
            flow_row(flow, item);
        flow_wrap(flow, 0, ROLE_TEXT, entry->summary);
    }
    entry_flow_points(flow, item, &entry->highlights, 0);
    if (entry->children.count > 0)
        flow_gap(flow);
    for (size_t i = 0; i < entry->children.count; i++)
        entry_flow_child(flow, view, app, item + 1 + (int)i);
}
