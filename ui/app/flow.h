#pragma once

/*
 * A page's text laid out for one width: rows of spans, as long as it needs.
 * A screen shows a window of it. Spans borrow their text from the résumé
 * (so that a search can tell by address what to highlight) or from the flow
 * itself, until the next flow_start().
 */

#include <stddef.h>

#include "terminal/canvas.h"
#include "resume/resume.h"

#define FLOW_NO_ITEM (-1)

struct span {
    const char *text;
    size_t length; /* bytes */
    int column;
    int width;
    int item; /* what it belongs to, for focus and clicks */
    enum role role;
};

struct row {
    size_t first_span, span_count;
    int item;  /* whose row this is, or FLOW_NO_ITEM */
    bool head; /* the row that names the item */
};

struct flow {
    int width;
    struct row *rows;
    size_t row_count, row_capacity;
    struct span *spans;
    size_t span_count, span_capacity;
    struct flow_chunk *chunks;
    bool brackets; /* chips are [so] */
};

/* Forget everything; what follows is WIDTH columns wide. */
void flow_start(struct flow *flow, int width);
void flow_fini(struct flow *flow);

/* Begin a new row of ITEM; what follows is drawn on it. */
void flow_row(struct flow *flow, int item, bool head);

/* A row with nothing on it; none where the last one is blank already. */
void flow_gap(struct flow *flow);

/* TEXT in the current row from COLUMN; cut with "…" before column END.
 * Returns the column after it. */
int flow_put(struct flow *flow, int column, int end, enum role role,
             const char *text);

/* TEXT in the current row, right-aligned. Returns its first column. */
int flow_right(struct flow *flow, enum role role, const char *text);

/* The column after what stands furthest right in the current row, 0 if it is
 * blank. */
int flow_end(const struct flow *flow);

/* TEXT wrapped from COLUMN on over as many rows as it takes: it begins in
 * the current row, each further row is a new one of the same item. Returns
 * the column after its last line. */
int flow_wrap(struct flow *flow, int column, enum role role, const char *text);

/* The same, wrapped before column LIMIT. */
int flow_wrap_within(struct flow *flow, int column, int limit, enum role role,
                     const char *text);

/* TEXT as a chip at AT, which is COLUMN or follows another chip: in a new row
 * from COLUMN on where it does not fit, over several where it is wider than
 * one. Returns the column after it. */
int flow_chip(struct flow *flow, int column, int at, const char *text,
              int item);

/* STRINGS as chips from COLUMN on, over as many rows as they take. With
 * FIRST_ITEM each is an item of its own, numbered from there. */
void flow_chips(struct flow *flow, int column, const struct strings *strings,
                int first_item);

/* The same as words with " · " between them. */
void flow_words(struct flow *flow, int column, enum role role,
                const struct strings *strings);

/* A formatted text that lives as long as this layout; "" without memory. */
const char *flow_format(struct flow *flow, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The first row that names ITEM, -1 where it is not in this layout; and the
 * number of rows up to the next item's name. */
int flow_item_row(const struct flow *flow, int item);
int flow_item_rows(const struct flow *flow, int item);

/* The item that the row at INDEX belongs to, or whose chip comes first in
 * it; FLOW_NO_ITEM none. */
int flow_row_item(const struct flow *flow, int index);

/* Items that share a row: where ITEM begins in its own, and which one in the
 * row at INDEX begins nearest to COLUMN. */
int flow_item_column(const struct flow *flow, int item);
int flow_nearest_item(const struct flow *flow, int index, int column);
