#pragma once

/*
 * What is odd in a résumé, for its owner to read: where (JSON path, such as
 * work[2].endDate), what is wrong, and how it is shown instead. Collecting
 * never fails: past PROBLEMS_MAX only the count goes on.
 */

#include <stddef.h>
#include <stdio.h>

#define PROBLEMS_MAX 200

struct warning {
    char path[96];
    char what[160];
};

struct warnings {
    struct warning items[PROBLEMS_MAX];
    size_t count; /* may exceed PROBLEMS_MAX: the rest was not kept */
};

void warnings_add(struct warnings *warnings, const char *path, const char *what,
                  ...) __attribute__((format(printf, 3, 4)));

/* One line each, "FILE: path: what". */
void warnings_print(const struct warnings *warnings, const char *file,
                    FILE *out);
