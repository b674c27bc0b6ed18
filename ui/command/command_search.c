#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/links.h"
#include "command/command.h"
#include "command/command_output.h"
#include "search/search_place.h"
#include "search/search_run.h"

#define PLACE_SIZE 512
#define TEXT_SIZE  8192
#define SEPARATOR  " > "

/* Print each match below its place, with its label. */
static void
command_search_print(const struct request *request, const struct app *app)
{
    const char *part = "";

    for (size_t i = 0; i < app->search.count; i++) {
        const struct match *match = &app->search.matches[i];
        const char *label = search_place_label(app, match);
        char place[PLACE_SIZE], text[TEXT_SIZE];
        bool indented = match->kind == MATCH_SENTENCE && *label != '\0';

        if (!search_place_same(app, i)) {
            putchar('\n');
            command_print_wrapped(request, "",
                                  search_place_format(place, sizeof(place), app,
                                                      match, SEPARATOR));
            part = "";
        }
        if (indented && part != label)
            command_print_wrapped(request, "  ", label);
        part = indented ? label : "";
        snprintf(text, sizeof(text), "%s%s%s", indented ? "" : label,
                 indented || *label == '\0' ? "" : ": ", match->text);
        command_print_wrapped(request, indented ? "  - " : "- ", text);
    }
}

/* Enter the words after the command as if they were typed after "/". */
static void
command_search_type_words(struct app *app, const struct request *request)
{
    app->search.typing = true;
    for (int i = 1; i < request->count; i++) {
        if (i > 1)
            app_type(app, U' ');
        app_paste(app, request->words[i]);
    }
    app_search(app);
}

static int
command_search_print_all(const struct request *request, struct app *app)
{
    const struct search *search = &app->search;
    char text[SEARCH_QUERY_MAX + 128];

    command_search_type_words(app, request);
    if (search->count == 0) {
        language_format(text, sizeof(text), app->language, WORD_NOTHING_SAYS,
                        search->query);
        command_printf(request, stderr, "%s\n", text);
        return EXIT_FAILURE;
    }
    language_count(text, sizeof(text), app->language, search->count, WORD_MATCH,
                   WORD_MATCHES);
    command_printf(request, stdout, "%s%s%s\n", text,
                   search->mode == MATCHER_INSIDE ? ", " : "",
                   search->mode == MATCHER_INSIDE
                       ? language_word(app->language, WORD_INSIDE_WORDS)
                       : "");
    command_search_print(request, app);
    return command_finish();
}

bool
command_search_finds(const struct request *request)
{
    const struct app_settings settings = {.today = date_today()};
    struct search_scope scope;
    struct app app;
    bool found;

    if (request->count != 1 || strlen(request->words[0]) < 2 ||
        app_init(&app, request->resume, &settings) < 0)
        return false;
    scope = app_scope(&app);
    search_words(&app.search, &scope, request->words[0]);
    found = app.search.count > 0;
    app_fini(&app);
    return found;
}

static int
command_search_run(const struct request *request)
{
    const struct app_settings settings = {.today = date_today()};
    struct app app;
    int status;

    if (request->count < 2) {
        fprintf(stderr, "search needs words: ssh %s search WORDS\n",
                links_host(request->resume));
        return EXIT_FAILURE;
    }
    if (app_init(&app, request->resume, &settings) < 0)
        return EXIT_FAILURE;
    status = command_search_print_all(request, &app);
    app_fini(&app);
    return status;
}

const struct command command_search = {
    .word = "search",
    .aliases = "grep find ",
    .arguments = "WORDS",
    .help = "list the passages with these words",
    .quotes = true,
    .run = command_search_run,
};
