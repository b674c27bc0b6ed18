#pragma once

/*
 * The state of a search: its query, and its matches, which search_run.c finds.
 * A match is a text that contains the query: a sentence, a tag, a name or a
 * date. actions_search.c moves to the matches.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "search/matcher.h"

#define SEARCH_QUERY_MAX    128 /* bytes */
#define SEARCH_PATTERNS_MAX 8

enum match_kind { MATCH_SENTENCE, MATCH_TAG, MATCH_OTHER };

struct match {
    const char *text; /* the whole text, borrowed */
    const char *at; /* the first occurrence in it, of LENGTH bytes; may be NULL
                       for search_add(), which then finds it */
    size_t length;
    const char *label; /* a name such as "Dates" or "LinkedIn", or "" */
    size_t view;       /* an index of the scope's views */
    int item;
    enum match_kind kind;
    bool whole; /* no pattern is in the text: all of it is the match */
};

struct search {
    bool typing; /* the search line is open */
    bool stale;  /* the query has changed since it was run */
    char query[SEARCH_QUERY_MAX];
    enum matcher_mode mode; /* how the matches were found */
    struct matcher patterns[SEARCH_PATTERNS_MAX];
    size_t pattern_count;
    struct match *matches; /* in the order of the screen */
    size_t count, capacity;
    size_t current;
    struct search_text
        *texts; /* texts of matches that the résumé does not hold */
    /* The position before the search, for actions_search.c. */
    size_t view_before;
    int focus_before, row_before;
};

void search_fini(struct search *search);

/* Whether the query is not empty. */
bool search_is_on(const struct search *search);

/* Change the query without running it: add C (dropped if the query is full or C
 * is not text); erase the last character; erase all. */
void search_type(struct search *search, char32_t c);
void search_erase(struct search *search);
void search_clear(struct search *search);

/* Set QUERY with COUNT patterns of whole words and no matches; then add matches
 * that were found elsewhere one by one. */
void search_begin(struct search *search, const char *query,
                  const struct matcher *patterns, size_t count);
void search_add(struct search *search, const struct match *match);

/* Drop the matches and the patterns. */
void search_forget(struct search *search);

/* Returns the first occurrence of any pattern in TEXT, of *LENGTH bytes, or
 * NULL; *FOUND gets a bit for each pattern that was found. */
const char *search_first(const struct search *search, const char *text,
                         size_t *length, unsigned *found);

/* Returns a copy of TEXT that lives as long as the matches, or NULL without
 * memory. */
const char *search_keep(struct search *search, const char *text);

/* Make the match STEP (1 or -1) from the current one current; or the first
 * match of the next section that has any. */
void search_step(struct search *search, int step);
void search_step_section(struct search *search, int step);

/* Returns the current match, or NULL. */
const struct match *search_current(const struct search *search);

/* Return the number of matches in a view, in one item of it, of one kind. */
size_t search_count_view(const struct search *search, size_t view);
size_t search_count_item(const struct search *search, size_t view, int item);
size_t search_count_kind(const struct search *search, enum match_kind kind);

/* An occurrence of the query in a text that is on the screen. */
struct occurrence {
    const char *at;
    size_t length; /* bytes */
    bool current;  /* it belongs to the current match */
};

/* Find the first occurrence that ends after FROM and overlaps the LENGTH bytes
 * at TEXT. Returns false if there is none. */
bool search_find(const struct search *search, const char *text, size_t length,
                 const char *from, struct occurrence *found);
