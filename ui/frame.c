#include "frame.h"

#define COMPACT_BELOW    60
#define RAIL_FROM        90
#define CENTRED_FROM     116
#define CENTRED_WIDTH    110
#define TEXT_WIDTH_MAX   66
#define RAIL_WIDTH_MIN   24
#define RAIL_WIDTH_MAX   36
#define RAIL_GAP         4
#define SPACIOUS_FROM    28
#define FOOTER_RULE_FROM 10
#define SEARCH_ROWS_FROM 16 /* enough for a trail and a prompt of their own */
#define SEARCH_GAP       5  /* between text and scroll bar, with the bar */

static void
set_rail(struct frame *frame)
{
    int width = frame->width - TEXT_WIDTH_MAX - RAIL_GAP;

    if (width < RAIL_WIDTH_MIN)
        width = RAIL_WIDTH_MIN;
    if (width > RAIL_WIDTH_MAX)
        width = RAIL_WIDTH_MAX;
    frame->rail_width = width;
    frame->text_width = frame->width - width - RAIL_GAP;
    if (frame->text_width > TEXT_WIDTH_MAX)
        frame->text_width = TEXT_WIDTH_MAX;
    frame->text_column = frame->left + frame->width - frame->text_width;
}

void
frame_set_columns(struct frame *frame, int columns, int rows)
{
    *frame = (struct frame){.columns = columns, .rows = rows};
    frame->too_small = columns < FRAME_COLUMNS_MIN || rows < FRAME_ROWS_MIN;
    frame->compact = columns < COMPACT_BELOW;
    frame->spacious = rows >= SPACIOUS_FROM;
    frame->rail = columns >= RAIL_FROM;
    if (columns >= CENTRED_FROM) {
        frame->left = (columns - CENTRED_WIDTH) / 2;
        frame->width = CENTRED_WIDTH;
    } else {
        frame->left = frame->compact ? 1 : 3;
        frame->width = columns - 2 * frame->left;
    }
    frame->gutter = frame->compact ? 1 : 2;
    frame->text_column = frame->left;
    frame->text_width = frame->width;
    if (frame->rail)
        set_rail(frame);
}

/* While something is searched for the text is one column with a bar. */
static void
set_search_rows(struct frame *frame, int *row, int *bottom)
{
    int gap = frame->compact ? 2 : SEARCH_GAP;

    frame->search = true;
    frame->rail = false;
    frame->bar_column = frame->left + frame->width - 1;
    frame->text_column = frame->left;
    frame->text_width = frame->width - gap;
    frame->prompt_row = frame->footer_row;
    frame->trail_row = -1;
    if (frame->rows < SEARCH_ROWS_FROM)
        return;
    frame->trail_row = frame->spacious ? *row - 1 : (*row)++;
    frame->prompt_row--;
    frame->footer_rule_row--;
    --*bottom;
}

void
frame_set_rows(struct frame *frame, enum frame_header header, int header_rows,
               bool search)
{
    int row = frame->spacious ? 1 : 0;
    int bottom = frame->rows - (frame->spacious ? 1 : 0);

    frame->header = header;
    frame->header_row = row;
    frame->header_rows = header_rows;
    row += header_rows;
    if (frame->spacious)
        row++;
    frame->tabs_row = row++;
    frame->tabs_rule_row = frame->rows < FOOTER_RULE_FROM ? -1 : row++;
    if (frame->spacious)
        row++;
    frame->footer_row = bottom - 1;
    frame->footer_rule_row =
        frame->rows < FOOTER_RULE_FROM ? -1 : frame->footer_row - 1;
    bottom =
        frame->footer_rule_row < 0 ? frame->footer_row : frame->footer_rule_row;
    if (frame->spacious && !search)
        bottom--;
    if (search)
        set_search_rows(frame, &row, &bottom);
    frame->body = (struct area){row, frame->left, bottom - row,
                                search ? frame->text_width : frame->width};
    frame->text =
        (struct area){row, frame->text_column, bottom - row, frame->text_width};
}
