#pragma once

/*
 * Where a skill was used: the entries whose tags or text name it, as a whole
 * word. Computed from the résumé, so nobody has to write it down.
 */

#include <stdbool.h>
#include <stddef.h>

#include "language/date.h"

struct app;

#define EVIDENCE_MAX 32

struct evidence {
    size_t view;
    int root; /* the job or project */
    int item; /* where Enter goes: the part that names it, or the root */
};

/* Fill USAGES with the places where TAG was used, in the résumé's order.
 * Returns how many there are, EVIDENCE_MAX at most. */
size_t evidence_find(const struct app *app, const char *tag,
                     struct evidence evidence[EVIDENCE_MAX]);

/* Whether TEXT names TAG, as a whole word. */
bool evidence_text_names(const char *text, const char *tag);

/* Whether item ITEM of view VIEW names TAG itself. */
bool evidence_names(const struct app *app, size_t view, int item,
                    const char *tag);

/* How many months those places add up to, each month once; 0 where no
 * dates are known. */
int evidence_months(const struct app *app, const struct evidence *evidence,
                    size_t count);
