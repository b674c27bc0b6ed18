#pragma once

/*
 * Lenient reading of JSON: convert a value of any type to usable text, and warn
 * about an unexpected one, with its path. Every string is cleaned
 * (text_clean()) and owned by the reader's arena.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "markup/inline_spans.h"
#include "resume/resume.h"
#include "text/arena.h"

enum reading {
    READ_RAW,        /* one line with its markup, such as a URL */
    READ_RAW_LINES,  /* several lines */
    READ_LINE,       /* one line without markup */
    READ_PARAGRAPHS, /* several lines */
};

struct reader {
    struct arena *arena;
    struct inline_spans *parsed; /* texts whose markup was removed */
    struct warnings *warnings;   /* may be NULL */
    const char *language; /* the key to select from {"en": ..., "de": ...} */
    char path[96];        /* of the value being read: work[2].name */
    size_t path_length;
    size_t warning_count; /* number of warnings so far */
};

/* Append a member or an item to the path. Returns the value to pass to
 * reader_leave(). */
size_t reader_enter(struct reader *reader, const char *key);
size_t reader_enter_item(struct reader *reader, size_t index);
void reader_leave(struct reader *reader, size_t mark);

/* Warn about the value at the reader's path. */
void reader_warn(struct reader *reader, const char *what, ...)
    __attribute__((format(printf, 2, 3)));

/* Warn about each member of OBJECT that IS_KNOWN rejects, except names that
 * mark private data ("_", "$", "x-"). */
void reader_warn_unknown(struct reader *reader, json_t *object,
                         bool (*is_known)(const char *name,
                                          const void *context),
                         const void *context);

/* Whether NAME is in NAMES, strings with NULL after the last: for
 * reader_warn_unknown(). */
bool reader_is_listed(const char *name, const void *names);

/* Clean LENGTH bytes of TEXT. */
const char *reader_clean(struct reader *reader, const char *text, size_t length,
                         enum reading reading);

/* Copy TEXT, with "- " for a bullet and the blank behind it at the start of a
 * line. Returns NULL if there is none. */
const char *reader_mark_points(struct reader *reader, const char *text);

/* Skip a character at the start of TEXT that is only drawn as a bullet. */
const char *reader_skip_bullet(const char *text);

/* Convert VALUE (may be NULL) to text. */
const char *reader_text(struct reader *reader, json_t *value,
                        enum reading reading);

/* Convert OBJECT's member KEY to text. */
const char *reader_member(struct reader *reader, json_t *object,
                          const char *key, enum reading reading);

/* Join the texts of a list with commas. */
const char *reader_joined(struct reader *reader, json_t *value);

/* A URL that can be shown; "" for data: and javascript: URLs. */
const char *reader_url(struct reader *reader, json_t *value);

/* Format a place on one line, from text or {city, region, countryCode, ...}. */
const char *reader_place(struct reader *reader, json_t *value);

/* Append the texts of a list to WORDS (of const char *); split one string at
 * its commas. */
void reader_words(struct reader *reader, json_t *value, struct list *words);

/* Join FIRST, BETWEEN and THEN; only one text if the other is empty or
 * equal. */
const char *reader_join(struct reader *reader, const char *first,
                        const char *between, const char *then);

/* Append the points of a list, at most RESUME_BEST_MAX, to POINTS (of const
 * char *). */
void reader_points(struct reader *reader, json_t *value, struct list *points);

/* Append TEXT to a list of const char *, unless it is empty. */
void reader_add(struct reader *reader, struct list *list, const char *text);

/* Select OBJECT's member in the reader's language, or else the likeliest to be
 * text; NULL if there is no such member. *KEY is its key. */
json_t *reader_choose(struct reader *reader, json_t *object, const char **key);
