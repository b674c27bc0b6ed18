#pragma once

/*
 * How a window is divided: header, tabs, body, footer. All rows and columns
 * count from 0; a row of -1 is not there.
 */

#include <stdbool.h>

#include "app/view.h"

#define LAYOUT_COLUMNS_MIN 20 /* below, only a sentence is shown */
#define LAYOUT_ROWS_MIN    6

enum layout_header {
    HEADER_NONE,  /* no room: the Overview's text begins with the name */
    HEADER_LINE,  /* name and headline on one row */
    HEADER_LARGE, /* the Overview's: the large name, and the facts */
};

struct layout {
    int columns, rows;
    int left, width; /* of everything that is drawn */
    int gutter;      /* columns left of it, for the mark of the focus */
    bool too_small;
    bool overview; /* page 0 is on the screen, without a search */
    bool compact;  /* less than 60 columns */
    bool spacious; /* enough rows for some blank ones */
    bool blocks;   /* the terminal can draw a name in large letters */
    bool sidebar;  /* room for a list beside the text */
    int sidebar_width, text_column, text_width;
    enum layout_header header;
    int header_row, header_rows;
    int tabs_row, tabs_rule_row;
    int ticker_row;
    int footer_rule_row, footer_row;
    struct area body; /* the whole width */
    struct area text; /* the right-hand part of it, where there is a sidebar */
};

/* First step: the columns of a window of COLUMNS x ROWS. */
void layout_set_columns(struct layout *layout, int columns, int rows);

/* Second step, once it is known how many rows the header takes: the rows. */
void layout_set_rows(struct layout *layout, enum layout_header header,
                     int header_rows);

/* Third step, where the résumé has a ticker: its row on the Overview, if the
 * window is high enough. */
void layout_add_ticker(struct layout *layout);
