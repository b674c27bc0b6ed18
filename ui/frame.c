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
    frame->text_column = frame->left;
    frame->text_width = frame->width;
    if (frame->rail)
        set_rail(frame);
}

void
frame_set_rows(struct frame *frame, enum frame_header header, int header_rows)
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
    if (frame->spacious)
        bottom--;
    frame->body = (struct area){row, frame->left, bottom - row, frame->width};
    frame->text =
        (struct area){row, frame->text_column, bottom - row, frame->text_width};
}
