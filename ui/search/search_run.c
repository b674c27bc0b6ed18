#include "search/search_run.h"

#include <string.h>

#include "app/view.h"
#include "language/language.h"
#include "published/people.h"
#include "resume/resume.h"
#include "search/phone.h"
#include "search/search.h"
#include "search/search_scope.h"

/* One pass over the résumé. */
struct search_pass {
    struct search *search;
    const struct search_scope *scope;
    size_t view;
    int item;
    unsigned found;    /* a bit for each pattern found in the item */
    size_t item_start; /* the number of matches before the item */
};

static void
search_run_text(struct search_pass *pass, const char *text,
                enum match_kind kind, const char *label)
{
    struct match match = {
        .text = text,
        .label = label,
        .view = pass->view,
        .item = pass->item,
        .kind = kind,
    };

    match.at = search_first(pass->search, text, &match.length, &pass->found);
    if (match.at != NULL)
        search_add(pass->search, &match);
}

/* A number that is asked for in another way of writing matches as a whole. */
static void
search_run_phone(struct search_pass *pass, const char *phone, const char *label)
{
    if (!phone_has(phone, pass->search->query)) {
        search_run_text(pass, phone, MATCH_OTHER, label);
        return;
    }
    pass->found = (1u << pass->search->pattern_count) - 1;
    search_add(pass->search, &(struct match){
                                 .text = phone,
                                 .at = phone,
                                 .length = strlen(phone),
                                 .label = label,
                                 .view = pass->view,
                                 .item = pass->item,
                                 .kind = MATCH_OTHER,
                                 .whole = true,
                             });
}

/* Search in TEXT, which the résumé does not hold; copy it if it matches. */
static void
search_run_written(struct search_pass *pass, const char *text,
                   const char *label)
{
    unsigned found = 0;
    size_t length;

    if (search_first(pass->search, text, &length, &found) == NULL)
        return;
    text = search_keep(pass->search, text);
    if (text != NULL)
        search_run_text(pass, text, MATCH_OTHER, label);
}

static void
search_run_strings(struct search_pass *pass, const struct strings *strings,
                   enum match_kind kind)
{
    for (size_t i = 0; i < strings->count; i++)
        search_run_text(pass, strings->items[i], kind, "");
}

static const char *
search_run_word(const struct search_pass *pass, enum word word)
{
    return language_word(pass->scope->language, word);
}

/* Search an entry in the order of the screen. */
static void
search_run_entry(struct search_pass *pass, const struct entry *entry)
{
    char dates[64];

    period_format(dates, sizeof(dates), &entry->period, pass->scope->language);
    search_run_text(pass, entry->org, MATCH_OTHER, "");
    search_run_text(pass, entry->title, MATCH_OTHER, "");
    search_run_text(pass, entry->place, MATCH_OTHER,
                    search_run_word(pass, WORD_PLACE));
    search_run_text(pass, entry->note, MATCH_OTHER, "");
    search_run_written(pass, dates, search_run_word(pass, WORD_DATES));
    search_run_text(pass, entry->url, MATCH_OTHER,
                    search_run_word(pass, WORD_WEB));
    search_run_strings(pass, &entry->keywords, MATCH_TAG);
    search_run_strings(pass, &entry->badges, MATCH_TAG);
    search_run_text(pass, entry->summary, MATCH_SENTENCE, "");
    search_run_strings(pass, &entry->highlights, MATCH_SENTENCE);
}

/* Search a tag; its group's name counts for the first tag. */
static void
search_run_tag(struct search_pass *pass, const struct view *view)
{
    const struct item *item = &view->items[pass->item];
    const struct entry *group = item->entry;

    if (pass->item == 0 || view->items[pass->item - 1].entry != group) {
        if (item->tag != group->title)
            search_run_text(pass, group->title, MATCH_OTHER, "");
        search_run_text(pass, group->note, MATCH_OTHER,
                        search_run_word(pass, WORD_LEVEL));
        search_run_text(pass, group->summary, MATCH_SENTENCE, "");
    }
    search_run_text(pass, item->tag, MATCH_TAG, "");
}

static void
search_run_item_begin(struct search_pass *pass, size_t view, int item)
{
    pass->view = view;
    pass->item = item;
    pass->found = 0;
    pass->item_start = pass->search->count;
}

