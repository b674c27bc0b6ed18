#pragma once

/*
 * Warnings for the author of a résumé: a JSON path, such as work[2].endDate,
 * and a message. Adding a warning never fails: beyond WARNINGS_MAX only the
 * count increases.
 */

#include <stddef.h>
#include <stdio.h>

#define WARNINGS_MAX 200

enum warning_kind {
    WARNING_VALUE,       /* an invalid value, and how it is shown */
    WARNING_PUBLIC,      /* a contact detail that is public */
    WARNING_PRIVATE,     /* a contact detail that is removed */
    WARNING_MISSING,     /* a detail that a visitor will look for */
    WARNING_NOTE,        /* a choice the program made, and why */
    WARNING_LEFT_OUT,    /* a document that is not published */
    WARNING_UNTRANSLATED /* a text that is shown in another language */
};

struct warning {
    enum warning_kind kind;
    char path[96];
    char what[240];
};

struct warnings {
    struct warning items[WARNINGS_MAX];
    size_t count;         /* may exceed WARNINGS_MAX; the rest is not kept */
    size_t warning_count; /* number of WARNING_VALUE and WARNING_LEFT_OUT */
};

/* Add a warning of kind WARNING_VALUE, or of KIND. */
void warnings_add(struct warnings *warnings, const char *path, const char *what,
                  ...) __attribute__((format(printf, 3, 4)));
void warnings_note(struct warnings *warnings, enum warning_kind kind,
                   const char *path, const char *what, ...)
    __attribute__((format(printf, 4, 5)));

/* Drop from WARNINGS those that OTHERS also has. */
void warnings_subtract(struct warnings *warnings,
                       const struct warnings *others);

/* Print one line for each warning: "FILE: path: what". */
void warnings_print(const struct warnings *warnings, const char *file,
                    FILE *out);

/* "warning" for a COUNT of 1, otherwise "warnings". */
const char *warnings_noun(size_t count);

/* KIND's name in JSON: "left-out". */
const char *warning_kind_name(enum warning_kind kind);
