#pragma once

/*
 * One section on the screen: its items, the focused item, the scroll position,
 * and its text laid out for the current window. The page decides what an item
 * is and how it looks.
 */

#include <stdbool.h>

#include "app/flow.h"
#include "terminal/canvas.h"

struct app;
struct page;

struct area {
    int row, column, rows, columns;
};

struct item {
    const struct entry
        *entry;      /* the entry that it shows or, for a tag, belongs to */
    const char *tag; /* the tag, or NULL */
    int parent;      /* the parent item, or FLOW_NO_ITEM */
    bool foldable, open;
    int uses; /* of a tag: how many passages of the résumé name it */
};

/* The Overview is the first view. */
#define VIEW_OVERVIEW 0

struct view {
    const struct page *page;
    const struct section *section; /* NULL for the Overview */
    struct item *items;
    int item_count;
    int focus;         /* an item; 0 without items */
    int scroll;        /* the first row of the flow in the window */
    int height;        /* rows of the window at the last layout */
    int total_rows;    /* rows of the text at the last layout */
    int first;         /* the item to focus where a visitor comes to read */
    bool counted;      /* the items' `uses` and `has_evidence` are set */
    bool has_evidence; /* any item is used, or they are too many to count */
    struct flow flow;
};

/* Initialize VIEW to show SECTION (NULL for the Overview) with PAGE. Returns -1
 * without memory. */
int view_init(struct view *view, const struct page *page,
              const struct section *section);
void view_fini(struct view *view);

/* Lay out VIEW again, in HEIGHT rows; the focused item keeps its row in the
 * window. */
void view_layout(struct view *view, const struct app *app, int height);

/* Draw the visible rows of the flow into AREA and mark the focus. */
void view_draw_flow(const struct view *view, const struct app *app,
                    struct canvas *canvas, const struct area *area);

/* Scroll so that the focused item's name, and as much of its text as fits, is
 * in the window. */
void view_show_focus(struct view *view);

/* Scroll so that ITEM's name is in the first row of the window. */
void view_show_top(struct view *view, int item);

/* Scroll so that AT, an address in a text of the résumé, is in the window. */
void view_show_text(struct view *view, const char *at);

/* Whether ITEM is open. */
bool view_item_is_open(const struct view *view, int item);

/* Scroll by ROWS; the focus moves so that it stays in the window. Returns false
 * if VIEW is at that end. */
bool view_scroll(struct view *view, int rows);

/* Returns the item STEP (1 or -1) from ITEM, or FLOW_NO_ITEM. */
int view_next_item(const struct view *view, int item, int step);

/* Returns the outermost ancestor of ITEM, or ITEM itself. */
int view_root(const struct view *view, int item);
