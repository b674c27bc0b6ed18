#include "app/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "app/view.h"
#include "resume/resume.h"
#include "search/search_scope.h"
#include "sshd/base/clamp.h"
#include "text/text.h"

/* Shorter names ("C", "Go", "R") must match in case. */
#define LOOSE_CASE_FROM 3

size_t
evidence_compile(const char *tag,
                 struct matcher patterns[EVIDENCE_PATTERNS_MAX])
{
    bool exact = text_width(tag) < LOOSE_CASE_FROM || *tag == '.';
    size_t count = 1;

    matcher_compile(&patterns[0], tag, strlen(tag),
                    exact ? MATCHER_EXACT_CASE : MATCHER_ANY_CASE);
    if (strchr(tag, '/') == NULL)
        return count;
    while (count < EVIDENCE_PATTERNS_MAX) {
        size_t length = strcspn(tag, "/");

        if (length < LOOSE_CASE_FROM)
            return 1; /* the parts of "A/B" are too short to match */
        matcher_compile(&patterns[count++], tag, length, MATCHER_ANY_CASE);
        tag += length;
        if (*tag == '\0')
            return count;
        tag++;
    }
    return 1;
}

static bool
evidence_names(const struct matcher *pattern, const char *text)
{
    size_t length;

    return matcher_find(pattern, MATCHER_WORD, text, text, &length) != NULL;
}

bool
evidence_text_names(const char *text, const char *tag)
{
    struct matcher patterns[EVIDENCE_PATTERNS_MAX];

    evidence_compile(tag, patterns);
    return evidence_names(&patterns[0], text);
}

/* Returns the first of STRINGS that matches PATTERN, or NULL. */
static const char *
evidence_in_strings(const struct matcher *pattern,
                    const struct strings *strings)
{
    for (size_t i = 0; i < strings->count; i++)
        if (evidence_names(pattern, strings->items[i]))
            return strings->items[i];
    return NULL;
}

/* Returns the tag or the name of ENTRY that matches PATTERN, or NULL. */
static const char *
evidence_in_names(const struct matcher *pattern, const struct entry *entry)
{
    const char *found = evidence_in_strings(pattern, &entry->keywords);

    if (found == NULL)
        found = evidence_in_strings(pattern, &entry->badges);
    if (found == NULL && evidence_names(pattern, entry->title))
        found = entry->title;
    if (found == NULL && evidence_names(pattern, entry->org))
        found = entry->org;
    return found;
}

static bool
evidence_in_entry(const struct matcher *pattern, const struct entry *entry)
{
    return evidence_in_names(pattern, entry) != NULL ||
           evidence_names(pattern, entry->summary) ||
           evidence_in_strings(pattern, &entry->highlights) != NULL;
}

/* The evidence found so far. */
struct evidence_list {
    struct evidence *items;
    size_t count;
};

static void
evidence_add(struct evidence_list *list, struct evidence one)
{
    const struct evidence *last =
        list->count == 0 ? NULL : &list->items[list->count - 1];

    /* A sentence, or the tag of a part, replaces a tag of the whole entry. */
    if (last != NULL && last->view == one.view && last->root == one.root &&
        !last->sentence && last->item == last->root)
        list->count--;
    if (list->count < EVIDENCE_MAX)
        list->items[list->count++] = one;
}

static void
evidence_add_item(struct evidence_list *list, const struct matcher *patterns,
                  size_t count, struct evidence one, const struct entry *entry)
{
    size_t before = list->count;
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        one.sentence = true;
        one.text = entry->summary;
        if (evidence_names(&patterns[i], entry->summary)) {
            evidence_add(list, one);
            any = true;
        }
        for (size_t j = 0; j < entry->highlights.count; j++) {
            one.text = entry->highlights.items[j];
            if (!evidence_names(&patterns[i], one.text))
                continue;
            any = true;
            if (i == 0 || list->count == before ||
                list->items[list->count - 1].text != one.text)
                evidence_add(list, one);
        }
    }
    if (any)
        return;
    one.sentence = false;
    one.text = evidence_in_names(&patterns[0], entry);
    if (one.text != NULL)
        evidence_add(list, one);
}

/* Choose the PATTERNS to use in ENTRY: the whole tag, or else all of its
 * parts. */
static size_t
evidence_choose(const struct matcher *patterns, size_t count,
                const struct entry *entry, const struct matcher **chosen)
{
    *chosen = patterns;
    if (evidence_in_entry(&patterns[0], entry))
        return 1;
    for (size_t i = 1; i < count; i++)
        if (!evidence_in_entry(&patterns[i], entry))
            return 0;
    *chosen = patterns + 1;
    return count - 1;
}

size_t
evidence_find(const struct search_scope *scope, const char *tag,
              struct evidence evidence[EVIDENCE_MAX])
{
    struct matcher patterns[EVIDENCE_PATTERNS_MAX];
    size_t count = evidence_compile(tag, patterns);
    struct evidence_list list = {evidence, 0};

    for (size_t i = 0; i < scope->view_count; i++) {
        const struct view *view = &scope->views[i];

        for (int j = 0; j < view->item_count; j++) {
            const struct entry *entry = view->items[j].entry;
            const struct matcher *chosen;
            size_t wanted =
                view->items[j].tag != NULL
                    ? 0
                    : evidence_choose(patterns, count, entry, &chosen);

            if (wanted > 0)
                evidence_add_item(&list, chosen, wanted,
                                  (struct evidence){.view = i,
                                                    .root = view_root(view, j),
                                                    .item = j},
                                  entry);
        }
    }
    return list.count;
}

size_t
evidence_sentences(const struct evidence *evidence, size_t count)
{
    size_t sentences = 0;

    for (size_t i = 0; i < count; i++)
        sentences += evidence[i].sentence;
    return sentences;
}

/* Returns the months since the year 0; an unknown month is January. As in a
 * period's duration, known first and last months both count. */
static int
evidence_month(struct date date)
{
    return date.year * 12 + clamp_least(date.month - 1, 0);
}

struct evidence_span {
    int from, to; /* months since the year 0, TO excluded */
};

static int
evidence_compare(const void *a, const void *b)
{
    const struct evidence_span *x = a, *y = b;

    return x->from - y->from;
}

bool
evidence_is_practice(const struct search_scope *scope,
                     const struct evidence *one)
{
    enum section_kind kind = scope->views[one->view].section->kind;

    return kind == SECTION_WORK || kind == SECTION_PROJECTS ||
           kind == SECTION_VOLUNTEER;
}

int
evidence_months(const struct search_scope *scope,
                const struct evidence *evidence, size_t count)
{
    struct evidence_span spans[EVIDENCE_MAX];
    size_t known = 0;
    int months = 0, end = 0;

    for (size_t i = 0; i < count; i++) {
        const struct view *view = &scope->views[evidence[i].view];
        const struct period *period =
            &view->items[evidence[i].root].entry->period;
        struct date to = period->ongoing ? scope->today : period->to;
        bool exact = period->from.month != 0 && to.month != 0;

        if (evidence_is_practice(scope, &evidence[i]) &&
            period->from.year != 0 && to.year != 0)
            spans[known++] = (struct evidence_span){
                evidence_month(period->from), evidence_month(to) + exact};
    }
    qsort(spans, known, sizeof(spans[0]), evidence_compare);
    for (size_t i = 0; i < known; i++) {
        int from = clamp_least(spans[i].from, end);

        if (spans[i].to > from) {
            months += spans[i].to - from;
            end = spans[i].to;
        }
    }
    return months;
}
