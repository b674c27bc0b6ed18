#include "screen/tabs.h"

#include <stdio.h>

#include "app/page.h"
#include "sshd/base/array.h"
#include "text/text.h"

#define GAP_MAX      4
#define GAP_MIN      1
#define MORE_COLUMNS 2 /* of the marks for more tabs */
#define DIGITS       9 /* the last view that a digit key selects */
#define TAB_SIZE     64

/* The tabs show full titles as far as there is room, and always for the current
 * tab. If the short titles do not fit either, the row is a window on them, with
 * a mark at each side that has more; the Overview is left out first. */
struct tabs {
    const struct app *app;
    bool full[1 + SECTION_KINDS];
    size_t first; /* the first tab that has to fit: 0 or 1 */
    int gap;
};

/* Tabs are numbered by their pages. */
static size_t
tabs_current(const struct tabs *tabs)
{
    return app_page(tabs->app, tabs->app->current);
}

static const char *
tabs_title(const struct tabs *tabs, size_t index)
{
    const struct app *app = tabs->app;
    const struct section *section = app->views[app_page(app, index)].section;
    bool full = tabs->full[index];

    if (section == NULL)
        return language_word(app->language,
                             full ? WORD_OVERVIEW : WORD_SHORT_OVERVIEW);
    return full ? section_title(section->kind, app->language)
                : language_word(app->language,
                                page_row(section->kind)->short_title);
}

static void
tabs_write(char *buffer, size_t size, const struct tabs *tabs, size_t index)
{
    size_t matches =
        tabs->app->layout.compact
            ? 0
            : search_count_view(&tabs->app->search, app_page(tabs->app, index));
    const char *title = tabs_title(tabs, index);
    int length = index <= DIGITS && tabs->app->view_count > 1
                     ? snprintf(buffer, size, "%zu %s", index, title)
                     : snprintf(buffer, size, "%s", title);

    if (matches > 0 && length > 0 && (size_t)length < size)
        snprintf(buffer + length, size - (size_t)length, " (%zu)", matches);
}

static int
tabs_tab_width(const struct tabs *tabs, size_t index)
{
    char tab[TAB_SIZE];

    tabs_write(tab, sizeof(tab), tabs, index);
    return (int)text_width(tab);
}

/* Returns the columns from tab FIRST through tab LAST. */
static int
tabs_width(const struct tabs *tabs, size_t first, size_t last)
{
    int width = 0;

    for (size_t i = first; i <= last; i++)
        width += tabs_tab_width(tabs, i) + (i > first ? tabs->gap : 0);
    return width;
}

static bool
tabs_fit(const struct tabs *tabs, int columns)
{
    int mark = tabs->first > 0 ? MORE_COLUMNS : 0;

    return mark + tabs_width(tabs, tabs->first, tabs->app->view_count - 1) <=
           columns;
}

/* Choose the widest form that fits: from full titles far apart to short titles
 * side by side. */
static void
tabs_choose(struct tabs *tabs, int columns)
{
    for (size_t i = 0; i < COUNT(tabs->full); i++)
        tabs->full[i] = true;
    for (tabs->gap = GAP_MAX; tabs->gap > GAP_MIN; tabs->gap--)
        if (tabs_fit(tabs, columns))
            return;
    if (tabs_fit(tabs, columns))
        return;
    for (size_t i = 0; i < COUNT(tabs->full); i++)
        tabs->full[i] = i == tabs_current(tabs);
    tabs->gap = GAP_MIN + 1;
    if (!tabs_fit(tabs, columns))
        tabs->gap = GAP_MIN;
    if (tabs_current(tabs) > 0 && !tabs_fit(tabs, columns))
        tabs->first = 1;
    for (size_t i = tabs->first; i < tabs->app->view_count; i++) {
        bool before = tabs->full[i];

        tabs->full[i] = true;
        tabs->full[i] = before || tabs_fit(tabs, columns);
    }
}

/* Returns the first tab to draw so that the current tab, and the others that
 * fit before it, are in the row. */
static size_t
tabs_first(const struct tabs *tabs, int columns)
{
    size_t current = tabs_current(tabs), first = current;

    while (first > 0 &&
           tabs_width(tabs, first - 1, current) + 2 * MORE_COLUMNS <= columns)
        first--;
    return first;
}

static void
tabs_draw_tab(const struct tabs *tabs, struct canvas *canvas, size_t index,
              int column)
{
    const struct layout *layout = &tabs->app->layout;
    bool current = index == tabs_current(tabs);
    char tab[TAB_SIZE];
    int width;

    tabs_write(tab, sizeof(tab), tabs, index);
    width = canvas_text(canvas, layout->tabs_row, column,
                        current ? ROLE_ACCENT : ROLE_MUTED, tab);
    if (!current && index <= DIGITS)
        canvas_paint(canvas, layout->tabs_row, column, 1, ROLE_HINT);
    if (current && layout->tabs_rule_row >= 0)
        canvas_repeat(canvas, layout->tabs_rule_row, column, ROLE_ACCENT, "═",
                      width);
    canvas_add_spot(canvas, layout->tabs_row, column, width, ACTION_SECTION,
                    (int)index);
}

/* Draw the MARK for tabs that are out of the row; a click on it selects tab
 * INDEX, the next one there. Returns its columns. */
static int
tabs_draw_mark(const struct tabs *tabs, struct canvas *canvas, int column,
               const char *mark, size_t index)
{
    int row = tabs->app->layout.tabs_row;

    canvas_add_spot(canvas, row, column, MORE_COLUMNS, ACTION_SECTION,
                    (int)index);
    return canvas_text(canvas, row, column, ROLE_MUTED, mark);
}

void
tabs_draw(const struct app *app, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    int end = layout->left + layout->width, column = layout->left;
    struct tabs tabs = {.app = app};
    size_t i;

    if (layout->tabs_rule_row >= 0)
        canvas_repeat(canvas, layout->tabs_rule_row, layout->left, ROLE_RULE,
                      "─", layout->width);
    tabs_choose(&tabs, layout->width);
    i = tabs.first;
    if (!tabs_fit(&tabs, layout->width)) {
        end -= MORE_COLUMNS;
        i = tabs_first(&tabs, end - column);
    }
    if (i > 0)
        column += tabs_draw_mark(&tabs, canvas, column, "‹ ", i - 1);
    for (; i < app->view_count; i++) {
        int width = tabs_tab_width(&tabs, i);

        if (column + width > end && i != tabs_current(&tabs))
            break;
        tabs_draw_tab(&tabs, canvas, i, column);
        column += width + tabs.gap;
    }
    if (i < app->view_count)
        tabs_draw_mark(&tabs, canvas, end, " ›", i);
}
