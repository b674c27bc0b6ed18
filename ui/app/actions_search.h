#pragma once

/*
 * What the actions of a search do, for the table in actions.c: where its
 * results lead, and how the visitor comes back from there.
 */

#include <stddef.h>

struct app;

void actions_search_open(struct app *app, int argument);
void actions_search_next(struct app *app, int argument);
void actions_search_previous(struct app *app, int argument);
void actions_search_next_section(struct app *app, int argument);
void actions_search_previous_section(struct app *app, int argument);
void actions_search_keep(struct app *app, int argument);
void actions_search_erase(struct app *app, int argument);
void actions_search_erase_all(struct app *app, int argument);

/* A click on the match INDEX of the list. */
void actions_search_choose(struct app *app, int index);

/* End the search; the visitor is again where they were before. */
void actions_search_back(struct app *app);

/* Read the evidence INDEX for TAG, which has the focus; the others are the
 * matches before and after it. */
void actions_search_evidence(struct app *app, const char *tag, size_t index);
