#pragma once

/*
 * Evidence for a skill: the sentences that name it as a whole word, and the
 * entries whose tags or names do. It is computed from the résumé; the author
 * does not have to write it down.
 */

#include <stdbool.h>
#include <stddef.h>

#include "search/matcher.h"

struct search_scope;

#define EVIDENCE_MAX          64
#define EVIDENCE_PATTERNS_MAX 4

struct evidence {
    size_t view;
    int root;         /* the item of the job, project or degree */
    int item;         /* the item of the part that names the skill, or ROOT */
    const char *text; /* the sentence, tag or name */
    bool sentence;
};

/* Fill EVIDENCE with the passages that name TAG, in the résumé's order. An
 * entry without such a sentence contributes its tag or name. Returns their
 * number, at most EVIDENCE_MAX. */
size_t evidence_find(const struct search_scope *scope, const char *tag,
                     struct evidence evidence[EVIDENCE_MAX]);

/* Fill PATTERNS for TAG: the first pattern matches the whole tag. The others
 * are the parts of a tag such as "HTML/CSS", which an entry also names if it
 * names each part. Returns the number of patterns. */
size_t evidence_compile(const char *tag,
                        struct matcher patterns[EVIDENCE_PATTERNS_MAX]);

/* Whether TEXT names TAG as whole words. */
bool evidence_text_names(const char *text, const char *tag);

/* Returns how many of the COUNT pieces of EVIDENCE are sentences. */
size_t evidence_sentences(const struct evidence *evidence, size_t count);

/* Whether ONE belongs to a job, a project or volunteering; a degree is not
 * practice. */
bool evidence_is_practice(const struct search_scope *scope,
                          const struct evidence *one);

/* Returns the months of that practice, each month counted once; 0 if no dates
 * are known. */
int evidence_months(const struct search_scope *scope,
                    const struct evidence *evidence, size_t count);
