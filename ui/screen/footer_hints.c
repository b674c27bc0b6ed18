#include "screen/footer_hints.h"

#include "screen/contactbox.h"
#include "screen/help.h"

static bool
hint_always(const struct app *app, const struct view *view)
{
    (void)app;
    (void)view;
    return true;
}

static bool
hint_can_move(const struct app *app, const struct view *view)
{
    (void)app;
    return view->item_count > 1 || (int)view->flow.row_count > view->height;
}

static bool
hint_can_open(const struct app *app, const struct view *view)
{
    int next;

    (void)app;
    if (view->item_count == 0 || view->items[0].tag != NULL)
        return false;
    next = view_next_item(view, view->focus, 1);
    return view->items[view->focus].foldable ||
           (next != FLOW_NO_ITEM && view->items[next].parent == view->focus);
}

static bool
hint_has_tags(const struct app *app, const struct view *view)
{
    (void)app;
    return view->item_count > 1 && view->items[0].tag != NULL;
}

static bool
hint_has_evidence(const struct app *app, const struct view *view)
{
    (void)view;
    return app->evidence_count > 0;
}

static bool
hint_has_people(const struct app *app, const struct view *view)
{
    (void)view;
    return app_lists_people(app);
}

static bool
hint_has_contact(const struct app *app, const struct view *view)
{
    (void)view;
    return !app_lists_people(app) && !app_lacks_pdf(app);
}

static bool
hint_has_only_contact(const struct app *app, const struct view *view)
{
    (void)view;
    return !app_lists_people(app) && app_lacks_pdf(app);
}

static bool
hint_has_motion(const struct app *app, const struct view *view)
{
    (void)view;
    return app->layout.ticker_row >= 0 && !app->ticker.off;
}

static bool
hint_has_overview_rows(const struct app *app, const struct view *view)
{
    (void)app;
    return view->section == NULL && flow_item_row(&view->flow, 0) >= 0;
}

static bool
hint_not_overview(const struct app *app, const struct view *view)
{
    return view->section != NULL && hint_can_move(app, view);
}

static bool
hint_came_from_elsewhere(const struct app *app, const struct view *view)
{
    (void)view;
    return app->came_from >= 0;
}

static bool
hint_has_email(const struct app *app, const struct view *view)
{
    (void)view;
    return *app->resume->email != '\0';
}

static bool
hint_has_link(const struct app *app, const struct view *view)
{
    struct link links[LINKS_MAX];

    return *app->resume->url != '\0' ||
           (view->item_count > 0 &&
            links_of_entry(app->resume, "",
                           view->items[view_root(view, view->focus)].entry,
                           links) > 0);
}

static bool
hint_has_sections(const struct app *app, const struct view *view)
{
    (void)view;
    return app->view_count > 1;
}

static bool
hint_has_matches(const struct app *app, const struct view *view)
{
    (void)view;
    return app->search.count > 0;
}

static bool
hint_contact_has_more(const struct app *app, const struct view *view)
{
    (void)view;
    return contactbox_has_more(app);
}

static bool
hint_contact_has_codes(const struct app *app, const struct view *view)
{
    (void)view;
    return contactbox_has_codes(app);
}

static bool
hint_has_phone(const struct app *app, const struct view *view)
{
    (void)view;
    return *app->resume->phone != '\0';
}

static bool
hint_help_has_more(const struct app *app, const struct view *view)
{
    (void)view;
    return help_has_more(app);
}

static bool
hint_has_links(const struct app *app, const struct view *view)
{
    (void)view;
    return app->link_count > 1;
}

/* While a page is read. The hints of each table are in the order in which the
 * footer shows them, with Space first. */
static const struct hint browse_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, hint_always},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, hint_came_from_elsewhere},
    {ACTION_LEFT, ACTION_RIGHT, WORD_HINT_SKILL, hint_has_tags, 2},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_READ_THERE, hint_has_evidence, 6},
    {ACTION_SECTION, ACTION_NONE, WORD_HELP_SECTION, hint_has_sections, 4,
     HINT_WIDE},
    {ACTION_SECTION, ACTION_NONE, WORD_HELP_SECTION, hint_has_sections, 4,
     HINT_NARROW, true},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_GO_THERE, hint_has_people, 2},
    {ACTION_CONTACT, ACTION_NONE, WORD_HINT_CONTACT, hint_has_contact, 5},
    {ACTION_CONTACT, ACTION_NONE, WORD_QR_CONTACT, hint_has_only_contact, 5},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, hint_always, 1},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, hint_always},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, hint_always},
    {ACTION_UP, ACTION_DOWN, WORD_HINT_GO_THERE, hint_has_overview_rows, 7},
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, hint_not_overview, 8},
    {ACTION_RIGHT, ACTION_LEFT, WORD_HELP_OPEN, hint_can_open, 9},
    {ACTION_COPY, ACTION_NONE, WORD_HINT_COPY, hint_has_email, 10},
    {ACTION_PAUSE, ACTION_NONE, WORD_HELP_PAUSE, hint_has_motion, 11},
    {ACTION_LINK, ACTION_NONE, WORD_HINT_LINK, hint_has_link, 12},
    {0},
};

