/*
 * Skills: groups of tags, each tag a chip that can be chosen.
 */

#include "page.h"

#include "app.h"

static int
list_items(const struct section *section, struct item *items)
{
    int count = 0;

    for (size_t i = 0; i < section->entries.count; i++) {
        const struct entry *group = &section->entries.items[i];

        for (size_t j = 0; j < group->keywords.count; j++, count++)
            if (items != NULL)
                items[count] = (struct item){
                    .entry = group,
                    .tag = group->keywords.items[j],
                    .parent = FLOW_NO_ITEM,
                };
    }
    return count;
}

static void
lay_out(struct view *view, const struct app *app)
{
    const struct entries *groups = &view->section->entries;
    struct flow *flow = &view->flow;
    int item = 0;

    flow_start(flow, app->frame.body.columns);
    flow->brackets = app->theme->brackets;
    for (size_t i = 0; i < groups->count; i++) {
        const struct entry *group = &groups->items[i];
        int column;

        flow_gap(flow);
        flow_row(flow, FLOW_NO_ITEM, false);
        column = flow_put(flow, 0, flow->width, ROLE_HEADING, group->title);
        if (*group->note != '\0')
            flow_put(flow, column + 2, flow->width, ROLE_MUTED, group->note);
        if (group->keywords.count > 0) {
            flow_row(flow, FLOW_NO_ITEM, false);
            flow_chips(flow, 0, &group->keywords, item);
            item += (int)group->keywords.count;
        }
        if (*group->summary != '\0') {
            flow_row(flow, FLOW_NO_ITEM, false);
            flow_wrap(flow, 0, ROLE_TEXT, group->summary);
        }
    }
}

static void
draw(const struct view *view, const struct app *app, struct canvas *canvas)
{
    view_draw_flow(view, app, canvas, &app->frame.body);
}

static bool
act(struct view *view, const struct app *app, enum action action)
{
    (void)view;
    (void)app;
    (void)action;
    return false;
}

const struct page page_skills = {
    .items = list_items,
    .layout = lay_out,
    .draw = draw,
    .act = act,
};
