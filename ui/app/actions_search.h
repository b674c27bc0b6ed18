#pragma once

/*
 * The actions of a search, for the table in actions.c: they move to matches and
 * return to the position before the search.
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

/* Go to the match INDEX of the list, on a click. */
void actions_search_choose(struct app *app, int index);

/* End the search and return to the position before it. */
void actions_search_back(struct app *app);

/* Go to the evidence INDEX for TAG, the focused tag. The other pieces of
 * evidence become the matches before and after it. */
void actions_search_evidence(struct app *app, const char *tag, size_t index);
