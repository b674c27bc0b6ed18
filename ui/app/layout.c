#include "app/layout.h"

#include "sshd/base/clamp.h"

#define COMPACT_BELOW     60
#define SIDEBAR_FROM      90
#define CENTRED_FROM      116
#define CENTRED_WIDTH     110
#define TEXT_WIDTH_MAX    66
#define SIDEBAR_WIDTH_MIN 24
#define SIDEBAR_WIDTH_MAX 36
#define SIDEBAR_GAP       4
#define SPACIOUS_FROM     28
#define FOOTER_RULE_FROM  10
#define TICKER_FROM       24
#define TICKER_ROWS       1

static void
layout_set_sidebar(struct layout *layout)
{
    int width = layout->width - TEXT_WIDTH_MAX - SIDEBAR_GAP;

    width = clamp_between(width, SIDEBAR_WIDTH_MIN, SIDEBAR_WIDTH_MAX);
    layout->sidebar_width = width;
    layout->text_width =
        clamp_most(layout->width - width - SIDEBAR_GAP, TEXT_WIDTH_MAX);
    layout->text_column = layout->left + layout->width - layout->text_width;
}

void
layout_set_columns(struct layout *layout, int columns, int rows)
{
    *layout = (struct layout){.columns = columns, .rows = rows};
    layout->too_small = columns < LAYOUT_COLUMNS_MIN || rows < LAYOUT_ROWS_MIN;
    layout->compact = columns < COMPACT_BELOW;
    layout->spacious = rows >= SPACIOUS_FROM;
    layout->sidebar = columns >= SIDEBAR_FROM;
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
        layout_set_sidebar(layout);
}

/* The Overview's header has blank rows around it if there is room; on other
 * pages it is as low as possible, to leave more rows for the text. */
void
layout_set_rows(struct layout *layout, enum layout_header header,
                int header_rows)
{
    bool airy = layout->spacious && header == HEADER_LARGE;
    bool rule = layout->rows >= FOOTER_RULE_FROM;
    int row = airy ? 1 : 0;
    int bottom;

    layout->header = header;
    layout->header_row = row;
    layout->header_rows = header_rows;
    row += header_rows + (airy ? 1 : 0);
    layout->tabs_row = row++;
    layout->tabs_rule_row =
        rule && !(layout->overview && layout->compact) ? row++ : -1;
    if (layout->spacious)
        row++;
    layout->footer_row = layout->rows - 1;
    layout->footer_rule_row = rule ? layout->footer_row - 1 : -1;
    layout->ticker_row = -1;
    bottom = rule ? layout->footer_rule_row : layout->footer_row;
    layout->body =
        (struct area){row, layout->left, bottom - row, layout->width};
    layout->text = (struct area){row, layout->text_column, bottom - row,
                                 layout->text_width};
}

void
layout_add_ticker(struct layout *layout)
{
    if (!layout->overview || layout->compact || layout->rows < TICKER_FROM)
        return;
    layout->body.rows -= TICKER_ROWS;
    layout->text.rows -= TICKER_ROWS;
    layout->ticker_row = layout->footer_rule_row - 1;
}
