#include "screen/footer.h"

#include <stdio.h>
#include <string.h>

#include "app/keymap.h"
#include "app/reading.h"
#include "screen/contactbox.h"
#include "text/text.h"

#define GAP            3
#define GAP_COMPACT    2
#define BAR_COLUMNS    5
#define BAR_FROM       90 /* columns of the window, to have a bar */
#define POSITION_QUERY 12 /* columns of the query */

struct hint {
    enum action first, second; /* their keys are side by side */
    enum word word;
    bool (*useful)(const struct app *app, const struct view *view);
    bool key_only;   /* show the key without the word */
    const char *key; /* instead of the action's first key, or NULL */
};

static bool
footer_always(const struct app *app, const struct view *view)
{
    (void)app;
    (void)view;
    return true;
}

static bool
footer_can_move(const struct app *app, const struct view *view)
{
    (void)app;
    return view->item_count > 1 || (int)view->flow.row_count > view->height;
}

static bool
footer_can_open(const struct app *app, const struct view *view)
{
    int next;

    (void)app;
    if (view->item_count == 0 || view->items[0].tag != NULL)
        return false;
    next = view_next_item(view, view->focus, 1);
    return view->items[view->focus].foldable ||
           (next != FLOW_NO_ITEM && view->items[next].parent == view->focus);
}

static bool
footer_has_tags(const struct app *app, const struct view *view)
{
    (void)app;
    return view->item_count > 1 && view->items[0].tag != NULL;
}

static bool
footer_has_usages(const struct app *app, const struct view *view)
{
    (void)view;
    return app->evidence_count > 0;
}

static bool
footer_has_people(const struct app *app, const struct view *view)
{
    (void)view;
    return app_lists_people(app);
}

static bool
footer_has_contact(const struct app *app, const struct view *view)
{
    (void)view;
    return !app_lists_people(app);
}

static bool
footer_has_motion(const struct app *app, const struct view *view)
{
    (void)view;
    return app->layout.ticker_row >= 0 && !app->ticker.off;
}

static bool
footer_has_rungs(const struct app *app, const struct view *view)
{
    (void)app;
    return view->section == NULL && flow_item_row(&view->flow, 0) >= 0;
}

static bool
footer_not_overview(const struct app *app, const struct view *view)
{
    return view->section != NULL && footer_can_move(app, view);
}

static bool
footer_came_from_elsewhere(const struct app *app, const struct view *view)
{
    (void)view;
    return app->came_from >= 0;
}

static bool
footer_has_email(const struct app *app, const struct view *view)
{
    (void)view;
    return *app->resume->email != '\0';
}

static bool
footer_has_link(const struct app *app, const struct view *view)
{
    return *app->resume->url != '\0' ||
           (view->item_count > 0 &&
            *view->items[view_root(view, view->focus)].entry->url != '\0');
}

static bool
footer_has_sections(const struct app *app, const struct view *view)
{
    (void)view;
    return app->view_count > 1;
}

static bool
footer_has_matches(const struct app *app, const struct view *view)
{
    (void)view;
    return app->search.count > 0;
}

static bool
footer_box_has_more(const struct app *app, const struct view *view)
{
    (void)view;
    return contactbox_has_more(app);
}

/* Space comes first; the others follow in the order of importance, because the
 * last ones are dropped without room. */
static const struct hint browse_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, footer_always},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, footer_came_from_elsewhere},
    {ACTION_LEFT, ACTION_RIGHT, WORD_HINT_SKILL, footer_has_tags},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_READ_THERE, footer_has_usages},
    {ACTION_SECTION, ACTION_NONE, WORD_HELP_SECTION, footer_has_sections},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_GO_THERE, footer_has_people},
    {ACTION_CONTACT, ACTION_NONE, WORD_HINT_CONTACT, footer_has_contact},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, footer_always},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, footer_always},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, footer_always},
    {ACTION_UP, ACTION_DOWN, WORD_HINT_GO_THERE, footer_has_rungs},
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, footer_not_overview},
    {ACTION_RIGHT, ACTION_LEFT, WORD_HELP_OPEN, footer_can_open},
    {ACTION_COPY, ACTION_NONE, WORD_HINT_COPY, footer_has_email},
    {ACTION_PAUSE, ACTION_NONE, WORD_HELP_PAUSE, footer_has_motion},
    {ACTION_LINK, ACTION_NONE, WORD_HINT_LINK, footer_has_link},
    {0},
};

