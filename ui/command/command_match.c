/*
 * The command `match`: which words of a job advertisement are in the résumé.
 * For each line it finds the longest runs of words that occur in the résumé as
 * whole words, and quotes their places; then it lists the names that do not
 * occur. It does not guess and does not weigh.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "app/app.h"
#include "app/links.h"
#include "command/command.h"
#include "command/command_output.h"
#include "command/match_terms.h"
#include "screen/heading.h"
#include "search/search_place.h"
#include "search/search_run.h"
#include "sshd/base/array.h"
#include "text/text_clean.h"

#define JOB_MAX        (32 * 1024) /* bytes; the rest is not read */
#define MATCH_LINE_MAX 512         /* bytes of a line; the rest is not read */
#define RUN_MAX        5           /* words that are searched together */
#define PLACES_MAX     3           /* places quoted for each run */
#define SEPARATOR      " > "
#define PLACE_SIZE     512
#define QUOTE_SIZE     4096

struct match_job {
    const struct request *request;
    struct app *app;
    const char *line;
    bool line_printed;
    size_t lines, answered;
};

/* Whether SENTENCE is about speaking LANGUAGE, rather than, say, a quiz about
 * it. */
static bool
command_match_speaks(const char *sentence, const char *language)
{
    static const char *const signs[] = {"speak",     "spoke",  "fluent",
                                        "bilingual", "native", "parle",
                                        "habla",     "fala",   "sprech"};
    char in[MATCH_LINE_MAX * 3 + 8];

    snprintf(in, sizeof(in), " in %s", language);
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strcasestr(sentence, signs[i]) != NULL)
            return true;
    return strcasestr(sentence, in) != NULL;
}

/* Drop the sentences that name LANGUAGE in another context. */
static void
command_match_drop_asides(struct search *search, const char *language)
{
    size_t kept = 0;

    for (size_t i = 0; i < search->count; i++)
        if (search->matches[i].kind != MATCH_SENTENCE ||
            command_match_speaks(search->matches[i].text, language))
            search->matches[kept++] = search->matches[i];
    search->count = kept;
}

/* Drop the matches that do not have the LENGTH bytes at WORD as they are
 * written: "can" in a sentence is no evidence for "CAN". */
static void
command_match_drop_others(struct search *search, const char *word,
                          size_t length)
{
    size_t kept = 0;

    for (size_t i = 0; i < search->count; i++) {
        const char *text = search->matches[i].text;

        if (memmem(text, strlen(text), word, length) != NULL)
            search->matches[kept++] = search->matches[i];
    }
    search->count = kept;
}

/* Drop the titles of sections, which say nothing of the first entry below. */
static void
command_match_drop_titles(struct app *app)
{
    struct search *search = &app->search;
    size_t kept = 0;

    for (size_t i = 0; i < search->count; i++) {
        const struct match *match = &search->matches[i];
        const struct section *section = app->views[match->view].section;

        if (section == NULL ||
            match->text != section_title(section->kind, app->language))
            search->matches[kept++] = *match;
    }
    search->count = kept;
}

/* Search for the LENGTH bytes from WORD on as whole words. Returns whether
 * there are matches. */
static bool
command_match_find(struct app *app, const struct match_word *word,
                   size_t length)
{
    const char *text = word->at;
    struct search_scope scope = app_scope(app);
    char term[MATCH_LINE_MAX * 3 + 1];

    memcpy(term, text, length);
    term[length] = '\0';
    search_words(&app->search, &scope, term);
    command_match_drop_titles(app);
    if (match_is_spoken_language(text, length))
        command_match_drop_asides(&app->search, term);
    if (word->exact)
        command_match_drop_others(&app->search, text, word->length);
    return app->search.count > 0;
}

static void
command_match_print_line(struct match_job *job)
{
    if (job->line_printed)
        return;
    putchar('\n');
    command_print_wrapped(job->request, "> ", job->line);
    job->line_printed = true;
}

