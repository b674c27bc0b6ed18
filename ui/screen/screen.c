#include "screen/screen.h"

#include "app/header.h"
#include "app/links.h"
#include "app/page.h"
#include "screen/contactbox.h"
#include "screen/footer.h"
#include "screen/help.h"
#include "screen/linkbox.h"
#include "screen/searchbar.h"
#include "screen/tabs.h"
#include "text/text_wrap.h"

/* Ask for a larger window, and show the command that prints the résumé as text.
 * If only one of the two fits, show the command; in one row, the request. Never
 * cut the command. */
static void
screen_draw_too_small(const struct app *app, struct canvas *canvas)
{
    const char *host = links_host(app->resume);
    char help[256];
    const char *texts[2] = {language_word(app->language, WORD_TOO_SMALL), help};
    int row = 0, columns = canvas->columns, rows;

    language_format(help, sizeof(help), app->language, WORD_TOO_SMALL_HELP,
                    host);
    rows = text_rows(help, columns);
    if (rows > canvas->rows)
        texts[1] = "";
    else if (rows + text_rows(texts[0], columns) > canvas->rows)
        texts[rows > 1 ? 0 : 1] = "";
    for (int i = 0; i < 2; i++) {
        const char *text = texts[i], *line;
        size_t length;

        while ((line = text_wrap(&text, (size_t)columns, &length)) != NULL)
            canvas_put(canvas, row++, 0, ROLE_TEXT, line, length, columns);
    }
}

static void
screen_draw_nothing(const struct app *app, struct canvas *canvas)
{
    (void)app;
    (void)canvas;
}

static void (*const overlays[])(const struct app *, struct canvas *) = {
    [OVERLAY_NONE] = screen_draw_nothing,
    [OVERLAY_HELP] = help_draw,
    [OVERLAY_LINK] = linkbox_draw,
    [OVERLAY_CONTACT] = contactbox_draw,
};

void
screen_draw(const struct app *app, struct canvas *canvas)
{
    const struct view *view = &app->views[app->current];

    canvas_clear(canvas);
    canvas->charset = app->charset;
    if (app->layout.too_small) {
        screen_draw_too_small(app, canvas);
        return;
    }
    if (app->search.typing) {
        footer_draw(app, canvas);
        searchbar_draw(app, canvas);
        return;
    }
    header_draw(app->resume, app->today, &app->layout, canvas);
    tabs_draw(app, canvas);
    if (!app_is_at_end(app))
        view->page->draw(view, app, canvas);
    footer_draw(app, canvas);
    overlays[app->overlay](app, canvas);
}
