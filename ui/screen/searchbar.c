#include "screen/searchbar.h"

#include <stdio.h>
#include <string.h>

#include "screen/box.h"
#include "search/search_place.h"
#include "sshd/base/clamp.h"
#include "text/text.h"

#define TEXT_SIZE     2048
#define GAP           2
#define INDENT        2 /* of matches below a place */
#define LABEL_COMPACT 9
#define LABEL_COLUMNS 14
#define NAMES_MAX     64 /* listed in the body without matches */

/* Write a summary such as "2 sentences, 2 tags, 1 other". */
static void
searchbar_format_kinds(char *buffer, size_t size, const struct app *app)
{
    const struct search *search = &app->search;
    size_t sentences = search_count_kind(search, MATCH_SENTENCE);
    size_t tags = search_count_kind(search, MATCH_TAG);
    size_t other = search->count - sentences - tags, length = 0;
    char part[64];

    if (sentences + tags == 0) {
        language_count(buffer, size, app->language, other, WORD_MATCH,
                       WORD_MATCHES);
        return;
    }
    *buffer = '\0';
    if (sentences > 0)
        length += (size_t)snprintf(
            buffer, size, "%s",
            language_count(part, sizeof(part), app->language, sentences,
                           WORD_SENTENCE, WORD_SENTENCES));
    if (tags > 0)
        length += (size_t)snprintf(
            buffer + length, size - length, "%s%s", length > 0 ? ", " : "",
            language_count(part, sizeof(part), app->language, tags, WORD_TAG,
                           WORD_TAGS));
    if (other > 0)
        snprintf(buffer + length, size - length, ", %s",
                 language_format(part, sizeof(part), app->language,
                                 WORD_AND_OTHER, other));
}

static void
searchbar_format_count(char *buffer, size_t size, const struct app *app)
{
    const struct search *search = &app->search;

    *buffer = '\0';
    if (search->count > 0)
        searchbar_format_kinds(buffer, size, app);
    else if (search->pattern_count > 0)
        snprintf(buffer, size, "%s",
                 language_word(app->language, WORD_NO_MATCH));
}

/* Draw the query, or its end if it is too long, and the cursor after it.
 * Returns the row below. */
static int
searchbar_draw_line(const struct app *app, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    const char *query = app->search.query;
    int row = layout->header_row, column = layout->left;
    int end = layout->left + layout->width, room = layout->width - 2;
    char count[256];

    searchbar_format_count(count, sizeof(count), app);
    column += canvas_text(canvas, row, column, ROLE_HINT, "/");
    while ((int)text_width(query) > room)
        text_next(&query);
    column += canvas_text(canvas, row, column, ROLE_HEADING, query);
    canvas_text(canvas, row, column, ROLE_ACCENT, "▌");
    canvas->cursor_shown = true;
    canvas->cursor_row = row;
    canvas->cursor_column = column;
    if (column + 1 + GAP + (int)text_width(count) <= end)
        canvas_text_right(canvas, row, end, ROLE_MUTED, count);
    if (layout->tabs_rule_row < 0)
        return row + 1;
    canvas_repeat(canvas, row + 1, layout->left, ROLE_RULE, "─", layout->width);
    return row + 2;
}

static void
searchbar_mark(const struct search *search, struct canvas *canvas, int row,
               int column, int end, const char *text)
{
    const char *from = text;
    struct occurrence found;

    while (search_find(search, text, strlen(text), from, &found)) {
        int left = column + (int)text_width_n(text, (size_t)(found.at - text));
        int right = left + (int)text_width_n(found.at, found.length);

        if (left >= end)
            break;
        canvas_paint(canvas, row, left, clamp_most(right, end) - left,
                     ROLE_MATCH);
        from = found.at + found.length;
    }
}

