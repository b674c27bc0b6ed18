#pragma once

/*
 * Where a visit with a terminal begins, when the visitor named a place:
 * `ssh -t HOST skills`, `ssh skills@HOST`.
 */

#include <stdbool.h>

struct app;
struct resume;

/* Whether WORDS are a place on the screens of RESUME: one of its sections, by
 * key, everyday name or title; contact; the Overview; or "search" with what
 * to search for. */
bool start_is_place(const struct resume *resume, const char *words);

/* Begin at the place that WORDS are; elsewhere nothing happens. */
void start_at(struct app *app, const char *words);

/* Whether COMMAND is one for a shell, such as the wrappers that terminals
 * send ahead of a login (`export ...; exec sh -c ...`): whoever sent it with a
 * terminal wants to see the screens. */
bool start_is_script(const char *command);
