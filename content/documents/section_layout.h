#pragma once

/* How documents tell the entries of a section. */

#include <stdbool.h>

#include "language/language.h"
#include "resume/resume.h"

struct section_layout {
    bool by_org;      /* the organization is the heading, not the title */
    bool one_line;    /* "Languages: C, Rust" says it all */
    enum word second; /* the label of the one that is not the heading */
    enum word note;
    bool one_day; /* it happened on one, rather than from one to another */
};

const struct section_layout *section_layout_of(enum section_kind kind);

/* Of children, which are projects, prizes, or groups of points. */
extern const struct section_layout layout_of_children;

/* Of the roles at one employer, whose name has been said. */
extern const struct section_layout layout_of_roles;

/* One employer, and its roles in a row. */
struct section_roles {
    struct entry employer; /* what all of the roles share, and what the file
                              says of the employer alone */
    const struct entry *items;
    size_t count; /* 0: the employer is an entry like any other */
    size_t taken; /* entries of the section */
};

/* The entry of SECTION at FIRST, with those after it that are roles at the
 * same employer. Borrows the section's strings. */
struct section_roles section_layout_roles(const struct section *section,
                                          size_t first);

/* The role at INDEX without what its employer says already. */
struct entry section_layout_role(const struct section_roles *roles,
                                 size_t index);

/* The heading of ENTRY, and what comes second; "" for none. */
const char *section_layout_heading(const struct section_layout *layout,
                                   const struct entry *entry);
const char *section_layout_second(const struct section_layout *layout,
                                  const struct entry *entry);

/* Is a title, and who gave it when, all that ENTRY says? */
bool section_layout_is_point(const struct entry *entry);
