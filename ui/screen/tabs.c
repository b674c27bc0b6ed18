#include "screen/tabs.h"

#include <stdio.h>

#include "app/keymap.h"
#include "app/page.h"
#include "text/text.h"
#include "sshd/base/array.h"

#define GAP_MAX         5
#define GAP_MIN         1
#define MORE_COLUMNS    2 /* of the marks that there are more tabs */
#define DIGITS          9 /* sections that have a key of their own */
#define TAB_SIZE        64
#define HINTS_WIDTH_MIN 30 /* for more than one hint */

/* How much of each tab is shown; the first form that fits is taken. Where
 * none does, the row is a window on short tabs. */
enum form { FORM_FULL, FORM_SHORT, FORM_COUNT };

/* What stands at the right end of the row, the less important first. */
static const enum action right_hints[] = {ACTION_HELP, ACTION_SEARCH};

static void
write_tab(char *buffer, size_t size, const struct app *app, size_t index,
          enum form form)
{
    enum section_kind kind = app->views[index].section->kind;
    size_t matches = search_count_view(&app->search, index);
    const char *title =
        form == FORM_FULL
            ? section_title(kind, app->language)
            : language_word(app->language, page_row(kind)->short_title);
    int length = index < DIGITS
                     ? snprintf(buffer, size, "%zu %s", index + 1, title)
                     : snprintf(buffer, size, "%s", title);

    if (matches > 0 && length > 0 && (size_t)length < size)
        snprintf(buffer + length, size - (size_t)length,
                 form == FORM_FULL ? "  %zu" : " %zu", matches);
}

static int
tab_width(const struct app *app, size_t index, enum form form)
{
    char tab[TAB_SIZE];

    write_tab(tab, sizeof(tab), app, index, form);
    return (int)text_width(tab);
}

/* The columns from tab FIRST through tab LAST. */
static int
tabs_width(const struct app *app, size_t first, size_t last, enum form form,
           int gap)
{
    int width = 0;

    for (size_t i = first; i <= last; i++)
        width += tab_width(app, i, form) + (i > first ? gap : 0);
    return width;
}

static int
hint_width(const struct app *app, enum action action, bool full)
{
    const char *word = language_word(app->language, action_word(action));

    return (int)text_width(keymap_name(MODE_BROWSE, action, 0)) +
           (full ? 1 + (int)text_width(word) : 0);
}

static int
draw_hints(const struct app *app, struct canvas *canvas, bool full)
{
    int end = app->layout.left + app->layout.width;

    for (size_t i = 0; i < COUNT(right_hints); i++) {
        enum action action = right_hints[i];
        int column = end - hint_width(app, action, full);

        if (i > 0 && app->layout.width < HINTS_WIDTH_MIN)
            break;
        canvas_add_spot(canvas, app->layout.tabs_row, column, end - column,
                        (int)action, 0);
        end = column - 3;
        column += canvas_text(canvas, app->layout.tabs_row, column, ROLE_HINT,
                              keymap_name(MODE_BROWSE, action, 0));
        if (full)
            canvas_text(canvas, app->layout.tabs_row, column + 1, ROLE_MUTED,
                        language_word(app->language, action_word(action)));
    }
    return end;
}

/* Full names far apart, ..., short names side by side. */
static enum form
choose_form(const struct app *app, int columns, int *gap)
{
    for (int form = 0; form < FORM_COUNT; form++)
        for (*gap = GAP_MAX; *gap >= GAP_MIN; --*gap)
            if (tabs_width(app, 0, app->view_count - 1, (enum form)form,
                           *gap) <= columns)
                return (enum form)form;
    *gap = GAP_MIN;
    return FORM_SHORT;
}

/* The first tab to draw so that the current one, and what else fits before
 * it, is in the row. */
static size_t
first_tab(const struct app *app, int columns, enum form form, int gap)
{
    size_t first = app->current;

    while (first > 0 && tabs_width(app, first - 1, app->current, form, gap) +
                                2 * MORE_COLUMNS <=
                            columns)
        first--;
    return first;
}

static void
draw_tab(const struct app *app, struct canvas *canvas, size_t index,
         enum form form, int column)
{
    const struct layout *layout = &app->layout;
    bool current = index == app->current;
    char tab[TAB_SIZE];
    int width;

    write_tab(tab, sizeof(tab), app, index, form);
    width = canvas_text(canvas, layout->tabs_row, column,
                        current ? ROLE_ACCENT : ROLE_MUTED, tab);
    if (!current && index < DIGITS)
        canvas_paint(canvas, layout->tabs_row, column, 1, ROLE_HINT);
    if (current && layout->tabs_rule_row >= 0)
        canvas_repeat(canvas, layout->tabs_rule_row, column, ROLE_ACCENT, "═",
                      width);
    canvas_add_spot(canvas, layout->tabs_row, column, width, ACTION_SECTION,
                    (int)index + 1);
}

void
tabs_draw(const struct app *app, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    int end = draw_hints(app, canvas, !layout->compact);
    int column = layout->left, gap;
    enum form form;
    size_t i;

    if (layout->tabs_rule_row >= 0)
        canvas_repeat(canvas, layout->tabs_rule_row, layout->left, ROLE_RULE,
                      "─", layout->width);
    if (app->view_count == 0)
        return;
    form = choose_form(app, end - column, &gap);
    i = 0;
    if (tabs_width(app, 0, app->view_count - 1, form, gap) > end - column) {
        end -= MORE_COLUMNS;
        i = first_tab(app, end - column, form, gap);
    }
    if (i > 0)
        column +=
            canvas_text(canvas, layout->tabs_row, column, ROLE_MUTED, "‹ ");
    for (; i < app->view_count; i++) {
        int width = tab_width(app, i, form);

        if (column + width > end && i != app->current)
            break;
        draw_tab(app, canvas, i, form, column);
        column += width + gap;
    }
    if (i < app->view_count)
        canvas_text(canvas, layout->tabs_row, end, ROLE_MUTED, " ›");
}
