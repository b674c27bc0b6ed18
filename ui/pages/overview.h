#pragma once

/*
 * The entries that the Overview lists: as bars of a chart if they have dates
 * (timeline.c), otherwise as a list (job_list.c). Enter goes from a row to its
 * entry.
 */

#include "app/flow.h"
#include "resume/resume.h"

struct app;

#define OVERVIEW_ROWS_MAX 64

struct overview_row {
    size_t view; /* the view of the entry */
    int item;    /* its item in that view; -1: the whole section */
    const struct entry *entry; /* NULL for a whole section */
    enum section_kind kind;
};

/* Fill ROWS in the order of the screen. Returns their number. */
int overview_rows(const struct app *app,
                  struct overview_row rows[OVERVIEW_ROWS_MAX]);

/* Whether the résumé has enough dates for a chart. */
bool overview_has_dates(const struct app *app);

/* Append the rows to FLOW; the item of each is its index. */
void timeline_flow(struct flow *flow, const struct app *app);
void job_list_flow(struct flow *flow, const struct app *app);

/* Return the bytes of an employer's name before " — "; whether A and B have the
 * same employer; and the name of a job within its employer. */
size_t overview_employer_length(const struct entry *entry);
bool overview_same_employer(const struct entry *a, const struct entry *b);
const char *overview_name_in_group(const struct entry *entry);
