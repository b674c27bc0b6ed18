#pragma once

/*
 * The output of `resume-publish --check`: which editions can be published, and
 * their warnings.
 */

#include <stdbool.h>

struct editions;

/* Print the warnings about each of EDITIONS, which were read from PATH, to
 * standard output; to standard error why one cannot be published. Returns
 * whether all of them can. */
bool check_print(struct editions *editions, const char *path);

/* The same as JSON, to standard output alone: an object for the only edition,
 * or else a list of objects. resume-publish(1) describes their keys. */
bool check_print_json(struct editions *editions);
