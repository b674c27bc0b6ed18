#include "app/actions_search.h"

#include "app/app.h"
#include "search/search_run.h"

void
app_search(struct app *app)
{
    struct search_scope scope = app_scope(app);

    search_update(&app->search, &scope);
}

/* Returns the focused item's row in the window, or 0 if it has none. */
static int
actions_search_row(const struct view *view)
{
    int row = flow_item_row(&view->flow, view->focus);

    return row < 0 ? 0 : row - view->scroll;
}

/* Save the current position, unless a search is active. */
static void
actions_search_remember(struct app *app)
{
    const struct view *view = app_view(app);
    struct search *search = &app->search;

    if (search->typing || search_is_on(search))
        return;
    search->view_before = app->current;
    search->focus_before = view->focus;
    search->row_before = actions_search_row(view);
}

void
actions_search_open(struct app *app, int argument)
{
    (void)argument;
    actions_search_remember(app);
    search_clear(&app->search);
    app->search.typing = true;
}

/* Go to the current match. Open the items around it; they stay open. */
static void
actions_search_go(struct app *app)
{
    const struct match *match = search_current(&app->search);
    struct view *view;

    if (match == NULL)
        return;
    app->came_from = -1;
    view = &app->views[match->view];
    app->current = match->view;
    view->focus = match->item;
    if (match->item >= 0 && view->items[match->item].foldable)
        view->items[match->item].open = true;
    app_show_focus(app);
}

static void
actions_search_step(struct app *app, int step)
{
    struct search *search = &app->search;

    app_search(app);
    if (!search_is_on(search))
        app_set_status(app, WORD_NOT_SEARCHING);
    else if (search->count == 1)
        app_set_status(app, WORD_ONLY_MATCH);
    search_step(search, step);
    if (!search->typing)
        actions_search_go(app);
}

void
actions_search_next(struct app *app, int argument)
{
    (void)argument;
    actions_search_step(app, 1);
}

void
actions_search_previous(struct app *app, int argument)
{
    (void)argument;
    actions_search_step(app, -1);
}

static void
actions_search_step_section(struct app *app, int step)
{
    app_search(app);
    search_step_section(&app->search, step);
}

void
actions_search_next_section(struct app *app, int argument)
{
    (void)argument;
    actions_search_step_section(app, 1);
}

void
actions_search_previous_section(struct app *app, int argument)
{
    (void)argument;
    actions_search_step_section(app, -1);
}

void
actions_search_keep(struct app *app, int argument)
{
    struct search *search = &app->search;
    char text[sizeof(app->status.text)];

    (void)argument;
    app_search(app);
    if (search->count > 0) {
        const struct match *match = search_current(search);

        search->typing = false;
        if (app_lists_people(app))
            app_show_edition(app, app->people->editions[match->item]);
        actions_search_go(app);
        return;
    }
    language_format(text, sizeof(text), app->language, WORD_NOTHING_SAYS,
                    search->query);
    if (search_is_on(search))
        status_line_set(&app->status, app->now, text);
    actions_search_back(app);
}

void
actions_search_choose(struct app *app, int index)
{
    app_search(app);
    if (index < 0 || (size_t)index >= app->search.count)
        return;
    app->search.current = (size_t)index;
    actions_search_keep(app, 0);
}

void
actions_search_erase(struct app *app, int argument)
{
    (void)argument;
    if (search_is_on(&app->search))
        search_erase(&app->search);
    else
        actions_search_back(app);
}

void
actions_search_erase_all(struct app *app, int argument)
{
    (void)argument;
    search_clear(&app->search);
}

void
actions_search_back(struct app *app)
{
    struct search *search = &app->search;
    struct view *view;
    int row;

    search->typing = false;
    search_clear(search);
    app->current = search->view_before;
    view = &app->views[app->current];
    view->focus = search->focus_before;
    app_lay_out(app);
    row = flow_item_row(&view->flow, view->focus);
    view->scroll = row < 0 ? 0 : row - search->row_before;
    app_lay_out(app); /* which keeps `scroll` in bounds */
}

void
actions_search_evidence(struct app *app, const char *tag, size_t index)
{
    struct matcher patterns[EVIDENCE_PATTERNS_MAX];
    struct search *search = &app->search;

    actions_search_remember(app);
    search_begin(search, tag, patterns, evidence_compile(tag, patterns));
    for (size_t i = 0; i < app->evidence_count; i++) {
        const struct evidence *one = &app->evidence[i];

        search_add(search,
                   &(struct match){
                       .text = one->text,
                       .label = "",
                       .view = one->view,
                       .item = one->item,
                       .kind = one->sentence ? MATCH_SENTENCE : MATCH_TAG,
                   });
    }
    search->current = index;
    actions_search_go(app);
}
