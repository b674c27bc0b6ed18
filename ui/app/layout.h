#pragma once

/*
 * The division of a window into header, tabs, body and footer. Rows and columns
 * count from 0; a row of -1 is not shown.
 */

#include <stdbool.h>

#include "app/view.h"

#define LAYOUT_COLUMNS_MIN 20 /* a smaller window shows one sentence only */
#define LAYOUT_ROWS_MIN    6

enum layout_header {
    HEADER_NONE,  /* no room: the Overview's text begins with the name */
    HEADER_LINE,  /* name and headline on one row */
    HEADER_LARGE, /* on the Overview: the large name and the facts */
};

struct layout {
    int columns, rows;
    int left, width; /* of the whole drawing */
    int gutter;      /* columns left of it, for the focus mark */
    bool too_small;
    bool overview; /* the Overview is shown, without a search */
    bool compact;  /* fewer than 60 columns */
    bool spacious; /* enough rows for blank rows */
    bool blocks;   /* the terminal can draw a name in large letters */
    bool sidebar;  /* room for the sidebar */
    int sidebar_width, text_column, text_width;
    enum layout_header header;
    int header_row, header_rows;
    int tabs_row, tabs_rule_row;
    int ticker_row;
    int footer_rule_row, footer_row;
    struct area body; /* over the whole width */
    struct area text; /* the part of the body beside the sidebar */
};

/* First step: set the columns for a window of COLUMNS x ROWS. */
void layout_set_columns(struct layout *layout, int columns, int rows);

/* Second step, when the rows of the header are known: set the rows. */
void layout_set_rows(struct layout *layout, enum layout_header header,
                     int header_rows);

/* Third step, if the résumé has a ticker: set its row on the Overview, if the
 * window is high enough. */
void layout_add_ticker(struct layout *layout);
