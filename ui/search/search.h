#pragma once

/*
 * Search over everything that the screens show of a résumé. A match is a
 * text that says what is searched for: a sentence, a tag, a name, a date.
 * Words are found at their beginnings; where the words of the query do not
 * stand side by side, items that have all of them; inside of words only
 * where there is nothing else. A search changes nothing but itself: where
 * its results lead is for actions_search.c to decide.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "search/matcher.h"
#include "language/date.h"

struct language;
struct resume;
struct view;

#define SEARCH_QUERY_MAX    128 /* bytes */
#define SEARCH_PATTERNS_MAX 8

/* What is searched. All of it is borrowed. */
struct search_scope {
    const struct resume *resume;
    const struct language *language;
    const struct view *views;
    size_t view_count;
    struct date today;
};

enum match_kind { MATCH_SENTENCE, MATCH_TAG, MATCH_OTHER };

struct match {
    const char *text; /* the whole of it, borrowed */
    const char *at;   /* the first place in it, of LENGTH bytes; for
                         search_add() it may be NULL: it is looked up */
    size_t length;
    const char *label; /* what it is: "Dates", "LinkedIn"; or "" */
    size_t view;       /* or VIEW_OVERVIEW */
    int item;
    enum match_kind kind;
};

struct search {
    bool typing; /* the search line is open */
    bool stale;  /* the query has changed since search_update() */
    char query[SEARCH_QUERY_MAX];
    enum matcher_mode mode; /* how the matches were found */
    struct matcher patterns[SEARCH_PATTERNS_MAX];
    size_t pattern_count;
    struct match *matches; /* in the order of the screens */
    size_t count, capacity;
    size_t current;
    struct search_text *texts; /* those of matches that no résumé holds */
    /* Where the visitor was before: kept here for actions_search.c. */
    size_t view_before;
    int focus_before, row_before;
};

void search_fini(struct search *search);

/* Whether anything is searched for. */
bool search_is_on(const struct search *search);

/* Change the query: add C, which is dropped where the query is full or C is
 * no text; erase the last character; erase all. Nothing is searched yet. */
void search_type(struct search *search, char32_t c);
void search_erase(struct search *search);
void search_clear(struct search *search);

/* Search for the query, if it has changed since the last time. */
void search_update(struct search *search, const struct search_scope *scope);

/* Search for QUERY as whole words, or their plural or singular. */
void search_words(struct search *search, const struct search_scope *scope,
                  const char *query);

/* Have QUERY, for COUNT patterns of whole words, and no matches: those that
 * were found elsewhere are then added one by one. */
void search_begin(struct search *search, const char *query,
                  const struct matcher *patterns, size_t count);
void search_add(struct search *search, const struct match *match);

/* Choose the match STEP (1 or -1) from the current one, or the first one of
 * the next section that has any. */
void search_step(struct search *search, int step);
void search_step_section(struct search *search, int step);

/* The match that is chosen, or NULL. */
const struct match *search_current(const struct search *search);

/* How many matches there are in a view, in one item of it, of one kind. */
size_t search_count_view(const struct search *search, size_t view);
size_t search_count_item(const struct search *search, size_t view, int item);
size_t search_count_kind(const struct search *search, enum match_kind kind);

/* The first place in the LENGTH bytes at TEXT, or reaching into them, that
 * is searched for and ends after FROM. Returns its address and its bytes in
 * *FOUND, in *CURRENT whether it is of the current match; NULL none. */
const char *search_find(const struct search *search, const char *text,
                        size_t length, const char *from, size_t *found,
                        bool *current);
