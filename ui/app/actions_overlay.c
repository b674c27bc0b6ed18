#include "app/actions_overlay.h"

#include <stddef.h>

#include "app/reading.h"
#include "screen/contactbox.h"
#include "screen/help.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"

/* Copy TEXT to the terminal's clipboard and say so in the status line. */
static void
actions_overlay_copy(struct app *app, const char *text)
{
    char message[sizeof(app->status.text)];

    app->copy = text;
    language_format(message, sizeof(message), app->language, WORD_COPIED, text);
    status_line_set(&app->status, app->now, message);
}

void
actions_copy_email(struct app *app, int argument)
{
    (void)argument;
    if (*app->resume->email == '\0')
        app_set_status(app, app_lists_people(app) ? WORD_OPEN_PERSON
                                                  : WORD_NO_EMAIL);
    else
        actions_overlay_copy(app, app->resume->email);
}

void
actions_copy_phone(struct app *app, int argument)
{
    (void)argument;
    if (*app->resume->phone == '\0')
        app_set_status(app, app_lists_people(app) ? WORD_OPEN_PERSON
                                                  : WORD_NO_PHONE);
    else
        actions_overlay_copy(app, app->resume->phone);
}

/* Returns the rows by which ACTION scrolls a box of PAGE rows, or 0. */
static int
actions_overlay_rows(enum action action, int page)
{
    const struct {
        enum action action;
        int rows;
    } rows[] = {
        {ACTION_UP, -1},
        {ACTION_DOWN, 1},
        {ACTION_LINE_UP, -1},
        {ACTION_LINE_DOWN, 1},
        {ACTION_PAGE_UP, -page},
        {ACTION_PAGE_DOWN, page},
        {ACTION_HALF_UP, -page / 2},
        {ACTION_HALF_DOWN, page / 2},
        {ACTION_TOP, -CANVAS_ROWS_MAX},
        {ACTION_BOTTOM, CANVAS_ROWS_MAX},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].action == action)
            return rows[i].rows;
    return 0;
}

/* Perform ACTION on the page of contact and files. Returns false if it closes
 * the page. */
static bool
actions_overlay_act_on_contact(struct app *app, enum action action,
                               int argument)
{
    int rows = actions_overlay_rows(action, contactbox_page(app));

    switch (action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        if (!contactbox_step_code(app, action == ACTION_LEFT ? -1 : 1))
            app_set_status(app, WORD_NOTHING_TO_OPEN);
        return true;
    case ACTION_COPY:
        actions_copy_email(app, 0);
        return true;
    case ACTION_COPY_PHONE:
        actions_copy_phone(app, 0);
        return true;
    case ACTION_SECTION:
        if (!contactbox_command(app, (char)('0' + argument), app->copied,
                                sizeof(app->copied)))
            return false;
        actions_overlay_copy(app, app->copied);
        return true;
    case ACTION_PAGE_DOWN: /* at the end it closes the page */
        return contactbox_scroll(app, rows);
    default:
        if (rows != 0)
            contactbox_scroll(app, rows);
        return rows != 0;
    }
}

/* Whether ACTION changes only how the page looks. */
static bool
actions_overlay_is_display(enum action action)
{
    return action == ACTION_COLOURS || action == ACTION_CHARSET ||
           action == ACTION_MOUSE;
}

/* Perform ACTION on the last page of the résumé, where a key does what it does
 * on any other page. */
static void
actions_overlay_act_at_end(struct app *app, enum action action, int argument)
{
    int rows = actions_overlay_rows(action, contactbox_page(app));
    bool goes_on = action != ACTION_OPEN && action != ACTION_BACK &&
                   !(rows < 0 && action != ACTION_TOP);

    if (rows != 0 && contactbox_scroll(app, rows))
        return;
    if (rows > 0) {
        app_set_status(app, WORD_AT_LAST_PAGE);
        return;
    }
    if (rows == 0 && actions_overlay_act_on_contact(app, action, argument))
        return;
    app->overlay = OVERLAY_NONE;
    if (action == ACTION_TOP || (action == ACTION_SECTION && argument == 0))
        reading_start_over(app);
    else if (goes_on)
        app_act(app, action, argument);
    if (actions_overlay_is_display(action))
        app->overlay = OVERLAY_CONTACT;
}

static bool
actions_overlay_act_on_links(struct app *app, enum action action, int argument)
{
    size_t count = app->link_count;
    bool back = action == ACTION_LEFT || action == ACTION_UP;

    (void)argument;
    if (count < 2 || (!back && action != ACTION_RIGHT && action != ACTION_DOWN))
        return false;
    app->link_current = (app->link_current + (back ? count - 1 : 1)) % count;
    return true;
}

static bool
actions_overlay_act_on_help(struct app *app, enum action action, int argument)
{
    int rows =
        actions_overlay_rows(action, clamp_least(app->layout.rows - 5, 1));

    (void)argument;
    return rows != 0 && help_scroll(app, rows);
}

/* Perform ACTION in the open box; an action without a meaning closes it. */
void
actions_on_overlay(struct app *app, enum action action, int argument)
{
    static bool (*const acts[])(struct app * app, enum action action,
                                int argument) = {
        [OVERLAY_HELP] = actions_overlay_act_on_help,
        [OVERLAY_LINK] = actions_overlay_act_on_links,
        [OVERLAY_CONTACT] = actions_overlay_act_on_contact,
    };

    if (action == ACTION_LEAVE)
        app->done = true;
    else if (action == ACTION_REDRAW)
        app->redraw = true;
    else if (app_is_at_end(app))
        actions_overlay_act_at_end(app, action, argument);
    else if (!acts[app->overlay](app, action, argument))
        app->overlay = OVERLAY_NONE;
}
