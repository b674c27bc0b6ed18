#pragma once

/* How documents tell the entries of a section. */

#include <stdbool.h>

#include "language.h"
#include "resume.h"

struct layout {
    bool by_org;      /* the organization is the heading, not the title */
    bool one_line;    /* "Languages: C, Rust" says it all */
    enum word second; /* the label of the one that is not the heading */
    enum word note;
    bool one_day; /* it happened on one, rather than from one to another */
};

const struct layout *layout_of(enum section_kind kind);

/* Of children, which are projects, prizes, or groups of points. */
extern const struct layout layout_of_children;

/* The heading of ENTRY, and what comes second; "" for none. */
const char *layout_heading(const struct layout *layout,
                           const struct entry *entry);
const char *layout_second(const struct layout *layout,
                          const struct entry *entry);

/* Is a title, and who gave it when, all that ENTRY says? */
bool layout_is_point(const struct entry *entry);
