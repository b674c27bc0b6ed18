#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "command/command.h"
#include "screen/breadcrumb.h"
#include "text/text.h"
#include "sshd/base/array.h"

#define PLACE_SIZE 512
#define TRAIL      " > "

/* The string of the résumé that holds a match begins where the text before
 * it ends: they all end in NUL, and none is empty before its first byte. */
static const char *
whole_text(const struct app *app, const struct match *match)
{
    const struct item *item = &app->views[match->view].items[match->item];
    const struct entry *entry = item->entry;
    const char *texts[] = {item->tag == NULL ? "" : item->tag,
                           entry->title,
                           entry->org,
                           entry->place,
                           entry->note,
                           entry->url,
                           entry->summary};
    const struct strings *lists[] = {&entry->keywords, &entry->badges,
                                     &entry->highlights};

    for (size_t i = 0; i < COUNT(texts); i++)
        if (match->at >= texts[i] && match->at < texts[i] + strlen(texts[i]))
            return texts[i];
    for (size_t i = 0; i < COUNT(lists); i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            if (match->at >= lists[i]->items[j] &&
                match->at < lists[i]->items[j] + strlen(lists[i]->items[j]))
                return lists[i]->items[j];
    return "";
}

/* Whether an earlier match of the same item stands in the same text. */
static bool
is_printed(const struct app *app, size_t index)
{
    const struct match *match = &app->search.matches[index];

    for (size_t i = index; i-- > 0;) {
        const struct match *earlier = &app->search.matches[i];

        if (earlier->view != match->view || earlier->item != match->item)
            return false;
        if (whole_text(app, earlier) == whole_text(app, match))
            return true;
    }
    return false;
}

/* Each text once, under its place; a place is named where it changes. */
static void
print_matches(const struct request *request, const struct app *app)
{
    char place[PLACE_SIZE], before[PLACE_SIZE] = "";

    for (size_t i = 0; i < app->search.count; i++) {
        const struct match *match = &app->search.matches[i];

        if (is_printed(app, i))
            continue;
        breadcrumb_format(place, sizeof(place), app, match->view, match->item,
                          TRAIL);
        if (strcmp(place, before) != 0) {
            putchar('\n');
            command_print(request, "", place);
            memcpy(before, place, sizeof(before));
        }
        command_print(request, "- ", whole_text(app, match));
    }
}

/* The words after the command, as the visitor would type them after "/". */
static void
type_words(struct app *app, const struct request *request)
{
    search_open(app);
    for (int i = 1; i < request->count; i++) {
        const char *word = request->words[i];
        char32_t c;

        if (i > 1)
            search_type(app, U' ');
        while ((c = text_next(&word)) != 0)
            search_type(app, c);
    }
}

static int
run(const struct request *request)
{
    const struct app_settings settings = {.today = date_today()};
    struct app app;
    char sum[64];
    size_t count;

    if (request->count < 2) {
        fputs("Search for what? ssh HOST search WORDS\n", stderr);
        return EXIT_FAILURE;
    }
    if (app_init(&app, request->resume, &settings) < 0)
        return EXIT_FAILURE;
    type_words(&app, request);
    count = app.search.count;
    if (count == 0)
        fputs("Nothing here says that.\n", stderr);
    else
        command_say(request, stdout, "%s\n",
                    language_count(sum, sizeof(sum), app.language, count,
                                   WORD_MATCH, WORD_MATCHES));
    print_matches(request, &app);
    app_fini(&app);
    return count == 0 ? EXIT_FAILURE : command_finish();
}

const struct command command_search = {
    .word = "search",
    .arguments = "WORDS",
    .help = "what says so, and where",
    .run = run,
};
