#include "app/search.h"

#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "app/app.h"
#include "text/codepoint.h"
#include "text/text.h"

#define WORDS_MAX 8

/* The prompt's text, decoded once per search. */
struct pattern {
    char32_t letters[SEARCH_QUERY_MAX];
    size_t length;
    bool exact_case;
};

void
search_fini(struct search *search)
{
    free(search->matches);
    *search = (struct search){0};
}

bool
search_is_on(const struct search *search)
{
    return search->query[0] != '\0';
}

/* What is alike to who searches: é is e, É is E, and "zero-downtime" is two
 * words. */
static char32_t
fold(char32_t c, bool exact_case)
{
    if (c >= 0x80)
        c = codepoint_base(c);
    if (c == U'-' || c == U'/' || c == U'–')
        return U' ';
    return exact_case ? c : (char32_t)towlower((wint_t)c);
}

static void
compile(struct pattern *pattern, const char *query)
{
    const char *text = query;
    char32_t c;

    pattern->length = 0;
    pattern->exact_case = false;
    while ((c = text_next(&text)) != 0)
        if (iswupper((wint_t)c))
            pattern->exact_case = true;
    while ((c = text_next(&query)) != 0)
        pattern->letters[pattern->length++] = fold(c, pattern->exact_case);
}

/* How many bytes of TEXT the pattern matches, 0 none. */
static size_t
match_here(const struct pattern *pattern, const char *text)
{
    const char *end = text;

    for (size_t i = 0; i < pattern->length; i++)
        if (fold(text_next(&end), pattern->exact_case) != pattern->letters[i])
            return 0;
    return (size_t)(end - text);
}

static void
add_match(struct search *search, struct match match)
{
    size_t wanted = search->capacity == 0 ? 64 : search->capacity * 2;
    struct match *grown;

    if (search->count == search->capacity) {
        grown = reallocarray(search->matches, wanted, sizeof(*grown));
        if (grown == NULL)
            return;
        search->matches = grown;
        search->capacity = wanted;
    }
    search->matches[search->count++] = match;
}

struct place {
    struct search *search;
    const struct pattern *pattern;
    size_t view;
    int item;
};

static void
search_text(const struct place *place, const char *text)
{
    while (*text != '\0') {
        size_t length = match_here(place->pattern, text);

        if (length > 0) {
            add_match(place->search,
                      (struct match){text, length, place->view, place->item});
            text += length;
        } else {
            text_next(&text);
        }
    }
}

static void
search_strings(const struct place *place, const struct strings *strings)
{
    for (size_t i = 0; i < strings->count; i++)
        search_text(place, strings->items[i]);
}

/* In the order in which it stands on the screen. */
static void
search_entry(const struct place *place, const struct entry *entry)
{
    search_text(place, entry->org);
    search_text(place, entry->title);
    search_text(place, entry->place);
    search_text(place, entry->note);
    search_text(place, entry->url);
    search_strings(place, &entry->keywords);
    search_strings(place, &entry->badges);
    search_text(place, entry->summary);
    search_strings(place, &entry->highlights);
}

/* The texts of item INDEX; a group's title is that of its first tag. */
static void
search_item(const struct place *place, const struct view *view, int index)
{
    const struct item *item = &view->items[index];

    if (item->tag == NULL) {
        search_entry(place, item->entry);
        return;
    }
    if (index == 0 || view->items[index - 1].entry != item->entry)
        search_text(place, item->entry->title);
    search_text(place, item->tag);
}

/* All places that PATTERN matches. */
static void
search_phrase(struct app *app, const struct pattern *pattern)
{
    struct place place = {.search = &app->search, .pattern = pattern};

    for (place.view = 0; place.view < app->view_count; place.view++) {
        const struct view *view = &app->views[place.view];

        for (place.item = 0; place.item < view->item_count; place.item++)
            search_item(&place, view, place.item);
    }
}

/* The matches of each of the PATTERNS in item INDEX of view VIEW, if each has
 * one there. */
static void
search_words_in_item(struct app *app, const struct pattern *patterns,
                     size_t count, size_t view, int index)
{
    struct place place = {.search = &app->search, .view = view, .item = index};
    size_t before = app->search.count;

    for (size_t i = 0; i < count; i++) {
        size_t found = app->search.count;

        place.pattern = &patterns[i];
        search_item(&place, &app->views[view], index);
        if (app->search.count == found) {
            app->search.count = before;
            return;
        }
    }
}

