#pragma once

/*
 * A page draws one kind of section and handles its keys. It is one file with
 * one const struct; the table in page.c maps sections to pages.
 */

#include <stdbool.h>

#include "app/action.h"
#include "app/view.h"
#include "resume/resume.h"

struct page {
    /* Write SECTION's items into ITEMS, unless that is NULL. Returns their
     * number. */
    int (*items)(const struct section *section, struct item *items);
    /* Lay out view->flow for the current window. */
    void (*layout)(struct view *view, const struct app *app);
    void (*draw)(const struct view *view, const struct app *app,
                 struct canvas *canvas);
    /* Perform ACTION. Returns false if it has no effect on this page. */
    bool (*act)(struct view *view, const struct app *app, enum action action);
};

extern const struct page page_overview;
extern const struct page page_entries;
extern const struct page page_skills;

/* The page that shows a kind of section, and the section's title on narrow
 * tabs; section_title() is its full title. */
struct page_row {
    const struct page *page;
    enum word short_title;
};

const struct page_row *page_row(enum section_kind kind);

/* Perform the actions that all pages share: move the focus, scroll by a row. */
bool page_act(struct view *view, enum action action);