static const struct hint compact_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, hint_always},
    {ACTION_SECTION, ACTION_NONE, WORD_HELP_SECTION, hint_has_sections, 2,
     HINT_ALWAYS, true},
    {ACTION_OPEN, ACTION_NONE, WORD_HINT_GO_THERE, hint_has_people, 1,
     HINT_ALWAYS, true},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, hint_always},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, hint_always},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, hint_always, 3},
    {0},
};

/* While a query is typed. */
static const struct hint typing_hints[] = {
    {ACTION_PREVIOUS_MATCH, ACTION_NEXT_MATCH, WORD_HINT_CHOOSE,
     hint_has_matches, 2, HINT_WIDE},
    {ACTION_PREVIOUS_MATCH, ACTION_NEXT_MATCH, WORD_HINT_CHOOSE,
     hint_has_matches, 2, HINT_NARROW, true},
    {ACTION_KEEP, ACTION_NONE, WORD_HINT_READ_THERE, hint_has_matches, 1},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_WHERE_YOU_WERE, hint_always, 0,
     HINT_WIDE},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, hint_always, 0, HINT_NARROW},
    {0},
};

/* While a page shows the matches of a search. */
static const struct hint kept_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, hint_always},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, hint_always},
    {ACTION_NEXT_MATCH, ACTION_PREVIOUS_MATCH, WORD_HINT_MATCH,
     hint_has_matches, 1},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, hint_always, 3},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, hint_always, 4},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, hint_always, 2},
    {ACTION_UP, ACTION_DOWN, WORD_HELP_MOVE, hint_can_move, 6},
    {0},
};

/* On the last page Space has nothing more. */
static const struct hint end_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, hint_contact_has_more},
    {ACTION_SECTION, ACTION_NONE, WORD_HINT_START_OVER, hint_always, 1,
     HINT_ALWAYS, false, "0"},
    {ACTION_SEARCH, ACTION_NONE, WORD_HELP_SEARCH, hint_always, 3},
    {ACTION_QUIT, ACTION_NONE, WORD_HELP_QUIT, hint_always},
    {ACTION_PAGE_UP, ACTION_NONE, WORD_HINT_BACK, hint_always, 4},
    {ACTION_HELP, ACTION_NONE, WORD_HELP_HELP, hint_always, 2},
    {0},
};

static const struct hint contact_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, hint_contact_has_more},
    {ACTION_LEFT, ACTION_RIGHT, WORD_QR_CODE, hint_contact_has_codes, 2},
    {ACTION_COPY, ACTION_NONE, WORD_HINT_COPY, hint_has_email, 1},
    {ACTION_COPY_PHONE, ACTION_NONE, WORD_HELP_COPY_PHONE, hint_has_phone, 3},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, hint_always},
    {0},
};

static const struct hint help_hints[] = {
    {ACTION_PAGE_DOWN, ACTION_NONE, WORD_HINT_MORE, hint_help_has_more},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, hint_always},
    {0},
};

static const struct hint link_hints[] = {
    {ACTION_LEFT, ACTION_RIGHT, WORD_HINT_LINK, hint_has_links, 1},
    {ACTION_BACK, ACTION_NONE, WORD_HINT_BACK, hint_always},
    {0},
};

static const struct hint *const box_hints[] = {
    [OVERLAY_HELP] = help_hints,
    [OVERLAY_LINK] = link_hints,
    [OVERLAY_CONTACT] = contact_hints,
};

const struct hint *
footer_hints(const struct app *app)
{
    if (app->search.typing)
        return typing_hints;
    if (app_is_at_end(app))
        return end_hints;
    if (app->overlay != OVERLAY_NONE)
        return box_hints[app->overlay];
    if (search_is_on(&app->search))
        return kept_hints;
    return app->layout.compact ? compact_hints : browse_hints;
}
