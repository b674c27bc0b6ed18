#include "app/view.h"

#include <stdlib.h>

#include "app/page.h"
#include "sshd/base/clamp.h"

int
view_init(struct view *view, const struct page *page,
          const struct section *section)
{
    *view = (struct view){.page = page, .section = section};
    view->item_count = page->items(section, NULL);
    if (view->item_count == 0)
        return 0;
    view->items = calloc((size_t)view->item_count, sizeof(*view->items));
    if (view->items == NULL)
        return -1;
    page->items(section, view->items);
    return 0;
}

void
view_fini(struct view *view)
{
    free(view->items);
    flow_fini(&view->flow);
    *view = (struct view){0};
}

static int
view_last_scroll(const struct view *view)
{
    return clamp_least((int)view->flow.row_count - view->height, 0);
}

static void
view_clamp_scroll(struct view *view)
{
    view->scroll = clamp_between(view->scroll, 0, view_last_scroll(view));
}

void
view_layout(struct view *view, const struct app *app, int height)
{
    int before = flow_item_row(&view->flow, view->focus);
    int after;

    view->height = height;
    view->page->layout(view, app);
    view->total_rows = (int)view->flow.row_count;
    after = flow_item_row(&view->flow, view->focus);
    if (before >= 0 && after >= 0)
        view->scroll += after - before;
    view_clamp_scroll(view);
}

void
view_show_text(struct view *view, const char *at)
{
    const struct flow *flow = &view->flow;

    for (size_t i = 0; i < flow->row_count; i++) {
        const struct row *row = &flow->rows[i];

        for (size_t j = 0; j < row->span_count; j++) {
            const struct span *span = &flow->spans[row->first_span + j];

            if (at >= span->text && at < span->text + span->length) {
                if ((int)i < view->scroll ||
                    (int)i >= view->scroll + view->height)
                    view->scroll = (int)i - view->height / 3;
                view_clamp_scroll(view);
                return;
            }
        }
    }
}

bool
view_item_is_open(const struct view *view, int item)
{
    return view->items[item].open;
}

void
view_show_focus(struct view *view)
{
    int first = flow_item_row(&view->flow, view->focus);
    int rows = flow_item_rows(&view->flow, view->focus);

    if (first < 0)
        return;
    if (view->focus == 0 && first < view->height) {
        rows += first; /* with the rows before the first item */
        first = 0;
    }
    view->scroll = clamp_least(view->scroll, first + rows - view->height);
    view->scroll = clamp_most(view->scroll, first);
    view_clamp_scroll(view);
}

void
view_show_top(struct view *view, int item)
{
    int row = flow_item_row(&view->flow, item);

    if (row >= 0)
        view->scroll = row;
    view_clamp_scroll(view);
}

/* Returns the item that the row at INDEX of the flow belongs to. */
static int
view_item_at(const struct view *view, int index)
{
    while (index > 0 && flow_row_item(&view->flow, index) == FLOW_NO_ITEM)
        index--;
    return flow_row_item(&view->flow, index);
}

static void
view_pull_focus(struct view *view)
{
    int first = flow_item_row(&view->flow, view->focus);
    int end = first + flow_item_rows(&view->flow, view->focus);
    int bottom = view->scroll + view->height;

    if (first >= 0 && end > view->scroll && first < bottom)
        return;
    if (view->flow.row_count == 0 || view->focus == FLOW_NO_ITEM)
        return;
    if (first < view->scroll) {
        view->focus = view_item_at(view, view->scroll);
    } else {
        bottom = clamp_most(bottom, (int)view->flow.row_count);
        view->focus = view_item_at(view, bottom - 1);
    }
    if (view->focus == FLOW_NO_ITEM)
        view->focus = 0;
}

bool
view_scroll(struct view *view, int rows)
{
    int before = view->scroll;

    view->scroll += rows;
    view_clamp_scroll(view);
    view_pull_focus(view);
    return view->scroll != before;
}

int
view_next_item(const struct view *view, int item, int step)
{
    item += step;
    return item >= 0 && item < view->item_count ? item : FLOW_NO_ITEM;
}

int
view_root(const struct view *view, int item)
{
    while (view->items[item].parent != FLOW_NO_ITEM)
        item = view->items[item].parent;
    return item;
}