static void
searchbar_draw_match(const struct app *app, struct canvas *canvas, int row,
                     size_t index)
{
    const struct layout *layout = &app->layout;
    const struct match *match = &app->search.matches[index];
    const char *what = search_place_label(app, match);
    bool chosen = index == app->search.current;
    int label = layout->compact ? LABEL_COMPACT : LABEL_COLUMNS;
    int column = layout->left + INDENT, end = layout->left + layout->width;
    char text[TEXT_SIZE];

    if (*what != '\0') {
        canvas_text_cut(canvas, row, column, chosen ? ROLE_ACCENT : ROLE_MUTED,
                        what, label);
        column += label + 1;
    }
    search_place_excerpt(text, sizeof(text), match, end - column);
    canvas_text_cut(canvas, row, column, chosen ? ROLE_HEADING : ROLE_TEXT,
                    text, end - column);
    searchbar_mark(&app->search, canvas, row, column, end, text);
    if (chosen)
        canvas_text(canvas, row, layout->left - layout->gutter, ROLE_ACCENT,
                    "▌");
    canvas_add_spot(canvas, row, layout->left, layout->width, ACTION_MATCH,
                    (int)index);
}

/* Returns the row of match INDEX in the list, which may be longer than the
 * window. *HEADING is the row of its place if the match is the first one there,
 * or -1. */
static int
searchbar_row(const struct app *app, size_t index, int row, int *heading)
{
    bool first = !search_place_same(app, index);

    *heading = -1;
    if (!first)
        return row;
    if (index > 0)
        row++;
    *heading = row;
    return row + 1;
}

static void
searchbar_draw_list(const struct app *app, struct canvas *canvas,
                    const struct area *area)
{
    const struct search *search = &app->search;
    int inside = search->mode == MATCHER_INSIDE ? 1 : 0;
    int row = inside, heading, scroll = 0;
    char place[TEXT_SIZE];

    for (size_t i = 0; i <= search->current; i++)
        row = searchbar_row(app, i, row, &heading) + 1;
    if (row > area->rows)
        scroll = row - area->rows;
    if (inside > scroll)
        canvas_text_cut(canvas, area->row, area->column, ROLE_MUTED,
                        language_word(app->language, WORD_INSIDE_WORDS),
                        area->columns);
    row = inside;
    for (size_t i = 0; i < search->count; i++) {
        row = searchbar_row(app, i, row, &heading);
        if (heading >= scroll && heading < scroll + area->rows)
            canvas_text_cut(canvas, area->row + heading - scroll, area->column,
                            ROLE_ACCENT,
                            search_place_format(place, sizeof(place), app,
                                                &search->matches[i], " › "),
                            area->columns);
        if (row >= scroll && row < scroll + area->rows)
            searchbar_draw_match(app, canvas, area->row + row - scroll, i);
        row++;
    }
}

/* Without a query or without matches, list names that the résumé contains. */
static void
searchbar_draw_names(const struct app *app, struct canvas *canvas,
                     const struct area *area)
{
    const char *names[NAMES_MAX];
    size_t count = search_place_names(app, names, NAMES_MAX), length = 0;
    char text[TEXT_SIZE], list[TEXT_SIZE - 128] = "";
    int row = area->row;

    if (app->search.pattern_count > 0) {
        language_format(text, sizeof(text), app->language, WORD_NOTHING_SAYS,
                        app->search.query);
        row = box_text(canvas, area, row, ROLE_HEADING, text) + 1;
    }
    for (size_t i = 0; i < count && length < sizeof(list); i++)
        length += (size_t)snprintf(list + length, sizeof(list) - length, "%s%s",
                                   i > 0 ? ", " : "", names[i]);
    if (count == 0)
        return;
    language_format(text, sizeof(text), app->language, WORD_NAMED_HERE, list);
    box_text(canvas, area, row, ROLE_MUTED, text);
}

void
searchbar_draw(const struct app *app, struct canvas *canvas)
{
    const struct layout *layout = &app->layout;
    int row = searchbar_draw_line(app, canvas);
    int bottom = layout->footer_rule_row < 0 ? layout->footer_row
                                             : layout->footer_rule_row;
    struct area area = {row, layout->left, bottom - row, layout->width};

    if (app->search.count > 0)
        searchbar_draw_list(app, canvas, &area);
    else
        searchbar_draw_names(app, canvas, &area);
}