static const struct hint typing_hints[] = {
    {ACTION_PREVIOUS_MATCH, ACTION_NEXT_MATCH, WORD_HINT_CHOOSE,
     footer_has_matches},
    {ACTION_KEEP, ACTION_NONE, WORD_HINT_READ_THERE, footer_has_matches},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_WHERE_YOU_WERE, footer_always},
    {0},
};

static const struct hint typing_compact_hints[] = {
    {ACTION_PREVIOUS_MATCH, ACTION_NEXT_MATCH, WORD_HINT_CHOOSE,
     footer_has_matches, true},
    {ACTION_KEEP, ACTION_NONE, WORD_HINT_READ_THERE, footer_has_matches},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, footer_always},
    {0},
};

static const struct hint kept_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, footer_always},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, footer_always},
    {ACTION_NEXT_MATCH, ACTION_PREVIOUS_MATCH, WORD_HINT_MATCH,
     footer_has_matches},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, footer_always},
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, footer_can_move},
    {0},
};

static const struct hint compact_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, footer_always, false},
    {ACTION_SECTION, ACTION_NONE, WORD_HELP_SECTION, footer_has_sections, true},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_GO_THERE, footer_has_people, true},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, footer_always, false},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, footer_always, false},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, footer_always, false},
    {0},
};

/* On the last page Space has nothing more. */
static const struct hint end_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, footer_box_has_more},
    {ACTION_SECTION, ACTION_NONE, WORD_HINT_START_OVER, footer_always, false,
     "0"},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, footer_always},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, footer_always},
    {ACTION_PAGE_UP, ACTION_NONE, WORD_HINT_BACK, footer_always},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, footer_always},
    {0},
};

/* Returns the name of an action's key; the sections' keys end at the number of
 * sections. */
static const char *
footer_key_name(const struct app *app, enum action action)
{
    static char digits[16];
    size_t last = app->view_count - 1;

    if (action == ACTION_SECTION) {
        snprintf(digits, sizeof(digits), "0–%zu", last > 9 ? 9 : last);
        return digits;
    }
    return keymap_name(app->search.typing ? MODE_TYPING : MODE_BROWSE, action,
                       0);
}

static const char *
footer_first_key(const struct app *app, const struct hint *hint)
{
    return hint->key != NULL ? hint->key : footer_key_name(app, hint->first);
}

/* Write how much of the résumé has been read: a bar if there is room, and the
 * percentage. */
static void
footer_write_position(char *buffer, size_t size, const struct app *app)
{
    int percent = reading_percent(app), full;
    bool bar = app->layout.columns >= BAR_FROM;
    const struct search *search = &app->search;
    size_t length = 0;

    *buffer = '\0';
    if (search->typing)
        return;
    if (search->count > 0) {
        if (!app->layout.compact)
            snprintf(buffer, size, "/%.*s ",
                     (int)text_fit(search->query, POSITION_QUERY),
                     search->query);
        language_format(buffer + strlen(buffer), size - strlen(buffer),
                        app->language, WORD_POSITION_OF, search->current + 1,
                        search->count);
        return;
    }

    if (app_lists_people(app))
        return;
    for (int i = 0; bar && i < BAR_COLUMNS; i++) {
        full = percent * BAR_COLUMNS / 100;
        length += (size_t)snprintf(buffer + length, size - length, "%s",
                                   i < full ? "▓" : "░");
    }
    snprintf(buffer + length, size - length, "%s%d%%", bar ? " " : "", percent);
}

static int
footer_hint_width(const struct app *app, const struct hint *hint)
{
    int width = (int)text_width(footer_first_key(app, hint));

    if (hint->second != ACTION_NONE)
        width += (int)text_width(footer_key_name(app, hint->second));
    if (!hint->key_only)
        width += 1 + (int)text_width(language_word(app->language, hint->word));
    return width;
}

