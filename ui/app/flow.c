#include "app/flow.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sshd/base/clamp.h"
#include "text/text.h"
#include "text/text_wrap.h"

struct flow_chunk {
    struct flow_chunk *next;
    char text[];
};

void
flow_start(struct flow *flow, int width)
{
    while (flow->chunks != NULL) {
        struct flow_chunk *next = flow->chunks->next;

        free(flow->chunks);
        flow->chunks = next;
    }
    flow->width = width;
    flow->row_count = 0;
    flow->span_count = 0;
}

void
flow_fini(struct flow *flow)
{
    flow_start(flow, 0);
    free(flow->rows);
    free(flow->spans);
    *flow = (struct flow){0};
}

/* Returns ITEMS with room for one more of COUNT elements of SIZE bytes. Returns
 * NULL without memory: the layout then lacks the rest. */
static void *
flow_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    size_t wanted = *capacity == 0 ? 64 : *capacity * 2;
    void *grown;

    if (count < *capacity)
        return items;
    grown = reallocarray(items, wanted, size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}

static void
flow_add_row(struct flow *flow, int item, bool head)
{
    struct row *rows = flow_grow(flow->rows, flow->row_count,
                                 &flow->row_capacity, sizeof(*rows));

    if (rows == NULL)
        return;
    flow->rows = rows;
    rows[flow->row_count++] = (struct row){flow->span_count, 0, item, head};
}

void
flow_row(struct flow *flow, int item)
{
    flow_add_row(flow, item, false);
}

void
flow_head_row(struct flow *flow, int item)
{
    flow_add_row(flow, item, true);
}

static struct row *
flow_last_row(const struct flow *flow)
{
    return flow->row_count == 0 ? NULL : &flow->rows[flow->row_count - 1];
}

/* Add another row of the last row's item, if there is a row. */
static void
flow_continue_row(struct flow *flow)
{
    const struct row *last = flow_last_row(flow);

    if (last != NULL)
        flow_row(flow, last->item);
}

void
flow_gap(struct flow *flow)
{
    const struct row *last = flow_last_row(flow);

    if (last != NULL && last->span_count > 0)
        flow_continue_row(flow);
}

static void
flow_add_span(struct flow *flow, struct span span)
{
    struct row *row = flow_last_row(flow);
    struct span *spans;

    if (row == NULL)
        return;
    spans = flow_grow(flow->spans, flow->span_count, &flow->span_capacity,
                      sizeof(*spans));
    if (spans == NULL)
        return;
    flow->spans = spans;
    spans[flow->span_count++] = span;
    row->span_count++;
}

/* Add LENGTH bytes of TEXT to the current row. Returns the column after it. */
static int
flow_add_words(struct flow *flow, int column, enum role role, const char *text,
               size_t length, int item)
{
    int width = (int)text_width_n(text, length);

    flow_add_span(flow, (struct span){text, length, column, width, item, role});
    return column + width;
}

static int
flow_head_item(const struct flow *flow)
{
    const struct row *row = flow_last_row(flow);

    return row == NULL || !row->head ? FLOW_NO_ITEM : row->item;
}

int
flow_put(struct flow *flow, int column, int end, enum role role,
         const char *text)
{
    size_t length = strlen(text);
    int item = flow_head_item(flow);

    end = clamp_most(end, flow->width);
    if (column >= end || length == 0)
        return column;
    if (text_width(text) <= (size_t)(end - column))
        return flow_add_words(flow, column, role, text, length, item);
    length = text_fit(text, (size_t)(end - column - 1));
    column = flow_add_words(flow, column, role, text, length, item);
    return flow_add_words(flow, column, role, "…", strlen("…"), item);
}

void
flow_put_line(struct flow *flow, int column, enum role role, const char *text,
              size_t length)
{
    flow_add_words(flow, column, role, text, length, FLOW_NO_ITEM);
}

int
flow_right(struct flow *flow, enum role role, const char *text)
{
    int column = flow->width - (int)text_width(text);

    if (*text != '\0')
        flow_add_words(flow, clamp_least(column, 0), role, text, strlen(text),
                       flow_head_item(flow));
    return column;
}

int
flow_end(const struct flow *flow)
{
    const struct row *row = flow_last_row(flow);
    int end = 0;

    for (size_t i = 0; row != NULL && i < row->span_count; i++) {
        const struct span *span = &flow->spans[row->first_span + i];

        end = clamp_least(end, span->column + span->width);
    }
    return end;
}

int
flow_wrap(struct flow *flow, int column, enum role role, const char *text)
{
    return flow_wrap_within(flow, column, flow->width, role, text);
}

