#include "app/app.h"

#include <stdio.h>
#include <string.h>

#include "app/page.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"

int
app_init_views(struct app *app)
{
    const struct resume *resume = app->resume;

    app->view_count = 1;
    app->current = 0;
    if (resume->section_count == 1 && resume->sections->kind == SECTION_PEOPLE)
        return view_init(&app->views[0], &page_entries, resume->sections);
    if (view_init(&app->views[VIEW_OVERVIEW], &page_overview, NULL) < 0)
        return -1;
    app->views[VIEW_OVERVIEW].focus = FLOW_NO_ITEM;
    for (size_t i = 0; i < resume->section_count; i++) {
        const struct section *section = &resume->sections[i];
        struct view *view = &app->views[app->view_count++];

        if (view_init(view, page_row(section->kind)->page, section) < 0) {
            while (app->view_count > 0)
                view_fini(&app->views[--app->view_count]);
            return -1;
        }
    }
    app->current = app_page(app, 0);
    return 0;
}

/* Copy the position in view BEFORE to VIEW, of the same section in another
 * edition, and move the rows of its flow: view_layout() keeps the focus's row.
 */
static void
app_edition_copy_position(struct view *view, struct view *before)
{
    view->flow = before->flow;
    before->flow = (struct flow){0};
    view->scroll = before->scroll;
    view->focus = before->focus;
    if (view->focus >= view->item_count && view->section != NULL)
        view->focus = clamp_least(view->item_count - 1, 0);
    for (int i = 0; i < view->item_count && i < before->item_count; i++)
        view->items[i].open = before->items[i].open;
}

/* Returns the view of SECTION's kind, or the Overview. */
static size_t
app_edition_find_view(const struct app *app, const struct section *section)
{
    for (size_t i = 1; i < app->view_count && section != NULL; i++)
        if (app->views[i].section->kind == section->kind)
            return i;
    return VIEW_OVERVIEW;
}

/* Copy the positions in the COUNT views BEFORE, of the same person; CURRENT was
 * on the screen. */
static void
app_edition_copy_positions(struct app *app, struct view *before, size_t count,
                           size_t current)
{
    for (size_t i = 0; i < count; i++) {
        size_t index = app_edition_find_view(app, before[i].section);

        if (i == VIEW_OVERVIEW || index != VIEW_OVERVIEW)
            app_edition_copy_position(&app->views[index], &before[i]);
    }
    app->current = app_edition_find_view(app, before[current].section);
}

/* List the files of the shown edition. */
static void
app_edition_list_files(struct app *app)
{
    struct source source = app->resumes->source;

    app->files.count = 0;
    if (app->edition == NULL)
        return;
    source_choose(&source, &app->resumes->index, app->edition);
    source.audience = app->resumes->audience;
    source_list(&source, &app->files);
}

/* Whether A and B, which may be NULL, are of one person. */
static bool
app_edition_is_same_person(const struct published_edition *a,
                           const struct published_edition *b)
{
    return a != NULL && b != NULL && strcmp(a->person, b->person) == 0;
}

/* Go to EDITION, whose views are new; BEFORE are the COUNT views of the one
 * that was shown, CURRENT the one on the screen. */
static void
app_edition_switch_edition(struct app *app,
                           const struct published_edition *edition,
                           struct view *before, size_t count, size_t current)
{
    const struct published_edition *from = app->edition;

    app->edition = edition;
    if (app_edition_is_same_person(from, edition)) {
        app_edition_copy_positions(app, before, count, current);
    } else {
        app->first_edition = edition;
        if (edition == NULL && from != NULL)
            app->views[0].focus = (int)people_find(app->people, from);
    }
    for (size_t i = 0; i < count; i++)
        view_fini(&before[i]);
    app_edition_list_files(app);
}

bool
app_show_edition(struct app *app, const struct published_edition *edition)
{
    const struct resume *old = app->resume;
    const struct resume *resume =
        edition != NULL ? resumes_show(app->resumes, edition, NULL)
                        : &app->people->resume;
    struct view before[COUNT(app->views)];
    size_t count = app->view_count, current = app->current;

    if (resume == NULL)
        return false;
    memcpy(before, app->views, sizeof(before));
    app->resume = resume;
    if (app_init_views(app) < 0) {
        memcpy(app->views, before, sizeof(before));
        app->view_count = count;
        app->current = current;
        app->resume = old;
        return false;
    }
    theme_set_accent(resume->accent);
    app->language = language_find(resume->language);
    app_edition_switch_edition(app, edition, before, count, current);
    app->overlay = OVERLAY_NONE;
    app->came_from = -1;
    app->search.view_before = app->current;
    app->search.stale = search_is_on(&app->search);
    app_search(app);
    app->measured = false;
    app_lay_out(app);
    return true;
}

bool
app_lists_people(const struct app *app)
{
    return app->people != NULL && app->edition == NULL;
}

bool
app_lacks_pdf(const struct app *app)
{
    return app->files.count > 0 && !source_has_pdf(&app->files);
}

void
app_remote_folder(const struct app *app, char *folder, size_t size)
{
    bool direct =
        app->edition == NULL ||
        (app->edition == app->first_edition &&
         app->edition == resumes_own_language(app->resumes, app->edition));

    snprintf(folder, size, "%s%s", direct ? "" : app->edition->language,
             direct ? "" : "/");
}
