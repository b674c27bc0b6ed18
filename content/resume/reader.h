#pragma once

/*
 * Lenient reading of JSON: whatever a value is, something sane comes out
 * of it, and what was odd about it is told by its path. Every string is
 * cleaned and lives in the reader's arena.
 */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "text/arena.h"
#include "markup/inline_spans.h"
#include "resume/resume.h"

enum reading {
    READ_RAW,        /* one line as it is, such as an address */
    READ_RAW_LINES,  /* several */
    READ_LINE,       /* one line, without its markup */
    READ_PARAGRAPHS, /* several */
};

struct reader {
    struct arena *arena;
    struct inline_spans *parsed; /* the texts that have had markup */
    struct warnings *warnings;   /* NULL: nobody wants to know */
    const char *language;        /* which of {"en": ..., "de": ...} to take */
    char path[96];               /* of the value being read: work[2].name */
    size_t path_length;
    size_t told; /* how often something was odd */
};

/* Step into a member or an item: returns what reader_leave() needs. */
size_t reader_enter(struct reader *reader, const char *key);
size_t reader_enter_item(struct reader *reader, size_t index);
void reader_leave(struct reader *reader, size_t mark);

/* Tell what is odd about the value at the reader's path. */
void reader_tell(struct reader *reader, const char *what, ...)
    __attribute__((format(printf, 2, 3)));

/* Tell of the members of OBJECT that IS_KNOWN does not know and that are not
 * private by their name ("_", "$", "x-"). */
void reader_tell_unknown(struct reader *reader, json_t *object,
                         bool (*is_known)(const char *name,
                                          const void *context),
                         const void *context);

/* LENGTH bytes of TEXT, cleaned. */
const char *reader_clean(struct reader *reader, const char *text, size_t length,
                         enum reading reading);

/* VALUE (may be NULL) as text. */
const char *reader_text(struct reader *reader, json_t *value,
                        enum reading reading);

/* The same of OBJECT's member KEY. */
const char *reader_member(struct reader *reader, json_t *object,
                          const char *key, enum reading reading);

/* The texts of a list, joined by commas. */
const char *reader_joined(struct reader *reader, json_t *value);

/* An address that can be shown: no data: and no javascript:. */
const char *reader_url(struct reader *reader, json_t *value);

/* Text, or {city, region, countryCode, ...}, on one line. */
const char *reader_place(struct reader *reader, json_t *value);

/* Add the texts of a list to WORDS (of const char *); one string is split
 * at its commas. */
void reader_words(struct reader *reader, json_t *value, struct list *words);

/* FIRST and THEN with BETWEEN between them; only one where the other is
 * empty or the same. */
const char *reader_join(struct reader *reader, const char *first,
                        const char *between, const char *then);

/* Add one text to a list of const char *, unless it is empty. */
void reader_add(struct reader *reader, struct list *list, const char *text);

/* The member of OBJECT in the reader's language, or the likeliest to be
 * text; NULL where it has none. */
json_t *reader_choose(struct reader *reader, json_t *object, const char **key);
