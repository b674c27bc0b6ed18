#include "footer.h"

#include <stdio.h>
#include <string.h>

#include "keymap.h"
#include "page.h"
#include "text.h"

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
    (void)app;
    for (int i = 0; i < view->item_count; i++)
        if (view->items[i].foldable)
            return true;
    return false;
}

static bool
has_sections(const struct app *app, const struct view *view)
{
    (void)view;
    return app->view_count > 1;
}

/* The order is that of importance: the last ones go first. */
static const struct hint hints[] = {
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, can_move},
    {ACTION_OPEN, ACTION_CLOSE, WORD_HELP_OPEN, can_open},
    {ACTION_NEXT_SECTION, ACTION_NONE, WORD_HELP_SECTION, has_sections},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, always},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, always},
};

static void
write_position(char *buffer, size_t size, const struct app *app,
               const struct view *view)
{
    int last = (int)view->flow.row_count - view->height;
    size_t entry = 0;

    *buffer = '\0';
    if (view->item_count == 0)
        return;
    if (app->frame.rail && view->section->entries.count > 1 &&
        view->items[view->focus].tag == NULL) {
        const struct entry *current =
            view->items[view_root(view, view->focus)].entry;

        entry = (size_t)(current - view->section->entries.items) + 1;
        snprintf(buffer, size, "%zu/%zu", entry, view->section->entries.count);
    } else if (last > 0) {
        snprintf(buffer, size, "%d%%", view->scroll * 100 / last);
    }
}

static int
hint_width(const struct app *app, const struct hint *hint)
{
    int width = (int)text_width(keymap_name(hint->first, 0)) + 1 +
                (int)text_width(language_word(app->language, hint->word));

    if (hint->second != ACTION_NONE)
        width += (int)text_width(keymap_name(hint->second, 0));
    return width;
}

static void
draw_hint(const struct app *app, struct canvas *canvas, int column,
          const struct hint *hint)
{
    int row = app->frame.footer_row;

    column += canvas_text(canvas, row, column, ROLE_HINT,
                          keymap_name(hint->first, 0));
    if (hint->second != ACTION_NONE)
        column += canvas_text(canvas, row, column, ROLE_HINT,
                              keymap_name(hint->second, 0));
    canvas_text(canvas, row, column + 1, ROLE_MUTED,
                language_word(app->language, hint->word));
}

void
footer_draw(const struct app *app, struct canvas *canvas)
{
    const struct view *view =
        app->view_count == 0 ? NULL : &app->views[app->current];
    const struct frame *frame = &app->frame;
    int column = frame->left, end = frame->left + frame->width;
    int gap = frame->compact ? 2 : GAP;
    char position[32];

    if (frame->footer_rule_row >= 0)
        canvas_repeat(canvas, frame->footer_rule_row, frame->left, ROLE_RULE,
                      "─", frame->width);
    if (view == NULL)
        return;
    write_position(position, sizeof(position), app, view);
    canvas_text_right(canvas, frame->footer_row, end, ROLE_MUTED, position);
    end -= *position == '\0' ? 0 : (int)text_width(position) + gap;
    for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
        int width = hint_width(app, &hints[i]);

        if (!hints[i].useful(app, view))
            continue;
        if (column + width > end)
            break;
        draw_hint(app, canvas, column, &hints[i]);
        column += width + gap;
    }
}
