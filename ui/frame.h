#pragma once

/*
 * How a window is divided: header, tabs, body, footer. All rows and columns
 * count from 0; a row of -1 is not there.
 */

#include <stdbool.h>

#include "view.h"

#define FRAME_COLUMNS_MIN 20 /* below, only a sentence is shown */
#define FRAME_ROWS_MIN    6

enum frame_header {
    HEADER_NONE, /* no room at all */
    HEADER_LINE, /* name and headline on one row */
    HEADER_CARD, /* a few rows, in a narrow window */
    HEADER_HERO, /* the name in large letters, and the facts */
};

struct frame {
    int columns, rows;
    int left, width; /* of everything that is drawn */
    int gutter;      /* columns left of it, for the mark of the focus */
    bool too_small;
    bool compact;  /* less than 60 columns */
    bool spacious; /* enough rows for some blank ones */
    bool blocks;   /* the terminal can draw a name in large letters */
    bool rail;     /* room for a list beside the text */
    int rail_width, text_column, text_width;
    enum frame_header header;
    int header_row, header_rows;
    int tabs_row, tabs_rule_row;
    int footer_rule_row, footer_row;
    bool search;    /* the three that follow are there */
    int trail_row;  /* where the current match stands: Experience › ... */
    int prompt_row; /* what is searched for; the footer's where rows are few */
    int bar_column; /* scroll bar */
    struct area body; /* the whole width */
    struct area text; /* the right-hand part of it, where there is a rail */
};

/* First step: the columns of a window of COLUMNS x ROWS. */
void frame_set_columns(struct frame *frame, int columns, int rows);

/* Second step, once it is known how many rows the header takes: the rows. */
void frame_set_rows(struct frame *frame, enum frame_header header,
                    int header_rows, bool search);