/* Drop the matches of an item that lacks one of the words. */
static void
search_run_item_end(const struct search_pass *pass)
{
    if (pass->found != (1u << pass->search->pattern_count) - 1)
        pass->search->count = pass->item_start;
}

static void
search_run_profiles(struct search_pass *pass, const struct resume *resume)
{
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];

        search_run_text(pass, profile->network, MATCH_OTHER, "");
        search_run_text(pass, profile->username, MATCH_OTHER, profile->network);
        search_run_text(pass, profile->url, MATCH_OTHER, profile->network);
    }
}

static void
search_run_availability(struct search_pass *pass,
                        const struct availability *availability)
{
    const char *label = availability_label(availability, pass->scope->today);
    char until[64];

    if (!availability_shown(availability, pass->scope->today))
        return;
    search_run_text(pass, label, MATCH_OTHER, "");
    search_run_text(pass, availability->note, MATCH_OTHER, "");
    search_run_text(pass, availability_from(availability, pass->scope->today),
                    MATCH_OTHER, "");
    if (availability->until.year != 0)
        search_run_written(
            pass,
            language_date(until, sizeof(until), pass->scope->language,
                          availability->until.year, availability->until.month),
            label);
}

static bool
search_run_has(const struct strings *strings, const char *text)
{
    for (size_t i = 0; i < strings->count; i++)
        if (strcmp(strings->items[i], text) == 0)
            return true;
    return false;
}

/* Whether TEXT is also a point of an entry of RESUME, which is searched there.
 */
static bool
search_run_is_point(const struct resume *resume, const char *text)
{
    for (size_t i = 0; i < resume->section_count; i++) {
        const struct entries *entries = &resume->sections[i].entries;

        for (size_t j = 0; j < entries->count; j++) {
            const struct entry *entry = &entries->items[j];

            if (search_run_has(&entry->highlights, text))
                return true;
            for (size_t k = 0; k < entry->children.count; k++)
                if (search_run_has(&entry->children.items[k].highlights, text))
                    return true;
        }
    }
    return false;
}

/* Search the best points, which the Overview shows. They are no evidence of a
 * word, which is what MATCHER_WORD looks for. */
static void
search_run_best(struct search_pass *pass, const struct resume *resume)
{
    if (pass->search->mode == MATCHER_WORD)
        return;
    for (size_t i = 0; i < resume->best.count; i++)
        if (!search_run_is_point(resume, resume->best.items[i]))
            search_run_text(pass, resume->best.items[i], MATCH_SENTENCE, "");
}

static void
search_run_basics(struct search_pass *pass)
{
    const struct resume *resume = pass->scope->resume;

    search_run_item_begin(pass, VIEW_OVERVIEW, FLOW_NO_ITEM);
    search_run_text(pass, resume->greeting, MATCH_OTHER, "");
    search_run_text(pass, resume->name, MATCH_OTHER, "");
    search_run_text(pass, resume->label, MATCH_OTHER, "");
    search_run_availability(pass, &resume->availability);
    search_run_text(pass, resume->place, MATCH_OTHER,
                    search_run_word(pass, WORD_PLACE));
    search_run_text(pass, resume->email, MATCH_OTHER,
                    search_run_word(pass, WORD_EMAIL));
    search_run_phone(pass, resume->phone, search_run_word(pass, WORD_PHONE));
    search_run_text(pass, resume->url, MATCH_OTHER,
                    search_run_word(pass, WORD_WEB));
    search_run_profiles(pass, resume);
    search_run_best(pass, resume);
    search_run_text(pass, resume->summary, MATCH_SENTENCE, "");
    search_run_item_end(pass);
}

/* Search a person's résumé, except name and headline, which the list shows. */
static void
search_run_person(struct search_pass *pass, const struct resume *resume)
{
    search_run_text(pass, resume->summary, MATCH_SENTENCE, "");
    search_run_profiles(pass, resume);
    for (size_t i = 0; i < resume->section_count; i++) {
        const struct entries *entries = &resume->sections[i].entries;

        for (size_t j = 0; j < entries->count; j++) {
            const struct entry *entry = &entries->items[j];

            search_run_entry(pass, entry);
            for (size_t k = 0; k < entry->children.count; k++)
                search_run_entry(pass, &entry->children.items[k]);
        }
    }
}