/* Where the words do not stand side by side anywhere: the items that have
 * all of them. */
static void
search_words(struct app *app)
{
    struct pattern patterns[WORDS_MAX];
    char query[SEARCH_QUERY_MAX], *rest = query, *word;
    size_t count = 0;

    memcpy(query, app->search.query, sizeof(query));
    while (count < WORDS_MAX && (word = strsep(&rest, " ")) != NULL)
        if (*word != '\0')
            compile(&patterns[count++], word);
    if (count < 2)
        return;
    for (size_t view = 0; view < app->view_count; view++)
        for (int i = 0; i < app->views[view].item_count; i++)
            search_words_in_item(app, patterns, count, view, i);
}

/* The first match from where the visitor was when it began, else the first
 * of all. */
static size_t
nearest(const struct search *search)
{
    for (size_t i = 0; i < search->count; i++) {
        const struct match *match = &search->matches[i];

        if (match->view > search->view_before ||
            (match->view == search->view_before &&
             match->item >= search->focus_before))
            return i;
    }
    return 0;
}

static void
go_to_current(struct app *app)
{
    const struct match *match;

    if (app->search.count == 0)
        return;
    match = &app->search.matches[app->search.current];
    app->current = match->view;
    app->views[match->view].focus = match->item;
}

static void
update(struct app *app)
{
    struct search *search = &app->search;
    struct pattern pattern;

    search->count = 0;
    search->current = 0;
    if (!search_is_on(search))
        return;
    compile(&pattern, search->query);
    search_phrase(app, &pattern);
    if (search->count == 0)
        search_words(app);
    search->current = nearest(search);
    go_to_current(app);
}

void
search_open(struct app *app)
{
    const struct view *view = app_view(app);

    app->search.typing = true;
    if (search_is_on(&app->search) || view == NULL)
        return;
    app->search.view_before = app->current;
    app->search.focus_before = view->focus;
    app->search.scroll_before = view->scroll;
}

void
search_type(struct app *app, char32_t c)
{
    struct search *search = &app->search;
    size_t length = strlen(search->query);

    if (c < 0x20 || c == 0x7f)
        return;
    length += codepoint_encode(search->query + length,
                               sizeof(search->query) - 1 - length, c);
    search->query[length] = '\0';
    update(app);
}

void
search_erase(struct app *app)
{
    char *query = app->search.query;
    size_t length = strlen(query);

    if (length == 0) {
        search_clear(app, true);
        return;
    }
    while (length > 0 && (query[--length] & 0xc0) == 0x80)
        ;
    query[length] = '\0';
    update(app);
}

void
search_keep(struct app *app)
{
    app->search.typing = false;
    if (app->search.count == 0)
        search_clear(app, true);
}

void
search_clear(struct app *app, bool go_back)
{
    struct search *search = &app->search;

    search->typing = false;
    search->query[0] = '\0';
    search->count = 0;
    if (!go_back || app->view_count == 0)
        return;
    app->current = search->view_before;
    app->views[app->current].focus = search->focus_before;
    app->views[app->current].scroll = search->scroll_before;
}

void
search_step(struct app *app, int step)
{
    struct search *search = &app->search;

    if (search->count == 0)
        return;
    search->current =
        (search->current + search->count + (size_t)step) % search->count;
    go_to_current(app);
}

void
search_step_section(struct app *app, int step)
{
    size_t count = app->view_count;
    size_t view = app->current;

    if (app->search.count == 0)
        return;
    do
        view = (view + count + (size_t)step) % count;
    while (search_count_view(&app->search, view) == 0);
    for (size_t i = 0; i < app->search.count; i++) {
        if (app->search.matches[i].view == view) {
            app->search.current = i;
            break;
        }
    }
    go_to_current(app);
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

const struct match *
search_find(const struct search *search, const char *text, size_t length,
            const char *from)
{
    const struct match *found = NULL;

    for (size_t i = 0; i < search->count; i++) {
        const struct match *match = &search->matches[i];

        if (match->at + match->length <= from || match->at >= text + length ||
            match->at + match->length <= text)
            continue;
        if (found == NULL || match->at < found->at)
            found = match;
    }
    return found;
}
