#pragma once

/*
 * Which JSON key lands in which field of an entry: v1.0.0's names, the
 * older 0.0.0's, our extensions and other spellings found in the wild. A
 * spelling is one row.
 */

#include <jansson.h>
#include <stddef.h>

#include "text/arena.h"
#include "language/language.h"
#include "resume/resume.h"

struct reader;

/* An entry while its keys are being read. */
struct draft {
    struct reader *reader;
    struct entry entry; /* its lists and its period come last */
    const char *start, *end;
    bool ends;                                /* an end is named, if only "" */
    struct list keywords, badges, highlights; /* of const char * */
    struct list children;                     /* of struct entry */
    struct list roles;     /* of struct entry: several at one employer */
    struct list addresses; /* of const char *: more than the one */
};

struct key {
    const char *name;
    void (*read)(struct draft *draft, const struct key *key, json_t *value);
    size_t field;        /* its offset in struct draft */
    const char *between; /* put between what several keys say; where it is
                            NULL, the first that says something counts */
};

/* What items of one kind look like. */
struct shape {
    const struct key *keys; /* its own, before the common ones */
    enum word word;         /* "Experience" */
    bool open_ended;        /* a start alone means that it goes on */
    bool grouping;          /* plain strings are keywords of one entry */
    size_t plain, named;    /* fields of struct entry: for text in the place
                               of an item; for that of {"a title": "text"} */
};

/* The keys that items of every kind may have. Tables of keys end in one
 * without a name. */
extern const struct key common_keys[];

/* The shape of a section's items, and of those that hang on them. */
extern const struct shape section_shapes[SECTION_KINDS];
extern const struct shape subproject_shape, group_shape, role_shape;
