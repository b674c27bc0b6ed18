#pragma once

/* What the actions of a search do, for the table in actions.c. */

struct app;

void actions_search_open(struct app *app, int argument);
void actions_search_next(struct app *app, int argument);
void actions_search_previous(struct app *app, int argument);
void actions_search_keep(struct app *app, int argument);
void actions_search_erase(struct app *app, int argument);
void actions_search_erase_all(struct app *app, int argument);
