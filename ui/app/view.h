#pragma once

/*
 * One section on the screen: its items, which of them has the focus, how
 * far it is scrolled, and its text as laid out for the window of now. What
 * is an item, and how it looks, is the page's business.
 */

#include <stdbool.h>

#include "terminal/canvas.h"
#include "app/flow.h"

struct app;
struct page;

struct area {
    int row, column, rows, columns;
};

struct item {
    const struct entry *entry; /* what it shows, or is a tag of */
    const char *tag;           /* that tag, or NULL */
    int parent;                /* the item above it, or FLOW_NO_ITEM */
    bool foldable, open;
    int uses; /* of a tag: how much in the résumé names it */
};

/* The Overview is the first view. */
#define VIEW_OVERVIEW 0

struct view {
    const struct page *page;
    const struct section *section; /* NULL for the Overview */
    struct item *items;
    int item_count;
    int focus;      /* an item; 0 where there is none */
    int scroll;     /* the row of the flow that is at the top */
    int height;     /* rows that the window had at the last layout */
    int total_rows; /* of the text, at the last layout */
    bool counted;   /* the uses of the items are known */
    struct flow flow;
};

/* Make VIEW show SECTION (NULL for the Overview) as PAGE does. -1 without
 * memory. */
int view_init(struct view *view, const struct page *page,
              const struct section *section);
void view_fini(struct view *view);

/* Lay it out anew; the focused item stays on the row where it is. */
void view_layout(struct view *view, const struct app *app);

/* Draw the window of the flow into AREA, the focus marked. */
void view_draw_flow(const struct view *view, const struct app *app,
                    struct canvas *canvas, const struct area *area);

/* Scroll so that the focused item's name, and what fits of its text, is
 * in the window. */
void view_show_focus(struct view *view);

/* Scroll so that ITEM's name stands at the top of the window. */
void view_show_top(struct view *view, int item);

/* Scroll so that AT, an address in a text of the résumé, is in the window. */
void view_show_text(struct view *view, const char *at);

/* Whether ITEM is open: because the visitor opened it, or for as long as a
 * search finds something in it. */
bool view_item_open(const struct view *view, const struct app *app, int item);

/* Scroll by ROWS; the focus follows into the window. Returns false where
 * it is at that end already. */
bool view_scroll(struct view *view, int rows);

/* The item STEP (1 or -1) from ITEM, or FLOW_NO_ITEM. */
int view_next_item(const struct view *view, int item, int step);

/* The outermost item that ITEM is part of. */
int view_root(const struct view *view, int item);
