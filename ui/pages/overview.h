#pragma once

/*
 * The entries that the Overview lists: with dates as bars of a chart
 * (timeline), without dates as a list (ladder). Each row is a rung; Enter goes
 * from it to its entry.
 */

#include "app/flow.h"
#include "resume/resume.h"

struct app;

#define RUNGS_MAX 64

struct rung {
    size_t view; /* the view of the entry */
    int item;    /* its item in that view; -1: the whole section */
    const struct entry *entry; /* NULL for a whole section */
    enum section_kind kind;
};

/* Fill RUNGS in the order of the screen. Returns their number. */
int overview_rungs(const struct app *app, struct rung rungs[RUNGS_MAX]);

/* Whether the résumé has enough dates for a chart. */
bool overview_has_dates(const struct app *app);

/* Append the rungs as rows to FLOW; a row's item is the index of its rung. */
void timeline_flow(struct flow *flow, const struct app *app);
void ladder_flow(struct flow *flow, const struct app *app);

/* Return the bytes of an employer's name before " — "; whether A and B have the
 * same employer; and the name of a job within its employer. */
size_t overview_employer_length(const struct entry *entry);
bool overview_same_employer(const struct entry *a, const struct entry *b);
const char *overview_name_in_group(const struct entry *entry);
