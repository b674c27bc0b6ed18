#include "screen/tabs.h"

#include <stdio.h>

#include "app/page.h"
#include "text/text.h"

#define GAP_MAX      4
#define GAP_FULL     2 /* between full names, at least */
#define GAP_MIN      1
#define MORE_COLUMNS 2 /* of the marks that there are more tabs */
#define DIGITS       9 /* the last view that has a key of its own */
#define TAB_SIZE     64

/* How much of each tab is shown; the first form that fits is taken. Where
 * none does, the row is a window on short tabs. The current one has its full
 * name in any form. */
enum form { FORM_FULL, FORM_SHORT, FORM_COUNT };

static const char *
tabs_title(const struct app *app, size_t index, enum form form)
{
    const struct section *section = app->views[index].section;
    bool full = form == FORM_FULL || index == app->current;

    if (section == NULL)
        return language_word(app->language,
                             full ? WORD_OVERVIEW : WORD_SHORT_OVERVIEW);
    return full ? section_title(section->kind, app->language)
                : language_word(app->language,
                                page_row(section->kind)->short_title);
}

static void
tabs_write(char *buffer, size_t size, const struct app *app, size_t index,
           enum form form)
{
    size_t matches = search_count_view(&app->search, index);
    const char *title = tabs_title(app, index, form);
    int length = index <= DIGITS
                     ? snprintf(buffer, size, "%zu %s", index, title)
                     : snprintf(buffer, size, "%s", title);

    if (matches > 0 && length > 0 && (size_t)length < size)
        snprintf(buffer + length, size - (size_t)length,
                 form == FORM_FULL ? "  %zu" : " %zu", matches);
}

static int
tabs_tab_width(const struct app *app, size_t index, enum form form)
{
    char tab[TAB_SIZE];

    tabs_write(tab, sizeof(tab), app, index, form);
    return (int)text_width(tab);
}

/* The columns from tab FIRST through tab LAST. */
static int
tabs_width(const struct app *app, size_t first, size_t last, enum form form,
           int gap)
{
    int width = 0;

    for (size_t i = first; i <= last; i++)
        width += tabs_tab_width(app, i, form) + (i > first ? gap : 0);
    return width;
}

/* Full names far apart, ..., short names side by side. */
static enum form
tabs_choose_form(const struct app *app, int columns, int *gap)
{
    for (int form = 0; form < FORM_COUNT; form++)
        for (*gap = GAP_MAX; *gap >= (form == FORM_FULL ? GAP_FULL : GAP_MIN);
             --*gap)
            if (tabs_width(app, 0, app->view_count - 1, (enum form)form,
                           *gap) <= columns)
                return (enum form)form;
    *gap = GAP_MIN;
    return FORM_SHORT;
}

/* The first tab to draw so that the current one, and what else fits before
 * it, is in the row. */
static size_t
tabs_first(const struct app *app, int columns, enum form form, int gap)
{
    size_t first = app->current;

    while (first > 0 && tabs_width(app, first - 1, app->current, form, gap) +
                                2 * MORE_COLUMNS <=
                            columns)
        first--;
    return first;
}

static void
tabs_draw_tab(const struct app *app, struct canvas *canvas, size_t index,
              enum form form, int column)
{
    const struct layout *layout = &app->layout;
    bool current = index == app->current;
    char tab[TAB_SIZE];
    int width;

    tabs_write(tab, sizeof(tab), app, index, form);
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

void
tabs_draw(const struct app *app, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    int end = layout->left + layout->width;
    int column = layout->left, gap;
    enum form form;
    size_t i;

    if (layout->tabs_rule_row >= 0)
        canvas_repeat(canvas, layout->tabs_rule_row, layout->left, ROLE_RULE,
                      "─", layout->width);
    form = tabs_choose_form(app, end - column, &gap);
    i = 0;
    if (tabs_width(app, 0, app->view_count - 1, form, gap) > end - column) {
        end -= MORE_COLUMNS;
        i = tabs_first(app, end - column, form, gap);
    }
    if (i > 0)
        column +=
            canvas_text(canvas, layout->tabs_row, column, ROLE_MUTED, "‹ ");
    for (; i < app->view_count; i++) {
        int width = tabs_tab_width(app, i, form);

        if (column + width > end && i != app->current)
            break;
        tabs_draw_tab(app, canvas, i, form, column);
        column += width + gap;
    }
    if (i < app->view_count)
        canvas_text(canvas, layout->tabs_row, end, ROLE_MUTED, " ›");
}
