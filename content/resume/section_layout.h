#pragma once

/* How the entries of a section are arranged: which field is the heading, on
 * screens and in documents, and in documents the other lines. */

#include <stdbool.h>

#include "language/language.h"
#include "resume/resume.h"

struct section_layout {
    bool by_org;      /* the organization is the heading, not the title */
    bool one_line;    /* an entry is one line: "Languages: C, Rust" */
    enum word second; /* label of the field that is not the heading */
    enum word note;
    bool one_day; /* has a single date instead of a period */
};

const struct section_layout *section_layout_of(enum section_kind kind);

/* The layout of children: projects, awards, or groups of points. */
extern const struct section_layout layout_of_children;

/* The layout of roles below the name of their employer. */
extern const struct section_layout layout_of_roles;

/* One employer and its consecutive roles. */
struct section_roles {
    struct entry employer; /* fields that all roles share, and the employer's
                              own fields */
    const struct entry *items;
    size_t count; /* 0: the employer is an ordinary entry */
    size_t taken; /* number of entries of the section used */
};

/* Group the entry of SECTION at FIRST with the following roles at the same
 * employer. Borrows the section's strings. */
struct section_roles section_layout_roles(const struct section *section,
                                          size_t first);

/* The role at INDEX without the fields shared with its employer. */
struct entry section_layout_role(const struct section_roles *roles,
                                 size_t index);

/* The heading of ENTRY, and its second line; "" for none. */
const char *section_layout_heading(const struct section_layout *layout,
                                   const struct entry *entry);
const char *section_layout_second(const struct section_layout *layout,
                                  const struct entry *entry);

/* Whether ENTRY has only a title, an organization and a date. */
bool section_layout_is_point(const struct entry *entry);
