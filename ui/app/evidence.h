#pragma once

/*
 * Where a skill was used: the sentences that name it as a whole word, and the
 * entries whose tags or names do. Computed from the résumé, so nobody has to
 * write it down.
 */

#include <stdbool.h>
#include <stddef.h>

#include "search/matcher.h"

struct search_scope;

#define EVIDENCE_MAX          64
#define EVIDENCE_PATTERNS_MAX 4

struct evidence {
    size_t view;
    int root;         /* the job, project or degree */
    int item;         /* the part of it that says so, or the root */
    const char *text; /* what says so: a sentence, a tag or a name */
    bool sentence;
};

/* Fill EVIDENCE with what names TAG, in the résumé's order; of an entry that
 * has no sentence, the tag or the name. Returns how much there is,
 * EVIDENCE_MAX at most. */
size_t evidence_find(const struct search_scope *scope, const char *tag,
                     struct evidence evidence[EVIDENCE_MAX]);

/* What finds TAG in a text: the first pattern finds all of it; "HTML/CSS" is
 * named by an entry, too, that has each of the others. Returns how many. */
size_t evidence_compile(const char *tag,
                        struct matcher patterns[EVIDENCE_PATTERNS_MAX]);

/* Whether TEXT names TAG, as whole words. */
bool evidence_text_names(const char *text, const char *tag);

/* How many of them are sentences. */
size_t evidence_sentences(const struct evidence *evidence, size_t count);

/* Whether ONE was done in a job, a project or as a volunteer: a degree is no
 * practice. */
bool evidence_is_practice(const struct search_scope *scope,
                          const struct evidence *one);

/* How many months that practice adds up to, each month once; 0 where no
 * dates are known. */
int evidence_months(const struct search_scope *scope,
                    const struct evidence *evidence, size_t count);
