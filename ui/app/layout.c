#include "app/layout.h"

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
set_rail(struct layout *layout)
{
    int width = layout->width - TEXT_WIDTH_MAX - RAIL_GAP;

    if (width < RAIL_WIDTH_MIN)
        width = RAIL_WIDTH_MIN;
    if (width > RAIL_WIDTH_MAX)
        width = RAIL_WIDTH_MAX;
    layout->sidebar_width = width;
    layout->text_width = layout->width - width - RAIL_GAP;
    if (layout->text_width > TEXT_WIDTH_MAX)
        layout->text_width = TEXT_WIDTH_MAX;
    layout->text_column = layout->left + layout->width - layout->text_width;
}

void
layout_set_columns(struct layout *layout, int columns, int rows)
{
    *layout = (struct layout){.columns = columns, .rows = rows};
    layout->too_small = columns < LAYOUT_COLUMNS_MIN || rows < LAYOUT_ROWS_MIN;
    layout->compact = columns < COMPACT_BELOW;
    layout->spacious = rows >= SPACIOUS_FROM;
    layout->sidebar = columns >= RAIL_FROM;
    if (columns >= CENTRED_FROM) {
        layout->left = (columns - CENTRED_WIDTH) / 2;
        layout->width = CENTRED_WIDTH;
    } else {
        layout->left = layout->compact ? 1 : 3;
        layout->width = columns - 2 * layout->left;
    }
    layout->gutter = layout->compact ? 1 : 2;
    layout->text_column = layout->left;
    layout->text_width = layout->width;
    if (layout->sidebar)
        set_rail(layout);
}

/* While something is searched for the text is one column with a bar. */
static void
set_search_rows(struct layout *layout, int *row, int *bottom)
{
    int gap = layout->compact ? 2 : SEARCH_GAP;

    layout->search = true;
    layout->sidebar = false;
    layout->bar_column = layout->left + layout->width - 1;
    layout->text_column = layout->left;
    layout->text_width = layout->width - gap;
    layout->prompt_row = layout->footer_row;
    layout->breadcrumb_row = -1;
    if (layout->rows < SEARCH_ROWS_FROM)
        return;
    layout->breadcrumb_row = layout->spacious ? *row - 1 : (*row)++;
    layout->prompt_row--;
    layout->footer_rule_row--;
    --*bottom;
}

void
layout_set_rows(struct layout *layout, enum layout_header header,
                int header_rows, bool search)
{
    int row = layout->spacious ? 1 : 0;
    int bottom = layout->rows - (layout->spacious ? 1 : 0);

    layout->header = header;
    layout->header_row = row;
    layout->header_rows = header_rows;
    row += header_rows;
    if (layout->spacious)
        row++;
    layout->tabs_row = row++;
    layout->tabs_rule_row = layout->rows < FOOTER_RULE_FROM ? -1 : row++;
    if (layout->spacious)
        row++;
    layout->footer_row = bottom - 1;
    layout->footer_rule_row =
        layout->rows < FOOTER_RULE_FROM ? -1 : layout->footer_row - 1;
    bottom = layout->footer_rule_row < 0 ? layout->footer_row
                                         : layout->footer_rule_row;
    if (layout->spacious && !search)
        bottom--;
    if (search)
        set_search_rows(layout, &row, &bottom);
    layout->body = (struct area){row, layout->left, bottom - row,
                                 search ? layout->text_width : layout->width};
    layout->text = (struct area){row, layout->text_column, bottom - row,
                                 layout->text_width};
}