int
flow_wrap_within(struct flow *flow, int column, int limit, enum role role,
                 const char *text)
{
    int columns = limit - column, end = column;
    int item = role == ROLE_HEADING ? flow_head_item(flow) : FLOW_NO_ITEM;
    const char *line;
    size_t length;
    bool first = true;

    while ((line = text_wrap(&text, (size_t)clamp_least(columns, 1),
                             &length)) != NULL) {
        if (!first)
            flow_continue_row(flow);
        first = false;
        end = flow_add_words(flow, column, role, line, length, item);
    }
    return end;
}

int
flow_chip(struct flow *flow, int column, int at, const char *text, int item)
{
    const char *open = flow->brackets ? "[" : " ";
    const char *close = flow->brackets ? "]" : " ";
    int room = flow->width - column - 2;
    const char *line;
    size_t length;
    bool first = true;

    if (at > column && at + (int)text_width(text) + 2 > flow->width) {
        flow_continue_row(flow);
        at = column;
    }
    while ((line = text_wrap(&text, (size_t)clamp_least(room, 1), &length)) !=
           NULL) {
        if (!first) {
            flow_continue_row(flow);
            at = column;
        }
        first = false;
        at = flow_add_words(flow, at, ROLE_CHIP, open, 1, item);
        at = flow_add_words(flow, at, ROLE_CHIP, line, length, item);
        at = flow_add_words(flow, at, ROLE_CHIP, close, 1, item);
    }
    return at;
}

void
flow_chips(struct flow *flow, int column, const struct strings *strings,
           int first_item)
{
    int at = column;

    for (size_t i = 0; i < strings->count; i++)
        at = flow_chip(flow, column, at, strings->items[i],
                       first_item == FLOW_NO_ITEM ? FLOW_NO_ITEM
                                                  : first_item + (int)i) +
             1;
}

void
flow_words(struct flow *flow, int column, enum role role,
           const struct strings *strings)
{
    int at = column;

    for (size_t i = 0; i < strings->count; i++) {
        const char *text = strings->items[i];
        int width = (int)text_width(text);

        if (at > column && at + 3 + width <= flow->width) {
            at = flow_put(flow, at, flow->width, role, " · ");
        } else if (at > column) {
            flow_continue_row(flow);
            at = column;
        }
        at = flow_put(flow, at, flow->width, role, text);
    }
}

const char *
flow_format(struct flow *flow, const char *format, ...)
{
    struct flow_chunk *chunk;
    va_list arguments;
    char *text;
    int length;

    va_start(arguments, format);
    length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return "";
    chunk = malloc(sizeof(*chunk) + (size_t)length + 1);
    if (chunk != NULL) {
        memcpy(chunk->text, text, (size_t)length + 1);
        chunk->next = flow->chunks;
        flow->chunks = chunk;
    }
    free(text);
    return chunk == NULL ? "" : chunk->text;
}

/* Returns the first span of ITEM in ROW, or NULL. */
static const struct span *
flow_item_span(const struct flow *flow, const struct row *row, int item)
{
    for (size_t i = 0; i < row->span_count; i++)
        if (flow->spans[row->first_span + i].item == item)
            return &flow->spans[row->first_span + i];
    return NULL;
}

int
flow_item_row(const struct flow *flow, int item)
{
    for (size_t i = 0; i < flow->row_count; i++)
        if (flow->rows[i].item == item ||
            flow_item_span(flow, &flow->rows[i], item) != NULL)
            return (int)i;
    return -1;
}

int
flow_item_rows(const struct flow *flow, int item)
{
    int first = flow_item_row(flow, item);
    size_t last;

    if (first < 0)
        return 0;
    last = (size_t)first;
    while (last + 1 < flow->row_count && flow->rows[last + 1].item == item)
        last++;
    return (int)last - first + 1;
}

int
flow_row_item(const struct flow *flow, int index)
{
    const struct row *row = &flow->rows[index];

    if (row->item != FLOW_NO_ITEM)
        return row->item;
    for (size_t i = 0; i < row->span_count; i++)
        if (flow->spans[row->first_span + i].item != FLOW_NO_ITEM)
            return flow->spans[row->first_span + i].item;
    return FLOW_NO_ITEM;
}

int
flow_item_column(const struct flow *flow, int item)
{
    int row = flow_item_row(flow, item);
    const struct span *span =
        row < 0 ? NULL : flow_item_span(flow, &flow->rows[row], item);

    return span == NULL ? 0 : span->column;
}

int
flow_nearest_item(const struct flow *flow, int index, int column)
{
    const struct row *row = &flow->rows[index];
    const struct span *nearest = NULL;

    for (size_t i = 0; i < row->span_count; i++) {
        const struct span *span = &flow->spans[row->first_span + i];

        if (span->item == FLOW_NO_ITEM)
            continue;
        if (nearest == NULL ||
            abs(span->column - column) < abs(nearest->column - column))
            nearest = span;
    }
    return nearest == NULL ? FLOW_NO_ITEM : nearest->item;
}
