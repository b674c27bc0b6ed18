/*
 * Jobs without dates as a list: employer, part, role, and how many points each
 * has. Lines connect the jobs of one employer. A narrow window has the employer
 * on a row of its own and omits the role.
 */

#include "pages/overview.h"

#include "app/app.h"
#include "screen/heading.h"
#include "text/text.h"

#define GAP        2
#define TREE_WIDTH 2

enum ladder_form { LADDER_WIDE, LADDER_ROLES, LADDER_NAMES };

struct ladder {
    const struct app *app;
    struct rung rungs[RUNGS_MAX];
    int count;
    int employer_width, name_width, role_width, right_width;
    enum ladder_form form;
};

static bool
ladder_joined(const struct ladder *ladder, int a, int b)
{
    return a >= 0 && b < ladder->count &&
           overview_same_employer(ladder->rungs[a].entry,
                                  ladder->rungs[b].entry);
}

static bool
ladder_in_group(const struct ladder *ladder, int i)
{
    return ladder_joined(ladder, i - 1, i) || ladder_joined(ladder, i, i + 1);
}

static const char *
ladder_right(struct flow *flow, const struct app *app,
             const struct entry *entry)
{
    size_t points = entry->highlights.count;
    char text[64];

    for (size_t i = 0; i < entry->children.count; i++)
        points += entry->children.items[i].highlights.count;
    if (points == 0)
        return "";
    return flow_format(flow, "%s",
                       language_count(text, sizeof(text), app->language, points,
                                      WORD_POINT, WORD_POINTS));
}

static void
ladder_widen(int *width, int columns)
{
    if (columns > *width)
        *width = columns;
}

static void
ladder_measure(struct ladder *ladder, struct flow *flow)
{
    int narrow = 0;

    for (int i = 0; i < ladder->count; i++) {
        const struct entry *entry = ladder->rungs[i].entry;
        enum section_kind kind = ladder->rungs[i].kind;
        const char *name = heading_name(kind, entry);

        if (ladder_in_group(ladder, i)) {
            ladder_widen(
                &ladder->employer_width,
                (int)text_width_n(name, overview_employer_length(entry)));
            name = overview_name_in_group(entry);
            ladder_widen(&ladder->name_width, (int)text_width(name));
            ladder_widen(&narrow, TREE_WIDTH + (int)text_width(name));
        } else {
            ladder_widen(&ladder->employer_width, (int)text_width(name));
            ladder_widen(&narrow, (int)text_width(name));
        }
        ladder_widen(&ladder->role_width,
                     (int)text_width(heading_detail(kind, entry)));
        ladder_widen(&ladder->right_width,
                     (int)text_width(ladder_right(flow, ladder->app, entry)));
    }
    ladder->form = LADDER_WIDE;
    if (ladder->employer_width + 1 + TREE_WIDTH + ladder->name_width + GAP +
            ladder->role_width + GAP + ladder->right_width <=
        flow->width)
        return;
    ladder->name_width = narrow;
    ladder->form =
        narrow + GAP + ladder->role_width + GAP + ladder->right_width <=
                flow->width
            ? LADDER_ROLES
            : LADDER_NAMES;
}

/* Returns the branch ┬ ├ └ beside a job of an employer; in a narrow window the
 * employer's name is above the first job. */
static const char *
ladder_branch(const struct ladder *ladder, int i)
{
    bool above = ladder_joined(ladder, i - 1, i);
    bool below = ladder_joined(ladder, i, i + 1);

    if (!above && !below)
        return "─";
    if (!below)
        return "└";
    return above || ladder->form != LADDER_WIDE ? "├" : "┬";
}

static void
ladder_flow_wide(const struct ladder *ladder, struct flow *flow, int i)
{
    const struct rung *rung = &ladder->rungs[i];
    const struct entry *entry = rung->entry;
    bool group = ladder_in_group(ladder, i);
    int column = ladder->employer_width + 1;

    flow_row(flow, i, true);
    if (!group)
        flow_put(flow, 0, column, ROLE_HEADING,
                 heading_name(rung->kind, entry));
    else if (!ladder_joined(ladder, i - 1, i))
        flow_put(flow, 0, column, ROLE_HEADING,
                 flow_format(flow, "%.*s", (int)overview_employer_length(entry),
                             entry->org));
    if (ladder->name_width > 0)
        flow_put(flow, column, flow->width, ROLE_RULE,
                 ladder_branch(ladder, i));
    column += TREE_WIDTH;
    if (group)
        flow_put(flow, column, flow->width, ROLE_TEXT,
                 overview_name_in_group(entry));
    column += ladder->name_width + GAP;
    flow_put(flow, column, flow->width, ROLE_MUTED,
             heading_detail(rung->kind, entry));
    flow_right(flow, ROLE_MUTED, ladder_right(flow, ladder->app, entry));
}

static void
ladder_flow_narrow(const struct ladder *ladder, struct flow *flow, int i)
{
    const struct rung *rung = &ladder->rungs[i];
    const struct entry *entry = rung->entry;
    const char *right = ladder_right(flow, ladder->app, entry);
    bool group = ladder_in_group(ladder, i);
    int column = group ? TREE_WIDTH : 0;
    int end = flow->width;

    if (group && !ladder_joined(ladder, i - 1, i)) {
        flow_row(flow, FLOW_NO_ITEM, false);
        flow_wrap(flow, 0, ROLE_HEADING,
                  flow_format(flow, "%.*s",
                              (int)overview_employer_length(entry),
                              entry->org));
    }
    flow_row(flow, i, true);
    if (group)
        flow_put(flow, 0, end, ROLE_RULE, ladder_branch(ladder, i));
    flow_right(flow, ROLE_MUTED, right);
    if (*right != '\0')
        end -= (int)text_width(right) + GAP;
    if (ladder->form == LADDER_ROLES)
        flow_put(flow, ladder->name_width + GAP, end, ROLE_MUTED,
                 heading_detail(rung->kind, entry));
    flow_wrap_within(flow, column, end, group ? ROLE_TEXT : ROLE_HEADING,
                     group ? overview_name_in_group(entry)
                           : heading_name(rung->kind, entry));
}

void
ladder_flow(struct flow *flow, const struct app *app)
{
    struct ladder ladder = {.app = app};

    ladder.count = overview_rungs(app, ladder.rungs);
    ladder_measure(&ladder, flow);
    for (int i = 0; i < ladder.count; i++)
        if (ladder.form == LADDER_WIDE)
            ladder_flow_wide(&ladder, flow, i);
        else
            ladder_flow_narrow(&ladder, flow, i);
}
