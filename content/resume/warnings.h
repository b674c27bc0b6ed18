#pragma once

/*
 * What the owner of a résumé should know of it: where (a JSON path, such as
 * work[2].endDate) and what. Collecting never fails: past WARNINGS_MAX only
 * the count goes on.
 */

#include <stddef.h>
#include <stdio.h>

#define WARNINGS_MAX 200

enum warning_kind {
    WARNING_ODD,     /* wrong or without a meaning, and how it is shown */
    WARNING_PUBLIC,  /* given to everybody who visits */
    WARNING_PRIVATE, /* kept out of every document */
    WARNING_MISSING, /* what a visitor will look for */
    WARNING_NOTE,    /* what was decided, and why */
    WARNING_LEFT_OUT /* a document that is not published */
};

struct warning {
    enum warning_kind kind;
    char path[96];
    char what[240];
};

struct warnings {
    struct warning items[WARNINGS_MAX];
    size_t count; /* may exceed WARNINGS_MAX: the rest was not kept */
    size_t odd;   /* how many of them are WARNING_ODD or WARNING_LEFT_OUT */
};

/* Add one of kind WARNING_ODD, or of KIND. */
void warnings_add(struct warnings *warnings, const char *path, const char *what,
                  ...) __attribute__((format(printf, 3, 4)));
void warnings_note(struct warnings *warnings, enum warning_kind kind,
                   const char *path, const char *what, ...)
    __attribute__((format(printf, 4, 5)));

/* One line each, "FILE: path: what". */
void warnings_print(const struct warnings *warnings, const char *file,
                    FILE *out);

/* The word for KIND in JSON: "odd". */
const char *warning_kind_name(enum warning_kind kind);
