#include "screen/footer.h"

#include <stdio.h>
#include <string.h>

#include "app/keymap.h"
#include "app/reading.h"
#include "screen/footer_hints.h"
#include "sshd/base/array.h"
#include "text/text.h"
#include "text/text_wrap.h"

#define GAP            3
#define GAP_COMPACT    2
#define BAR_COLUMNS    5
#define BAR_FROM       90 /* columns of the window, to have a bar */
#define POSITION_QUERY 12 /* columns of the query */

/* Returns the name of an action's key; the sections' keys end at the number of
 * sections. */
static const char *
footer_key_name(const struct app *app, enum action action)
{
    static const char digits[][6] = {"0–0", "0–1", "0–2", "0–3", "0–4",
                                     "0–5", "0–6", "0–7", "0–8", "0–9"};
    size_t last = app->view_count - 1;

    if (action == ACTION_SECTION)
        return digits[last < COUNT(digits) ? last : COUNT(digits) - 1];
    return keymap_name(app->language,
                       app->search.typing ? MODE_TYPING : MODE_BROWSE, action,
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
    if (search->count > 0 && app->overlay == OVERLAY_NONE) {
        if (!app->layout.compact)
            snprintf(buffer, size, "/%.*s ",
                     (int)text_fit(search->query, POSITION_QUERY),
                     search->query);
        language_format(buffer + strlen(buffer), size - strlen(buffer),
                        app->language, WORD_POSITION_OF, search->current + 1,
                        search->count);
        return;
    }

    if (app_lists_people(app) ||
        (app->overlay != OVERLAY_NONE && !app_is_at_end(app)))
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

static bool
footer_has_form(const struct hint *hint, bool narrow)
{
    return hint->form == HINT_ALWAYS || (hint->form == HINT_NARROW) == narrow;
}

/* Write the useful hints to HINTS, in their short form if NARROW. Returns their
 * number. */
static int
footer_collect(const struct app *app, const struct view *view, bool narrow,
               const struct hint **hints)
{
    const struct hint *hint = footer_hints(app);
    int count = 0;

    for (; hint->first != ACTION_NONE && count < HINTS_MAX; hint++)
        if (footer_has_form(hint, narrow) && hint->useful(app, view))
            hints[count++] = hint;
    return count;
}

/* Returns the columns of the hints up to RANK, with the gaps between them. */
static int
footer_columns(const struct app *app, const struct hint *const *hints,
               int count, int rank, int gap)
{
    int columns = -gap;

    for (int i = 0; i < count; i++)
        if (hints[i]->rank <= rank)
            columns += gap + footer_hint_width(app, hints[i]);
    return columns;
}

/* Remove hints, those of the highest ranks first, until the others fit in
 * COLUMNS; the first one stays. Returns the number of those. */
static int
footer_keep_fitting(const struct app *app, const struct hint **hints, int count,
                    int gap, int columns)
{
    while (count > 1 &&
           footer_columns(app, hints, count, HINTS_MAX, gap) > columns) {
        int last = 1;

        for (int i = 1; i < count; i++)
            if (hints[i]->rank >= hints[last]->rank)
                last = i;
        for (int i = last; i + 1 < count; i++)
            hints[i] = hints[i + 1];
        count--;
    }
    return count;
}

static void
footer_draw_hints(const struct app *app, const struct view *view,
                  struct canvas *canvas, int end)
{
    int gap = app->layout.columns < BAR_FROM ? GAP_COMPACT : GAP;
    int column = app->layout.left, room = end - column;
    bool narrow = app->layout.compact;
    const struct hint *hints[HINTS_MAX];
    int count = footer_collect(app, view, narrow, hints);

    if (!narrow &&
        footer_columns(app, hints, count, HINT_RANK_IMPORTANT, gap) > room)
        count = footer_collect(app, view, true, hints);
    count = footer_keep_fitting(app, hints, count, gap, room);
    for (int i = 0; i < count; i++) {
        footer_draw_hint(app, canvas, column, hints[i]);
        column += footer_hint_width(app, hints[i]) + gap;
    }
}

/* Draw the status line; a text too long for the last row begins in the row of
 * the rule. */
static void
footer_draw_status(const struct app *app, struct canvas *canvas)
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
        footer_draw_status(app, canvas);
        return;
    }
    footer_write_position(position, sizeof(position), app);
    canvas_text_right(canvas, layout->footer_row, end, ROLE_MUTED, position);
    end -= *position == '\0' ? 0 : (int)text_width(position) + GAP_COMPACT;
    footer_draw_hints(app, view, canvas, end);
}
