#pragma once

/*
 * How a match is told to people, on the screen and by the command `search`:
 * where it is, what says so, and the words around it.
 */

#include <stdbool.h>
#include <stddef.h>

struct app;
struct match;

/* Where MATCH is: "Experience › Helvetia Tramways", without the part that
 * search_place_label() names. Returns BUFFER. */
char *search_place_format(char *buffer, size_t size, const struct app *app,
                          const struct match *match, const char *separator);

/* Whether match INDEX is in the same place as the one before it. */
bool search_place_same(const struct app *app, size_t index);

/* What MATCH is there: a tag, a part of a job by its name, a label; or "". */
const char *search_place_label(const struct app *app,
                               const struct match *match);

/* The words of MATCH in one line, from where its first place is within
 * COLUMNS; "…" stands for what was before. Returns BUFFER. */
char *search_place_excerpt(char *buffer, size_t size, const struct match *match,
                           int columns);

/* What the résumé names: the tags of its skills; or else those of its
 * entries; or else their names. Returns how many, MOST at most. */
size_t search_place_names(const struct app *app, const char **names,
                          size_t most);