/* Write the quote for a match: a sentence, or a name with its detail. */
static void
command_match_format_quote(char *buffer, size_t size, const struct app *app,
                           const struct match *match)
{
    const struct entry *entry;
    char dates[64];

    if (match->view == VIEW_OVERVIEW || match->kind != MATCH_OTHER) {
        snprintf(buffer, size, "\"%s\"", match->text);
        return;
    }
    entry = app->views[match->view].items[match->item].entry;
    period_format(dates, sizeof(dates), &entry->period, app->language);
    snprintf(buffer, size, "\"%s\"%s%s%s%s%s%s", match->text,
             match->text == entry->title || *entry->title == '\0' ? "" : ", ",
             match->text == entry->title ? "" : entry->title,
             match->text == entry->note || *entry->note == '\0' ? "" : ", ",
             match->text == entry->note ? "" : entry->note,
             *dates == '\0' || strcmp(dates, match->text) == 0 ? "" : ", ",
             strcmp(dates, match->text) == 0 ? "" : dates);
}

static void
command_match_print_place(const struct match_job *job,
                          const struct match *match)
{
    const char *label = search_place_label(job->app, match);
    char place[PLACE_SIZE], quote[QUOTE_SIZE],
        text[2 * PLACE_SIZE + QUOTE_SIZE];

    search_place_format(place, sizeof(place), job->app, match, SEPARATOR);
    command_match_format_quote(quote, sizeof(quote), job->app, match);
    snprintf(text, sizeof(text), "%s%s%s: %s", place,
             *label == '\0' ? "" : SEPARATOR, label, quote);
    command_print_wrapped(job->request, "    - ", text);
}

/* Print the places; tags come last, because sentences and names say more. */
static void
command_match_print_places(const struct match_job *job)
{
    const struct search *search = &job->app->search;
    size_t shown = 0;
    char more[64], line[80];

    for (int tags = 0; tags < 2; tags++)
        for (size_t i = 0; i < search->count && shown < PLACES_MAX; i++)
            if ((search->matches[i].kind == MATCH_TAG) == (tags == 1)) {
                command_match_print_place(job, &search->matches[i]);
                shown++;
            }
    if (search->count == shown)
        return;
    language_format(more, sizeof(more), job->app->language, WORD_AND_OTHER,
                    search->count - shown);
    snprintf(line, sizeof(line), "(%s)", more);
    command_print_wrapped(job->request, "    ", line);
}

/* Returns the months of practice that the matches are evidence of; a place or a
 * date is evidence of none. */
static int
command_match_months(const struct app *app)
{
    const struct search_scope scope = app_scope(app);
    struct evidence evidence[EVIDENCE_MAX];
    size_t count = 0;

    for (size_t i = 0; i < app->search.count && count < EVIDENCE_MAX; i++) {
        const struct match *match = &app->search.matches[i];
        const struct view *view = &app->views[match->view];

        if (match->view != VIEW_OVERVIEW && *match->label == '\0')
            evidence[count++] = (struct evidence){
                .view = match->view,
                .root = view_root(view, match->item),
            };
    }
    return evidence_months(&scope, evidence, count);
}

/* Print where the LENGTH bytes at TERM occur in the résumé, and for how long
 * that was practised. */
static void
command_match_print_term(struct match_job *job, const char *term, size_t length)
{
    char text[MATCH_LINE_MAX * 3 + 64], years[64];
    int months = command_match_months(job->app);

    snprintf(text, sizeof(text), "%.*s", (int)length, term);
    if (months >= 12)
        snprintf(text + length, sizeof(text) - length, " (%s)",
                 language_count(years, sizeof(years), job->app->language,
                                (size_t)months / 12, WORD_YEAR, WORD_YEARS));
    command_match_print_line(job);
    command_print_wrapped(job->request, "  ", text);
    command_match_print_places(job);
}