static void
search_run_view(struct search_pass *pass, size_t index)
{
    const struct view *view = &pass->scope->views[index];

    for (int i = 0; i < view->item_count; i++) {
        search_run_item_begin(pass, index, i);
        if (i == 0)
            search_run_text(
                pass, section_title(view->section->kind, pass->scope->language),
                MATCH_OTHER, "");
        if (view->items[i].tag != NULL)
            search_run_tag(pass, view);
        else
            search_run_entry(pass, view->items[i].entry);
        if (view->section->kind == SECTION_PEOPLE)
            search_run_person(pass, pass->scope->people->resumes[i]);
        search_run_item_end(pass);
    }
}

static void
search_run_all(struct search *search, const struct search_scope *scope,
               enum matcher_mode mode)
{
    struct search_pass pass = {.search = search, .scope = scope};

    search->mode = mode;
    search_run_basics(&pass);
    for (size_t i = 0; i < scope->view_count; i++)
        search_run_view(&pass, i);
}

/* Search the words that move over the Overview. They repeat what is elsewhere,
 * so that they count only where nothing else does. */
static void
search_run_ticker(struct search *search, const struct search_scope *scope)
{
    struct search_pass pass = {.search = search, .scope = scope};
    const struct strings *words = &scope->resume->ticker;

    search->mode = MATCHER_BEGINNING;
    for (size_t i = 0; i < words->count; i++) {
        search_run_item_begin(&pass, VIEW_OVERVIEW, FLOW_NO_ITEM);
        search_run_text(&pass, words->items[i], MATCH_OTHER, "");
        search_run_item_end(&pass);
    }
}

/* The whole query becomes one pattern; search_run_compile_words() makes one of
 * each word. */
static void
search_run_compile_phrase(struct search *search)
{
    matcher_compile(&search->patterns[0], search->query, strlen(search->query),
                    MATCHER_ANY_CASE);
    search->pattern_count = search->patterns[0].count > 0 ? 1 : 0;
}

static void
search_run_compile_words(struct search *search)
{
    const char *word = search->query;

    search->pattern_count = 0;
    while (*word != '\0' && search->pattern_count < SEARCH_PATTERNS_MAX) {
        size_t length = strcspn(word, " ");
        struct matcher *pattern = &search->patterns[search->pattern_count];

        matcher_compile(pattern, word, length, MATCHER_ANY_CASE);
        search->pattern_count += pattern->count > 0;
        word += length + strspn(word + length, " ");
    }
}

void
search_update(struct search *search, const struct search_scope *scope)
{
    if (!search->stale)
        return;
    search->stale = false;
    search_forget(search);
    search_run_compile_phrase(search);
    if (search->pattern_count == 0)
        return;
    search_run_all(search, scope, MATCHER_BEGINNING);
    if (search->count > 0)
        return;
    search_run_compile_words(search);
    if (search->pattern_count > 1)
        search_run_all(search, scope, MATCHER_BEGINNING);
    if (search->count > 0)
        return;
    search_run_compile_phrase(search);
    search_run_all(search, scope, MATCHER_INSIDE);
    if (search->count == 0)
        search_run_ticker(search, scope);
}

/* Shorter words must match in case. */
#define LOOSE_CASE_FROM 3

void
search_words(struct search *search, const struct search_scope *scope,
             const char *query)
{
    size_t length = strlen(query);
    struct matcher pattern;
    char plural[SEARCH_QUERY_MAX];

    matcher_compile(&pattern, query, length,
                    length < LOOSE_CASE_FROM ? MATCHER_EXACT_CASE
                                             : MATCHER_ANY_CASE);
    search_begin(search, query, &pattern, 1);
    search_run_all(search, scope, MATCHER_WORD);
    if (search->count > 0 || length < LOOSE_CASE_FROM ||
        length + 2 > sizeof(plural))
        return;
    memcpy(plural, query, length + 1);
    if (plural[length - 1] == 's')
        plural[length - 1] = '\0';
    else
        strcpy(plural + length, "s");
    matcher_compile(&pattern, plural, strlen(plural), MATCHER_ANY_CASE);
    search_begin(search, query, &pattern, 1);
    search_run_all(search, scope, MATCHER_WORD);
}
