#pragma once

/*
 * Descriptions of a match for the screen and for the command `search`: its
 * place, the text that matches, and the words around it.
 */

#include <stdbool.h>
#include <stddef.h>

struct app;
struct match;

/* Write the place of MATCH, such as "Experience › Helvetia Tramways", without
 * the part that search_place_label() names. Returns BUFFER. */
char *search_place_format(char *buffer, size_t size, const struct app *app,
                          const struct match *match, const char *separator);

/* Whether match INDEX has the same place as the match before it. */
bool search_place_same(const struct app *app, size_t index);

/* Returns the tag, the name of the part, or the label of MATCH; or "". */
const char *search_place_label(const struct app *app,
                               const struct match *match);

/* Write the text of MATCH in one line, from a position that puts its first
 * occurrence within COLUMNS; "…" replaces what was before. Returns BUFFER. */
char *search_place_excerpt(char *buffer, size_t size, const struct match *match,
                           int columns);

/* List names that the résumé contains: the tags of its skills, or else those of
 * its entries, or else the entries' names. Returns their number, at most
 * MOST. */
size_t search_place_names(const struct app *app, const char **names,
                          size_t most);