/* Returns how many words from WORDS on occur side by side in the résumé. */
static size_t
command_match_longest(struct match_job *job, const struct match_word *words,
                      size_t count)
{
    size_t most = 1;

    if ((words->common && !words->level) ||
        !command_match_find(job->app, words, words->length))
        return 0;
    while (most < count && most < RUN_MAX && words[most].joined)
        most++;
    for (; most > 1; most--) {
        const struct match_word *last = &words[most - 1];

        if (!last->common &&
            command_match_find(job->app, words,
                               (size_t)(last->at + last->length - words->at)))
            return most;
    }
    if (words->common)
        return 0;
    command_match_find(job->app, words, words->length);
    return 1;
}

/* Whether WORD is the title of a section here. */
static bool
command_match_is_title(const struct app *app, const struct match_word *word)
{
    for (size_t i = 0; i < app->view_count; i++) {
        const struct section *section = app->views[i].section;
        const char *title =
            section != NULL ? section_title(section->kind, app->language) : "";

        if (strlen(title) == word->length &&
            strncasecmp(title, word->at, word->length) == 0)
            return true;
    }
    return false;
}

static void
command_match_print_missing(struct match_job *job,
                            const struct match_word *word)
{
    char name[MATCH_LINE_MAX * 3 + 1], text[MATCH_LINE_MAX * 3 + 128];

    snprintf(name, sizeof(name), "%.*s", (int)word->length, word->at);
    if (match_is_spoken_language(word->at, word->length))
        snprintf(text, sizeof(text), "No language here is \"%s\".", name);
    else
        language_format(text, sizeof(text), job->app->language,
                        WORD_NOTHING_SAYS, name);
    command_match_print_line(job);
    command_print_wrapped(job->request, "  ", text);
}

static void
command_match_answer_line(struct match_job *job, const char *line)
{
    struct match_word words[MATCH_WORDS_MAX];
    size_t count = match_words(line, words);
    bool found = false;

    job->line = line;
    job->line_printed = false;
    job->lines++;
    for (size_t i = 0; i < count;) {
        size_t run = command_match_longest(job, &words[i], count - i);
        const struct match_word *last = &words[i + (run == 0 ? 0 : run - 1)];

        if (run > 0)
            command_match_print_term(
                job, words[i].at,
                (size_t)(last->at + last->length - words[i].at));
        else if ((words[i].name &&
                  !command_match_is_title(job->app, &words[i])) ||
                 match_is_spoken_language(words[i].at, words[i].length))
            command_match_print_missing(job, &words[i]);
        found = found || run > 0;
        i += run == 0 ? 1 : run;
    }
    job->answered += found;
    job->line = NULL; /* it ends with the caller */
}

static void
command_match_answer(struct match_job *job, char *text)
{
    char *line;

    while ((line = strsep(&text, "\r\n")) != NULL) {
        char clean[MATCH_LINE_MAX * 3 + 1];

        text_clean(clean, line, strnlen(line, MATCH_LINE_MAX), TEXT_ONE_LINE);
        if (*clean == '\0' || clean[strlen(clean) - 1] == ':')
            continue; /* blank, or a heading */
        command_match_answer_line(job, clean);
    }
    if (job->lines > 0)
        command_printf(
            job->request, stdout,
            "\nLines that name something in this résumé: %zu of %zu.\n",
            job->answered, job->lines);
}

static int
command_match_run(const struct request *request)
{
    const struct app_settings settings = {.today = date_today()};
    char *text = calloc(JOB_MAX + 1, 1);
    struct app app;
    struct match_job job = {.request = request, .app = &app};

    if (text == NULL || app_init(&app, request->resume, &settings) < 0) {
        free(text);
        return EXIT_FAILURE;
    }
    if (!isatty(STDIN_FILENO) && fread(text, 1, JOB_MAX, stdin) > 0)
        command_match_answer(&job, text);
    app_fini(&app);
    free(text);
    if (job.lines > 0)
        return command_finish();
    fprintf(stderr, "match reads the job's text: ssh %s match < job.txt\n",
            links_host(request->resume));
    return EXIT_FAILURE;
}

const struct command command_match = {
    .word = "match",
    .aliases = "",
    .arguments = "< job.txt",
    .help = "compare a job advertisement with it",
    .quotes = true,
    .run = command_match_run,
};
