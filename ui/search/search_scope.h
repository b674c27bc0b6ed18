#pragma once

/* What is searched, and what evidence is looked for in. */

#include <stddef.h>

#include "language/date.h"

struct language;
struct people;
struct resume;
struct view;

/* All members are borrowed. */
struct search_scope {
    const struct resume *resume;
    const struct people *people; /* NULL unless the list of people is shown */
    const struct language *language;
    const struct view *views;
    size_t view_count;
    struct date today;
};
