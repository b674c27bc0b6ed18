#pragma once

/*
 * The entries that the Overview lists: with dates as bars of a chart
 * (timeline), without as a ladder. Each row is a rung; Enter leads from it to
 * its entry.
 */

#include "app/flow.h"
#include "resume/resume.h"

struct app;

#define RUNGS_MAX 64

struct rung {
    size_t view;               /* where the entry is shown */
    int item;                  /* the entry there; -1: the whole section */
    const struct entry *entry; /* NULL for a whole section */
    enum section_kind kind;
};

/* Fill RUNGS in the order in which they are shown. Returns how many. */
int overview_rungs(const struct app *app, struct rung rungs[RUNGS_MAX]);

/* Whether the résumé has dates enough for a chart. */
bool overview_has_dates(const struct app *app);

/* Append the rungs as rows to FLOW; a row's item is the rung's number. */
void timeline_flow(struct flow *flow, const struct app *app);
void ladder_flow(struct flow *flow, const struct app *app);

/* The part of an employer's name before " — ", in bytes; and what a job is
 * called below that name. */
size_t overview_employer_length(const struct entry *entry);
bool overview_same_employer(const struct entry *a, const struct entry *b);
const char *overview_name_in_group(const struct entry *entry);
