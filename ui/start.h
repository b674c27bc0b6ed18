#pragma once

/*
 * The view that a session with a terminal opens at, if the visitor named one:
 * `ssh -t HOST skills`, `ssh skills@HOST`.
 */

#include <stdbool.h>

struct app;
struct resume;

/* Whether WORDS name a part of RESUME's screens: a section by its key, everyday
 * name or title; contact; the Overview; or "search" with a query. */
bool start_is_place(const struct resume *resume, const char *words);

/* Go to the part that WORDS name; do nothing if they name none. */
void start_at(struct app *app, const char *words);

/* Whether COMMAND is a shell script, such as the wrapper that some terminals
 * send before a login (`export ...; exec sh -c ...`). A client that sends one
 * with a terminal gets the screens. */
bool start_is_script(const char *command);
