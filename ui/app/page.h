#pragma once

/*
 * A page is how a section looks and what keys do in it: one file, one const
 * struct. Which page shows which section is the table in page.c.
 */

#include <stdbool.h>

#include "app/action.h"
#include "resume/resume.h"
#include "app/view.h"

struct page {
    /* Write SECTION's items into ITEMS, and return how many there are; with
     * ITEMS NULL only count. */
    int (*items)(const struct section *section, struct item *items);
    /* Fill view->flow for the window of now. */
    void (*layout)(struct view *view, const struct app *app);
    void (*draw)(const struct view *view, const struct app *app,
                 struct canvas *canvas);
    /* Do ACTION. False where it means nothing here, or is at its end. */
    bool (*act)(struct view *view, const struct app *app, enum action action);
};

extern const struct page page_overview;
extern const struct page page_entries;
extern const struct page page_skills;

/* What shows a section of KIND, and what narrow tabs call it; its full name
 * is section_title(). */
struct page_row {
    const struct page *page;
    enum word short_title;
};

const struct page_row *page_row(enum section_kind kind);

/* What every page does alike: move the focus, scroll by a line. */
bool page_act(struct view *view, enum action action);
