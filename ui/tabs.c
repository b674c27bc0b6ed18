#include "tabs.h"

#include <stdio.h>
#include <string.h>

#include "keymap.h"
#include "page.h"
#include "text.h"

#define GAP_MAX  5
#define GAP_MIN  1
#define TAB_SIZE 64

/* What stands at the right end of the row, the less important first. */
static const enum action right_hints[] = {ACTION_HELP};

static void
write_tab(char *buffer, size_t size, const struct app *app, size_t index,
          bool full)
{
    const struct page_row *row = page_row(app->views[index].section->kind);

    snprintf(
        buffer, size, "%zu %s", index + 1,
        language_word(app->language, full ? row->title : row->short_title));
}

static int
tabs_width(const struct app *app, bool full, int gap)
{
    int width = 0;
    char tab[TAB_SIZE];

    for (size_t i = 0; i < app->view_count; i++) {
        write_tab(tab, sizeof(tab), app, i, full);
        width += (int)text_width(tab) + (i > 0 ? gap : 0);
    }
    return width;
}

static int
hint_width(const struct app *app, enum action action, bool full)
{
    const char *word = language_word(app->language, action_word(action));

    return (int)text_width(keymap_name(action, 0)) +
           (full ? 1 + (int)text_width(word) : 0);
}

static int
draw_hints(const struct app *app, struct canvas *canvas, bool full)
{
    int end = app->frame.left + app->frame.width;

    for (size_t i = 0; i < sizeof(right_hints) / sizeof(right_hints[0]); i++) {
        enum action action = right_hints[i];
        int column = end - hint_width(app, action, full);

        end = column - 3;
        column += canvas_text(canvas, app->frame.tabs_row, column, ROLE_HINT,
                              keymap_name(action, 0));
        if (full)
            canvas_text(canvas, app->frame.tabs_row, column + 1, ROLE_MUTED,
                        language_word(app->language, action_word(action)));
    }
    return end;
}

/* The first form that fits: full names far apart, ..., short names. */
static void
choose_form(const struct app *app, int columns, bool *full, int *gap)
{
    for (*full = true;; *full = false) {
        for (*gap = GAP_MAX; *gap >= GAP_MIN; --*gap)
            if (tabs_width(app, *full, *gap) <= columns)
                return;
        if (!*full)
            return;
    }
}

void
tabs_draw(const struct app *app, struct canvas *canvas)
{
    const struct frame *frame = &app->frame;
    int end = draw_hints(app, canvas, !frame->compact);
    int column = frame->left;
    char tab[TAB_SIZE];
    bool full;
    int gap;

    choose_form(app, end - column, &full, &gap);
    if (frame->tabs_rule_row >= 0)
        canvas_repeat(canvas, frame->tabs_rule_row, frame->left, ROLE_RULE, "─",
                      frame->width);
    for (size_t i = 0; i < app->view_count; i++) {
        bool current = i == app->current;
        int width;

        write_tab(tab, sizeof(tab), app, i, full);
        width = canvas_text_cut(canvas, frame->tabs_row, column,
                                current ? ROLE_ACCENT : ROLE_MUTED, tab,
                                end - column);
        if (!current)
            canvas_paint(canvas, frame->tabs_row, column, 1, ROLE_HINT);
        else if (frame->tabs_rule_row >= 0)
            canvas_repeat(canvas, frame->tabs_rule_row, column, ROLE_ACCENT,
                          "═", width);
        column += width + gap;
    }
}
