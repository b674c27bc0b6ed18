#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "text/codepoint.h"
#include "text/text.h"

/* A text that was formatted for a match, such as a date. */
struct search_text {
    struct search_text *next;
    char text[];
};

void
search_forget(struct search *search)
{
    while (search->texts != NULL) {
        struct search_text *next = search->texts->next;

        free(search->texts);
        search->texts = next;
    }
    search->count = search->current = search->pattern_count = 0;
}

void
search_fini(struct search *search)
{
    search_forget(search);
    free(search->matches);
    *search = (struct search){0};
}

bool
search_is_on(const struct search *search)
{
    return search->query[0] != '\0';
}

void
search_type(struct search *search, char32_t c)
{
    size_t length = strlen(search->query), added;

    if (c < 0x20 || c == 0x7f)
        return;
    added = codepoint_encode(search->query + length,
                             sizeof(search->query) - 1 - length, c);
    search->query[length + added] = '\0';
    search->stale = search->stale || added > 0;
}

void
search_erase(struct search *search)
{
    size_t length = strlen(search->query);

    while (length > 0 && (search->query[--length] & 0xc0) == 0x80)
        ;
    search->query[length] = '\0';
    search->stale = true;
}

void
search_clear(struct search *search)
{
    search->query[0] = '\0';
    search->stale = false;
    search_forget(search);
}

const char *
search_first(const struct search *search, const char *text, size_t *length,
             unsigned *found)
{
    const char *first = NULL;

    for (size_t i = 0; i < search->pattern_count; i++) {
        size_t bytes;
        const char *at = matcher_find(&search->patterns[i], search->mode, text,
                                      text, &bytes);

        if (at == NULL)
            continue;
        *found |= 1u << i;
        if (first == NULL || at < first) {
            first = at;
            *length = bytes;
        }
    }
    return first;
}

const char *
search_keep(struct search *search, const char *text)
{
    struct search_text *kept = malloc(sizeof(*kept) + strlen(text) + 1);

    if (kept == NULL)
        return NULL;
    strcpy(kept->text, text);
    kept->next = search->texts;
    search->texts = kept;
    return kept->text;
}

void
search_add(struct search *search, const struct match *match)
{
    size_t wanted = search->capacity == 0 ? 32 : search->capacity * 2;
    struct match *grown;

    if (search->count == search->capacity) {
        grown = reallocarray(search->matches, wanted, sizeof(*grown));
        if (grown == NULL)
            return;
        search->matches = grown;
        search->capacity = wanted;
    }
    grown = &search->matches[search->count++];
    *grown = *match;
    if (grown->at == NULL)
        grown->at =
            search_first(search, grown->text, &grown->length, &(unsigned){0});
    if (grown->at == NULL)
        grown->at = grown->text;
}

void
search_begin(struct search *search, const char *query,
             const struct matcher *patterns, size_t count)
{
    char32_t c;

    search_clear(search);
    while ((c = text_next(&query)) != 0)
        search_type(search, c);
    search->stale = false;
    search->mode = MATCHER_WORD;
    search->pattern_count =
        count < SEARCH_PATTERNS_MAX ? count : SEARCH_PATTERNS_MAX;
    memcpy(search->patterns, patterns,
           search->pattern_count * sizeof(*patterns));
}

void
search_step(struct search *search, int step)
{
    if (search->count > 0)
        search->current =
            (search->current + search->count + (size_t)step) % search->count;
}

void
search_step_section(struct search *search, int step)
{
    size_t view, i = search->current;

    if (search->count == 0)
        return;
    view = search->matches[i].view;
    do
        i = (i + search->count + (size_t)step) % search->count;
    while (search->matches[i].view == view && i != search->current);
    while (i > 0 && search->matches[i - 1].view == search->matches[i].view)
        i--;
    search->current = i;
}

const struct match *
search_current(const struct search *search)
{
    return search->count == 0 ? NULL : &search->matches[search->current];
}

size_t
search_count_view(const struct search *search, size_t view)
{
    size_t count = 0;

    for (size_t i = 0; i < search->count; i++)
        count += search->matches[i].view == view;
    return count;
}

size_t
search_count_item(const struct search *search, size_t view, int item)
{
    size_t count = 0;

    for (size_t i = 0; i < search->count; i++)
        count +=
            search->matches[i].view == view && search->matches[i].item == item;
    return count;
}

size_t
search_count_kind(const struct search *search, enum match_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < search->count; i++)
        count += search->matches[i].kind == kind;
    return count;
}

/* Returns the match whose text holds the byte at AT, or NULL if TEXT is not the
 * text of a match. */
static const struct match *
search_match_of(const struct search *search, const char *at)
{
    for (size_t i = 0; i < search->count; i++) {
        const struct match *match = &search->matches[i];

        if (at >= match->text && at < match->text + strlen(match->text))
            return match;
    }
    return NULL;
}

bool
search_find(const struct search *search, const char *text, size_t length,
            const char *from, struct occurrence *found)
{
    const struct match *match = search_match_of(search, text);
    const char *whole = match == NULL ? text : match->text;

    *found = (struct occurrence){.current = match != NULL &&
                                            match == search_current(search)};
    if (match != NULL && match->whole) {
        found->at = whole;
        found->length = match->length;
        return from < whole + match->length;
    }
    for (size_t i = 0; i < search->pattern_count; i++) {
        const char *at = whole;
        size_t bytes = 0;

        do
            at = matcher_find(&search->patterns[i], search->mode, whole,
                              at + bytes, &bytes);
        while (at != NULL && at + bytes <= from);
        if (at != NULL && at < text + length &&
            (found->at == NULL || at < found->at)) {
            found->at = at;
            found->length = bytes;
        }
    }
    return found->at != NULL;
}
