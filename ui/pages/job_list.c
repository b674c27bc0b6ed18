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

enum job_list_form { JOB_LIST_WIDE, JOB_LIST_ROLES, JOB_LIST_NAMES };

struct job_list {
    const struct app *app;
    struct overview_row rows[OVERVIEW_ROWS_MAX];
    int count;
    int employer_width, name_width, role_width, right_width;
    enum job_list_form form;
};

static bool
job_list_joined(const struct job_list *list, int a, int b)
{
    return a >= 0 && b < list->count &&
           overview_same_employer(list->rows[a].entry, list->rows[b].entry);
}

static bool
job_list_in_group(const struct job_list *list, int i)
{
    return job_list_joined(list, i - 1, i) || job_list_joined(list, i, i + 1);
}

static const char *
job_list_right(struct flow *flow, const struct app *app,
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
job_list_widen(int *width, int columns)
{
    if (columns > *width)
        *width = columns;
}

static void
job_list_measure(struct job_list *list, struct flow *flow)
{
    int narrow = 0;

    for (int i = 0; i < list->count; i++) {
        const struct entry *entry = list->rows[i].entry;
        enum section_kind kind = list->rows[i].kind;
        const char *name = heading_name(kind, entry);

        if (job_list_in_group(list, i)) {
            job_list_widen(
                &list->employer_width,
                (int)text_width_n(name, overview_employer_length(entry)));
            name = overview_name_in_group(entry);
            job_list_widen(&list->name_width, (int)text_width(name));
            job_list_widen(&narrow, TREE_WIDTH + (int)text_width(name));
        } else {
            job_list_widen(&list->employer_width, (int)text_width(name));
            job_list_widen(&narrow, (int)text_width(name));
        }
        job_list_widen(&list->role_width,
                       (int)text_width(heading_detail(kind, entry)));
        job_list_widen(&list->right_width,
                       (int)text_width(job_list_right(flow, list->app, entry)));
    }
    list->form = JOB_LIST_WIDE;
    if (list->employer_width + 1 + TREE_WIDTH + list->name_width + GAP +
            list->role_width + GAP + list->right_width <=
        flow->width)
        return;
    list->name_width = narrow;
    list->form =
        narrow + GAP + list->role_width + GAP + list->right_width <= flow->width
            ? JOB_LIST_ROLES
            : JOB_LIST_NAMES;
}

/* Returns the branch ┬ ├ └ beside a job of an employer; in a narrow window the
 * employer's name is above the first job. */
static const char *
job_list_branch(const struct job_list *list, int i)
{
    bool above = job_list_joined(list, i - 1, i);
    bool below = job_list_joined(list, i, i + 1);

    if (!above && !below)
        return "─";
    if (!below)
        return "└";
    return above || list->form != JOB_LIST_WIDE ? "├" : "┬";
}

static void
job_list_flow_wide(const struct job_list *list, struct flow *flow, int i)
{
    const struct overview_row *listed = &list->rows[i];
    const struct entry *entry = listed->entry;
    bool group = job_list_in_group(list, i);
    int column = list->employer_width + 1;

    flow_head_row(flow, i);
    if (!group)
        flow_put(flow, 0, column, ROLE_HEADING,
                 heading_name(listed->kind, entry));
    else if (!job_list_joined(list, i - 1, i))
        flow_put(flow, 0, column, ROLE_HEADING,
                 flow_format(flow, "%.*s", (int)overview_employer_length(entry),
                             entry->org));
    if (list->name_width > 0)
        flow_put(flow, column, flow->width, ROLE_RULE,
                 job_list_branch(list, i));
    column += TREE_WIDTH;
    if (group)
        flow_put(flow, column, flow->width, ROLE_TEXT,
                 overview_name_in_group(entry));
    column += list->name_width + GAP;
    flow_put(flow, column, flow->width, ROLE_MUTED,
             heading_detail(listed->kind, entry));
    flow_right(flow, ROLE_MUTED, job_list_right(flow, list->app, entry));
}

static void
job_list_flow_narrow(const struct job_list *list, struct flow *flow, int i)
{
    const struct overview_row *listed = &list->rows[i];
    const struct entry *entry = listed->entry;
    const char *right = job_list_right(flow, list->app, entry);
    bool group = job_list_in_group(list, i);
    int column = group ? TREE_WIDTH : 0;
    int end = flow->width;

    if (group && !job_list_joined(list, i - 1, i)) {
        flow_row(flow, FLOW_NO_ITEM);
        flow_wrap(flow, 0, ROLE_HEADING,
                  flow_format(flow, "%.*s",
                              (int)overview_employer_length(entry),
                              entry->org));
    }
    flow_head_row(flow, i);
    if (group)
        flow_put(flow, 0, end, ROLE_RULE, job_list_branch(list, i));
    flow_right(flow, ROLE_MUTED, right);
    if (*right != '\0')
        end -= (int)text_width(right) + GAP;
    if (list->form == JOB_LIST_ROLES)
        flow_put(flow, list->name_width + GAP, end, ROLE_MUTED,
                 heading_detail(listed->kind, entry));
    flow_wrap_within(flow, column, end, group ? ROLE_TEXT : ROLE_HEADING,
                     group ? overview_name_in_group(entry)
                           : heading_name(listed->kind, entry));
}

void
job_list_flow(struct flow *flow, const struct app *app)
{
    struct job_list list = {.app = app};

    list.count = overview_rows(app, list.rows);
    job_list_measure(&list, flow);
    for (int i = 0; i < list.count; i++)
        if (list.form == JOB_LIST_WIDE)
            job_list_flow_wide(&list, flow, i);
        else
            job_list_flow_narrow(&list, flow, i);
}
