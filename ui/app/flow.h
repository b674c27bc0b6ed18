#pragma once

/*
 * A page's text laid out for one width, as rows of spans. The flow has as many
 * rows as the text needs; the screen shows a window of it. Spans borrow their
 * text from the résumé (so that a search can highlight by address) or from the
 * flow itself, until the next flow_start().
 */

#include <stddef.h>

#include "resume/resume.h"
#include "terminal/canvas.h"

#define FLOW_NO_ITEM (-1)

struct span {
    const char *text;
    size_t length; /* bytes */
    int column;
    int width;
    int item; /* the item for focus and clicks */
    enum role role;
};

struct row {
    size_t first_span, span_count;
    int item;  /* the item of this row, or FLOW_NO_ITEM */
    bool head; /* this row names the item */
};

struct flow {
    int width;
    struct row *rows;
    size_t row_count, row_capacity;
    struct span *spans;
    size_t span_count, span_capacity;
    struct flow_chunk *chunks;
    bool brackets; /* draw chips in brackets */
};

/* Discard all rows and start a layout of WIDTH columns. */
void flow_start(struct flow *flow, int width);
void flow_fini(struct flow *flow);

/* Begin a new row of ITEM, or of FLOW_NO_ITEM, which the following text is
 * added to. A head row names the item, and is marked where the item is
 * selected. */
void flow_row(struct flow *flow, int item);
void flow_head_row(struct flow *flow, int item);

/* Add a blank row, unless the last row is blank. */
void flow_gap(struct flow *flow);

/* Add TEXT to the current row at COLUMN, cut with "…" before column END.
 * Returns the column after it. */
int flow_put(struct flow *flow, int column, int end, enum role role,
             const char *text);

/* Add the first LENGTH bytes of TEXT, which fit, to the current row at
 * COLUMN. */
void flow_put_line(struct flow *flow, int column, enum role role,
                   const char *text, size_t length);

/* Add TEXT to the current row, right-aligned. Returns its first column. */
int flow_right(struct flow *flow, enum role role, const char *text);

/* Returns the column after the rightmost span of the current row, or 0 if the
 * row is blank. */
int flow_end(const struct flow *flow);

/* Add TEXT from COLUMN on, wrapped over as many rows as it needs. It begins in
 * the current row; the further rows belong to the same item. Returns the column
 * after its last line. */
int flow_wrap(struct flow *flow, int column, enum role role, const char *text);

/* As flow_wrap(), but wrap before column LIMIT. */
int flow_wrap_within(struct flow *flow, int column, int limit, enum role role,
                     const char *text);

/* Add TEXT as a chip at AT, which is COLUMN or the end of another chip. A chip
 * that does not fit begins a new row at COLUMN; one wider than a row takes
 * several. Returns the column after it. */
int flow_chip(struct flow *flow, int column, int at, const char *text,
              int item);

/* Add STRINGS as chips from COLUMN on, over as many rows as they need. If
 * FIRST_ITEM is not FLOW_NO_ITEM, each chip is an item, numbered from there. */
void flow_chips(struct flow *flow, int column, const struct strings *strings,
                int first_item);

/* Add STRINGS as words with " · " between them. */
void flow_words(struct flow *flow, int column, enum role role,
                const struct strings *strings);

/* Returns a formatted text that is valid until the next flow_start(); ""
 * without memory. */
const char *flow_format(struct flow *flow, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Return the first row that names ITEM, or -1 if it is not in this layout; and
 * the number of rows up to the next item's name. */
int flow_item_row(const struct flow *flow, int item);
int flow_item_rows(const struct flow *flow, int item);

/* Returns the item of the row at INDEX, or of the first chip in it, or
 * FLOW_NO_ITEM. */
int flow_row_item(const struct flow *flow, int index);

/* For items that share a row: return the column where ITEM begins; and the item
 * in the row at INDEX that begins nearest to COLUMN. */
int flow_item_column(const struct flow *flow, int item);
int flow_nearest_item(const struct flow *flow, int index, int column);
