#include "app/app.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "app/header.h"

#define COUNTDOWN_MS     60000 /* announce the end this long before */
#define PREPARED_COLUMNS 80
#define PREPARED_ROWS    24

int
app_init(struct app *app, const struct resume *resume,
         const struct app_settings *settings)
{
    memset(
        app, 0,
        offsetof(struct app, evidence)); /* leave the members after it unset */
    app->resume = resume;
    app->resumes = settings->resumes;
    app->edition = app->first_edition = settings->edition;
    app->people = settings->people;
    app->language = language_find(resume->language);
    app->theme = app->first_theme = settings->theme;
    app->charset = settings->charset;
    app->today = settings->today;
    app->ticker.off = settings->still;
    app->idle_seconds = settings->idle_seconds;
    app->ends_at = settings->ends_at;
    app->came_from = -1;
    app->mouse = true;
    if (settings->files != NULL)
        app->files = *settings->files;
    return app_init_views(app);
}

void
app_open_contact(struct app *app)
{
    if (app_lists_people(app)) { /* the list has no address and no files */
        app_set_status(app, WORD_OPEN_PERSON);
        return;
    }
    app->overlay = OVERLAY_CONTACT;
    app->contact = (struct contact_state){.at_end = false};
}

void
app_open_contact_at_end(struct app *app)
{
    app_open_contact(app);
    app->contact.at_end = app->overlay == OVERLAY_CONTACT;
}

bool
app_is_at_end(const struct app *app)
{
    return app->overlay == OVERLAY_CONTACT && app->contact.at_end;
}

void
app_fini(struct app *app)
{
    for (size_t i = 0; i < app->view_count; i++)
        view_fini(&app->views[i]);
    search_fini(&app->search);
    app->view_count = 0;
}

size_t
app_page(const struct app *app, size_t number)
{
    bool letter =
        app->view_count > 1 && app->views[1].section->kind == SECTION_LETTER;

    return letter && number < 2 ? 1 - number : number;
}

struct view *
app_view(struct app *app)
{
    return &app->views[app->current];
}

/* Look up the evidence for the focused tag when it changes, not per frame. */
static void
app_find_evidence(struct app *app, const struct view *view)
{
    struct search_scope scope = app_scope(app);

    app->evidence_count = 0;
    if (view->item_count > 0 && view->items[view->focus].tag != NULL)
        app->evidence_count =
            evidence_find(&scope, view->items[view->focus].tag, app->evidence);
}

struct search_scope
app_scope(const struct app *app)
{
    return (struct search_scope){
        .resume = app->resume,
        .people = app->people,
        .language = app->language,
        .views = app->views,
        .view_count = app->view_count,
        .today = app->today,
    };
}

/* Set the layout of the window for view INDEX. */
static void
app_set_layout(struct app *app, size_t index)
{
    struct layout *layout = &app->layout;
    enum layout_header header;

    layout_set_columns(layout, layout->columns, layout->rows);
    layout->blocks = app->charset == CHARSET_UNICODE;
    layout->overview = index == VIEW_OVERVIEW;
    header = header_choose(app->resume, app->today, layout);
    layout_set_rows(layout, header,
                    header_rows(app->resume, app->today, layout, header));
    if (app->resume->ticker.count > 0)
        layout_add_ticker(layout);
}

/* Lay out the other views once per window size: the footer shows how much of
 * the whole résumé has been read. */
static void
app_measure(struct app *app)
{
    if (app->measured)
        return;
    for (size_t i = 0; i < app->view_count; i++) {
        if (i == app->current)
            continue;
        app_set_layout(app, i);
        view_layout(&app->views[i], app, app->layout.body.rows);
        flow_fini(&app->views[i].flow); /* the next one takes its memory */
    }
    app_set_layout(app, app->current);
    app->measured = true;
}

void
app_lay_out(struct app *app)
{
    struct view *view = app_view(app);
    int focus = view->focus;

    app_find_evidence(app, view); /* also while the window is too small */
    app_set_layout(app, app->current);
    if (app->layout.too_small)
        return;
    view_layout(view, app, app->layout.body.rows);
    if (view->focus != focus) { /* the first layout of the skills chose one */
        app_find_evidence(app, view);
        view_layout(view, app, app->layout.body.rows);
    }
    app_measure(app);
}

