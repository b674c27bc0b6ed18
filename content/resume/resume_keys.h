#pragma once

/*
 * The map from JSON keys to fields of an entry: the names of v1.0.0 and 0.0.0,
 * our extensions and other spellings in use. Each spelling is one row.
 */

#include <jansson.h>
#include <stddef.h>

#include "language/language.h"
#include "resume/resume.h"
#include "text/arena.h"

struct reader;

/* An entry while its keys are read. */
struct draft {
    struct reader *reader;
    struct entry entry; /* its lists and its period are set last */
    const char *start, *end;
    bool ends; /* the file has an end key, even if "" */
    struct list keywords, badges, highlights; /* of const char * */
    struct list children;                     /* of struct entry */
    struct list roles;     /* of struct entry: roles at one employer */
    struct list addresses; /* of const char *: URLs after the first */
};

struct key {
    const char *name;
    void (*read)(struct draft *draft, const struct key *key, json_t *value);
    size_t field;        /* its offset in struct draft */
    const char *between; /* separator between the values of several keys; if
                            NULL, only the first non-empty value is used */
};

/* The keys and defaults of items of one kind. */
struct shape {
    const struct key *keys; /* keys of this kind, before the common ones */
    enum word word;         /* "Experience" */
    bool open_ended;        /* a start without an end means "to present" */
    bool grouping;          /* plain strings become keywords of one entry */
    size_t plain, named; /* offsets in struct entry: for a plain text in place
                            of an item; for the text of {"a title": "text"} */
};

/* The keys that items of every kind may have. A row without a name ends each
 * table of keys. */
extern const struct key common_keys[];

/* The shapes of a section's items and of their children. */
extern const struct shape section_shapes[SECTION_KINDS];
extern const struct shape subproject_shape, group_shape, role_shape;
