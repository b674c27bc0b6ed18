#include "app/actions_display.h"

#include <string.h>
#include <strings.h>

#include "app/app.h"

void
actions_display_pause(struct app *app, int argument)
{
    (void)argument;
    if (app->layout.ticker_row < 0 || app->ticker.off) {
        app_set_status(app, WORD_NOTHING_MOVES);
        return;
    }
    app->ticker.paused = !app->ticker.paused;
    app_set_status(app, app->ticker.paused ? WORD_MOTION_OFF : WORD_MOTION_ON);
}

void
actions_display_mouse(struct app *app, int argument)
{
    (void)argument;
    app->mouse = !app->mouse;
    app_set_status(app, app->mouse ? WORD_MOUSE_ON : WORD_MOUSE_OFF);
}

void
actions_display_colours(struct app *app, int argument)
{
    (void)argument;
    app->theme = theme_next(app->theme, app->first_theme);
    app->theme_chosen = true;
    app->measured = false;
    app_lay_out(app);
}

void
actions_display_charset(struct app *app, int argument)
{
    (void)argument;
    app->charset =
        app->charset == CHARSET_UNICODE ? CHARSET_NARROW : CHARSET_UNICODE;
    app->charset_chosen = true;
    app_lay_out(app);
}

void
actions_display_redraw(struct app *app, int argument)
{
    (void)argument;
    app->redraw = true;
}

/* Show the next language of the same person. */
void
actions_display_language(struct app *app, int argument)
{
    const struct published_edition *next =
        app->resumes != NULL && app->edition != NULL
            ? resumes_next_language(app->resumes, app->edition)
            : app->edition;
    const struct language *language;

    (void)argument;
    if (app_lists_people(app)) {
        app_set_status(app, WORD_OPEN_PERSON);
        return;
    }
    if (next == app->edition || !app_show_edition(app, next)) {
        app_set_status(app, WORD_ONE_LANGUAGE);
        return;
    }
    language = language_find(next->language);
    status_line_set(
        &app->status, app->now,
        strncasecmp(next->language, language->code, strlen(language->code)) == 0
            ? language->name
            : next->language);
}
