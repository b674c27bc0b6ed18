#pragma once

/*
 * Search in everything that the screens show of a résumé. Words match at their
 * beginnings. If the words of the query are nowhere side by side, items that
 * have all of them match; if none has, they match inside of words.
 */

struct search;
struct search_scope;

/* Run the search if the query has changed. */
void search_update(struct search *search, const struct search_scope *scope);

/* Search for QUERY as whole words, or for their plural or singular. */
void search_words(struct search *search, const struct search_scope *scope,
                  const char *query);