void
app_prepare(struct resumes *resumes)
{
    struct app *app = calloc(1, sizeof(*app));

    for (size_t i = 0; app != NULL && i < resumes->index.edition_count; i++) {
        const struct app_settings settings = {
            .resumes = resumes,
            .edition = &resumes->index.editions[i],
            .theme = themes,
            .today = date_today(),
        };

        if (resumes->items[i] == NULL ||
            app_init(app, resumes->items[i], &settings) < 0)
            continue;
        app_resize(app, PREPARED_COLUMNS, PREPARED_ROWS);
        app_fini(app);
    }
    free(app);
}

void
app_release_buffers(struct app *app)
{
    for (size_t i = 0; i < app->view_count; i++)
        flow_fini(&app->views[i].flow);
}

/* Returns the current match if its item has the focus, or NULL. */
static const struct match *
app_focused_match(const struct app *app, const struct view *view)
{
    const struct match *match = search_current(&app->search);

    return match != NULL && match->view == app->current &&
                   match->item == view->focus
               ? match
               : NULL;
}

void
app_show_focus(struct app *app)
{
    struct view *view = app_view(app);
    const struct match *match;

    app_lay_out(app);
    match = app_focused_match(app, view);
    if (match != NULL) {
        view_show_text(view, match->at);
        return;
    }
    view_show_focus(view);
}

void
app_resize(struct app *app, int columns, int rows)
{
    app->layout.columns = columns;
    app->layout.rows = rows;
    app->measured = false;
    app_show_focus(app);
    app->redraw = true;
}

void
app_note_activity(struct app *app)
{
    app->ticker.last_key = app->now;
    if (app->idle_seconds > 0)
        app->idle_at = app->now + app->idle_seconds * 1000LL;
}

void
app_set_status(struct app *app, enum word word)
{
    status_line_set(&app->status, app->now, language_word(app->language, word));
}

void
app_keep_status(struct app *app, enum word word)
{
    status_line_keep(&app->status, language_word(app->language, word));
}

void
app_set_theme(struct app *app, const struct theme *theme)
{
    if (app->theme_chosen || theme == app->theme)
        return;
    app->theme = app->first_theme = theme;
    app_lay_out(app);
}

void
app_set_charset(struct app *app, enum charset charset)
{
    if (app->charset_chosen || charset == app->charset)
        return;
    app->charset = charset;
    app_lay_out(app);
}

static bool
app_ticker_is_shown(const struct app *app)
{
    return app->layout.ticker_row >= 0 && app->overlay == OVERLAY_NONE &&
           !app->search.typing;
}

/* Whether the session timeout expires before the idle timeout. */
static bool
app_ends_by_length(const struct app *app)
{
    return app->ends_at != 0 &&
           (app->idle_at == 0 || app->ends_at <= app->idle_at);
}

/* Returns when the session ends without another key; 0: never. */
static long long
app_end(const struct app *app)
{
    return app_ends_by_length(app) ? app->ends_at : app->idle_at;
}

/* Count down in the footer during the last minute. */
static bool
app_tick_end(struct app *app)
{
    char text[sizeof(app->status.text)];
    long long left = app_end(app) - app->now;
    bool length = app_ends_by_length(app);

    if (app_end(app) == 0 || left > COUNTDOWN_MS)
        return false;
    if (left <= 0) {
        app->expired = length;
        app->idle = !length;
        app->done = true;
        return true;
    }
    language_format(text, sizeof(text), app->language,
                    length ? WORD_LENGTH_SOON : WORD_IDLE_SOON,
                    (int)((left + 999) / 1000));
    status_line_set(&app->status, app->now, text);
    return true;
}

bool
app_tick(struct app *app, long long now)
{
    bool changed;

    app->now = now;
    changed = status_line_tick(&app->status, now);
    if (app_ticker_is_shown(app) && ticker_step(&app->ticker, now))
        changed = true;
    return app_tick_end(app) || changed;
}

static long long
app_earlier(long long a, long long b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

long long
app_next_tick(const struct app *app)
{
    long long next = -1;
    long long end = app_end(app);
    long long left = end - app->now;

    if (*app->status.text != '\0')
        next = app->status.until;
    if (app_ticker_is_shown(app))
        next = app_earlier(next, ticker_next(&app->ticker));
    if (end == 0)
        return next;
    /* The countdown changes with every second. */
    return app_earlier(next, left > COUNTDOWN_MS
                                 ? end - COUNTDOWN_MS
                                 : end - (left - 1) / 1000 * 1000);
}
