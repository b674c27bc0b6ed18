#include "screen/footer.h"

#include <stdio.h>

#include "app/keymap.h"
#include "text/text.h"

#define GAP 3

struct hint {
    enum action first, second; /* their keys stand side by side */
    enum word word;
    bool (*useful)(const struct app *app, const struct view *view);
};

static bool
always(const struct app *app, const struct view *view)
{
    (void)app;
    (void)view;
    return true;
}

static bool
can_move(const struct app *app, const struct view *view)
{
    (void)app;
    return view->item_count > 1 || (int)view->flow.row_count > view->height;
}

static bool
can_open(const struct app *app, const struct view *view)
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
has_tags(const struct app *app, const struct view *view)
{
    (void)app;
    return view->item_count > 1 && view->items[0].tag != NULL;
}

static bool
has_usages(const struct app *app, const struct view *view)
{
    (void)view;
    return app->evidence_count > 0;
}

static bool
has_motion(const struct app *app, const struct view *view)
{
    return view->section->kind == SECTION_SKILLS && !app->ticker.off;
}

static bool
came_from_elsewhere(const struct app *app, const struct view *view)
{
    (void)view;
    return app->came_from >= 0;
}

static bool
has_email(const struct app *app, const struct view *view)
{
    (void)view;
    return *app->resume->email != '\0';
}

static bool
has_link(const struct app *app, const struct view *view)
{
    return *app->resume->url != '\0' ||
           (view->item_count > 0 &&
            *view->items[view_root(view, view->focus)].entry->url != '\0');
}

static bool
has_sections(const struct app *app, const struct view *view)
{
    (void)view;
    return app->view_count > 1;
}

static bool
has_matches(const struct app *app, const struct view *view)
{
    (void)view;
    return app->search.count > 0;
}

static bool
has_sections_to_search(const struct app *app, const struct view *view)
{
    return app->search.count > search_count_view(&app->search, app->current) ||
           (app->search.count == 0 && has_sections(app, view) &&
            !app->search.typing);
}

/* The order is that of importance: the last ones go first. */
static const struct hint browse_hints[] = {
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, can_move},
    {ACTION_RIGHT, ACTION_LEFT, WORD_HELP_OPEN, can_open},
    {ACTION_LEFT, ACTION_RIGHT, WORD_HINT_TAG, has_tags},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_WHERE_USED, has_usages},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, came_from_elsewhere},
    {ACTION_NEXT_SECTION, ACTION_NONE, WORD_HELP_SECTION, has_sections},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, always},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, always},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, always},
    {ACTION_COPY, ACTION_NONE, WORD_HINT_COPY, has_email},
    {ACTION_LINK, ACTION_NONE, WORD_HINT_LINK, has_link},
    {ACTION_PAUSE, ACTION_NONE, WORD_HELP_PAUSE, has_motion},
    {0},
};

static const struct hint typing_hints[] = {
    {ACTION_KEEP, ACTION_NONE, WORD_HELP_KEEP, has_matches},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_CLEAR, always},
    {ACTION_NEXT_MATCH, ACTION_PREVIOUS_MATCH, WORD_HELP_MATCH, has_matches},
    {ACTION_NEXT_SECTION, ACTION_NONE, WORD_HINT_MATCHING_SECTION,
     has_sections_to_search},
    {0},
};

static const struct hint kept_hints[] = {
    {ACTION_NEXT_MATCH, ACTION_PREVIOUS_MATCH, WORD_HELP_MATCH, has_matches},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_CLEAR, always},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, always},
    {ACTION_NEXT_SECTION, ACTION_NONE, WORD_HINT_MATCHING_SECTION,
     has_sections_to_search},
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, can_move},
    {0},
};

/* A narrow window has room for four. */
static const struct hint compact_hints[] = {
    {ACTION_RIGHT, ACTION_NONE, WORD_HINT_OPEN, can_open},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_WHERE_USED, has_usages},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, always},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, always},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, always},
    {0},
};

static const struct hint choice_hints[] = {
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, always},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_GO_THERE, always},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, always},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, always},
    {0},
};

static const char *
key_name(const struct app *app, enum action action)
{
    return keymap_name(app->search.typing ? MODE_TYPING : MODE_BROWSE, action,
                       0);
}

static void
write_position(char *buffer, size_t size, const struct app *app,
               const struct view *view)
{
    int last = (int)view->flow.row_count - view->height;

    *buffer = '\0';
    if (view->item_count == 0)
        return;
    if (app->layout.sidebar && view->section->entries.count > 1 &&
        view->items[view->focus].tag == NULL) {
        const struct entry *current =
            view->items[view_root(view, view->focus)].entry;
        size_t entry = (size_t)(current - view->section->entries.items) + 1;

        snprintf(buffer, size, "%zu/%zu", entry, view->section->entries.count);
    } else if (last > 0) {
        snprintf(buffer, size, "%d%%", view->scroll * 100 / last);
    }
}

static int
hint_width(const struct app *app, const struct hint *hint)
{
    int width = (int)text_width(key_name(app, hint->first)) + 1 +
                (int)text_width(language_word(app->language, hint->word));

    if (hint->second != ACTION_NONE)
        width += (int)text_width(key_name(app, hint->second));
    return width;
}

static void
draw_hint(const struct app *app, struct canvas *canvas, int column,
          const struct hint *hint)
{
    int row = app->layout.footer_row;

    canvas_add_spot(canvas, row, column, hint_width(app, hint),
                    (int)hint->first, 0);
    column +=
        canvas_text(canvas, row, column, ROLE_HINT, key_name(app, hint->first));
    if (hint->second != ACTION_NONE)
        column += canvas_text(canvas, row, column, ROLE_HINT,
                              key_name(app, hint->second));
    canvas_text(canvas, row, column + 1, ROLE_MUTED,
                language_word(app->language, hint->word));
}

static const struct hint *
hints_now(const struct app *app, const struct view *view)
{
    if (app->search.typing)
        return typing_hints;
    if (search_is_on(&app->search))
        return kept_hints;
    if (view->choice >= 0)
        return choice_hints;
    return app->layout.compact ? compact_hints : browse_hints;
}

static void
draw_hints(const struct app *app, const struct view *view,
           struct canvas *canvas, int end)
{
    const struct hint *hint = hints_now(app, view);
    int gap = app->layout.compact ? 2 : GAP;
    int column = app->layout.left;

    for (; hint->first != ACTION_NONE; hint++) {
        int width;

        if (!hint->useful(app, view))
            continue;
        width = hint_width(app, hint);
        if (column + width > end)
            break;
        draw_hint(app, canvas, column, hint);
        column += width + gap;
    }
}

/* A notice that is too long for the last row begins in the rule's. */
static void
draw_notice(const struct app *app, struct canvas *canvas)
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
    const struct view *view =
        app->view_count == 0 ? NULL : &app->views[app->current];
    const struct layout *layout = &app->layout;
    int end = layout->left + layout->width;
    char position[32];

    if (layout->footer_rule_row >= 0)
        canvas_repeat(canvas, layout->footer_rule_row, layout->left, ROLE_RULE,
                      "─", layout->width);
    if (view == NULL || (layout->search && app->search.typing &&
                         layout->prompt_row == layout->footer_row))
        return;
    if (*app->status.text != '\0') {
        draw_notice(app, canvas);
        return;
    }
    *position = '\0';
    if (!layout->search)
        write_position(position, sizeof(position), app, view);
    canvas_text_right(canvas, layout->footer_row, end, ROLE_MUTED, position);
    end -= *position == '\0' ? 0 : (int)text_width(position) + GAP;
    draw_hints(app, view, canvas, end);
}
