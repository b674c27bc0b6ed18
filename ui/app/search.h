#pragma once

/*
 * Search as you type over the whole résumé. A match is a place in one of
 * the résumé's strings; whatever is drawn from that string shows it, because
 * spans borrow their text. Case matters once the query has a capital;
 * accents, hyphens and slashes never do. Several words are first taken as a
 * phrase, and where that is not found as words of one item.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

struct app;

#define SEARCH_QUERY_MAX 64 /* bytes */

struct match {
    const char *at;
    size_t length; /* bytes */
    size_t view;
    int item;
};

struct search {
    bool typing; /* the prompt is open */
    char query[SEARCH_QUERY_MAX];
    struct match *matches;
    size_t count, capacity;
    size_t current;
    /* where the visitor was before, and is again once it is cleared */
    size_t view_before;
    int focus_before, scroll_before;
};

void search_fini(struct search *search);

/* Whether anything is searched for. */
bool search_is_on(const struct search *search);

/* Open the prompt; what was searched for stands in it. */
void search_open(struct app *app);

/* The query changes: one more character, one less, or none left. */
void search_type(struct app *app, char32_t c);
void search_erase(struct app *app);

/* Close the prompt and keep the matches. */
void search_keep(struct app *app);

/* End it; with GO_BACK the visitor is again where they came from. */
void search_clear(struct app *app, bool go_back);

/* Go to the match STEP (1 or -1) from the current one, or to the first one
 * of the next section that has any. */
void search_step(struct app *app, int step);
void search_step_section(struct app *app, int step);

/* How many matches there are in a view, in one item of it. */
size_t search_count_view(const struct search *search, size_t view);
size_t search_count_item(const struct search *search, size_t view, int item);

/* The first match that lies in the LENGTH bytes at TEXT or reaches into
 * them, at or after FROM; NULL none. */
const struct match *search_find(const struct search *search, const char *text,
                                size_t length, const char *from);
