#include "app/actions_search.h"

#include "app/app.h"

void
actions_search_open(struct app *app, int argument)
{
    (void)argument;
    search_open(app);
    app_show_focus(app);
}

void
actions_search_next(struct app *app, int argument)
{
    (void)argument;
    search_step(app, 1);
    if (search_is_on(&app->search))
        app_show_focus(app);
}

void
actions_search_previous(struct app *app, int argument)
{
    (void)argument;
    search_step(app, -1);
    if (search_is_on(&app->search))
        app_show_focus(app);
}

void
actions_search_keep(struct app *app, int argument)
{
    (void)argument;
    search_keep(app);
    app_show_focus(app);
}

void
actions_search_erase(struct app *app, int argument)
{
    (void)argument;
    search_erase(app);
    app_show_focus(app);
}

void
actions_search_erase_all(struct app *app, int argument)
{
    (void)argument;
    while (search_is_on(&app->search))
        search_erase(app);
    app_show_focus(app);
}
