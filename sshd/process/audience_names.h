#pragma once

/*
 * The audiences that a snapshot has named since the server started, each with
 * a number that it keeps: a worker reports the login name to the
 * supervisor as this one byte (session_kind.h).
 */

#include "base/published_index.h"

#define AUDIENCE_NAMES_MAX  255 /* one more is everybody */
#define AUDIENCE_NAMES_NONE 0

/* All zero: none. */
struct audience_names {
    char names[AUDIENCE_NAMES_MAX][PUBLISHED_NAME_MAX + 1];
    unsigned count;
};

/* Number the audiences of INDEX that have no number yet. */
void audience_names_add(struct audience_names *names,
                        const struct published_index *index);

/* The number of NAME, from 1; AUDIENCE_NAMES_NONE if it has none. */
unsigned audience_names_find(const struct audience_names *names,
                             const char *name);
