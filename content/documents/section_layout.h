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

/* The heading of ENTRY, and what comes second; "" for none. */
const char *section_layout_heading(const struct section_layout *layout,
                                   const struct entry *entry);
const char *section_layout_second(const struct section_layout *layout,
                                  const struct entry *entry);

/* Is a title, and who gave it when, all that ENTRY says? */
bool section_layout_is_point(const struct entry *entry);
