#pragma once

/*
 * The keys that the footer names. Which of its tables is used depends on what
 * is on the screen: a page, a search, a box, the end of the résumé.
 */

#include <stdbool.h>

#include "app/app.h"

/* A row of keys that is too narrow for the words of all important hints uses
 * shorter ones instead. */
enum hint_form { HINT_ALWAYS, HINT_WIDE, HINT_NARROW };

struct hint {
    enum action first, second; /* their keys are side by side */
    enum word word;
    bool (*useful)(const struct app *app, const struct view *view);
    int rank; /* without room the highest goes first */
    enum hint_form form;
    bool key_only;   /* show the key without the word */
    const char *key; /* instead of the action's first key, or NULL */
};

/* Hints up to this rank are important enough for shorter words. */
#define HINT_RANK_IMPORTANT 6

#define HINTS_MAX 20 /* hints in a table */

/* Returns the table for what APP shows; it ends with ACTION_NONE. */
const struct hint *footer_hints(const struct app *app);