static void
footer_draw_hint(const struct app *app, struct canvas *canvas, int column,
                 const struct hint *hint)
{
    int row = app->layout.footer_row;

    canvas_add_spot(canvas, row, column, footer_hint_width(app, hint),
                    (int)hint->first, 0);
    column += canvas_text(canvas, row, column, ROLE_HINT,
                          footer_first_key(app, hint));
    if (hint->second != ACTION_NONE)
        column += canvas_text(canvas, row, column, ROLE_HINT,
                              footer_key_name(app, hint->second));
    if (!hint->key_only)
        canvas_text(canvas, row, column + 1, ROLE_MUTED,
                    language_word(app->language, hint->word));
}

static const struct hint *
footer_hints_now(const struct app *app)
{
    if (app->search.typing)
        return app->layout.compact ? typing_compact_hints : typing_hints;
    if (app_is_at_end(app))
        return end_hints;
    if (search_is_on(&app->search))
        return kept_hints;
    return app->layout.compact ? compact_hints : browse_hints;
}

/* Whether HINT is never dropped for one before it. During a search no
 * hint is needed more than those of the search. */
static bool
footer_is_needed(const struct app *app, const struct hint *hint)
{
    return !search_is_on(&app->search) &&
           (hint->first == ACTION_HELP || hint->first == ACTION_QUIT);
}

/* Returns the columns of the hints after HINT that are never dropped, with the
 * gaps before them. */
static int
footer_needed_columns(const struct app *app, const struct hint *hint, int gap)
{
    int columns = 0;

    while ((++hint)->first != ACTION_NONE)
        if (footer_is_needed(app, hint))
            columns += gap + footer_hint_width(app, hint);
    return columns;
}

static void
footer_draw_hints(const struct app *app, const struct view *view,
                  struct canvas *canvas, int end)
{
    const struct hint *hint = footer_hints_now(app);
    int gap = app->layout.columns < BAR_FROM ? GAP_COMPACT : GAP;
    int column = app->layout.left;
    bool full = false;

    for (; hint->first != ACTION_NONE; hint++) {
        int width = footer_hint_width(app, hint), room = end;

        if (!hint->useful(app, view) || (full && !footer_is_needed(app, hint)))
            continue;
        if (column > app->layout.left) /* the first one is always there */
            room -= footer_needed_columns(app, hint, gap);
        if (column + width > room) {
            full = true;
            continue;
        }
        footer_draw_hint(app, canvas, column, hint);
        column += width + gap;
    }
}

/* Draw the status line; a text too long for the last row begins in the row of
 * the rule. */
static void
footer_draw_notice(const struct app *app, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    const char *text = app->status.text, *line;
    int row = layout->footer_row;
    size_t length;

    if ((int)text_width(text) > layout->width && layout->footer_rule_row >= 0) {
        row = layout->footer_rule_row;
        canvas_blank(canvas, row, layout->left, 1, layout->width);
    }
    while (row <= layout->footer_row &&
           (line = text_wrap(&text, (size_t)layout->width, &length)) != NULL)
        canvas_put(canvas, row++, layout->left, ROLE_HINT, line, length,
                   layout->width);
}

void
footer_draw(const struct app *app, struct canvas *canvas)
{
    const struct view *view = &app->views[app->current];
    const struct layout *layout = &app->layout;
    int end = layout->left + layout->width;
    char position[128];

    if (layout->footer_rule_row >= 0)
        canvas_repeat(canvas, layout->footer_rule_row, layout->left, ROLE_RULE,
                      "─", layout->width);
    if (*app->status.text != '\0' && !app_is_at_end(app)) {
        footer_draw_notice(app, canvas);
        return;
    }
    footer_write_position(position, sizeof(position), app);
    canvas_text_right(canvas, layout->footer_row, end, ROLE_MUTED, position);
    end -= *position == '\0' ? 0 : (int)text_width(position) + GAP_COMPACT;
    footer_draw_hints(app, view, canvas, end);
}
