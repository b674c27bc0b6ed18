/*
 * Which lines of a job's text have evidence in the résumé? The rule, and all
 * of it: a line asks for each tag of the résumé (a skill, a technology) that
 * it names as a whole word, and evidence for a tag is each job or project
 * whose tags or text name it. Nothing is guessed, nothing is weighed.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "command/command.h"
#include "screen/breadcrumb.h"
#include "text/text.h"
#include "app/evidence.h"

#define JOB_MAX    (64 * 1024) /* bytes; what is longer is not read */
#define TAGS_MAX   512
#define TRAIL      " > "
#define PLACE_SIZE 512

struct tags {
    const char *items[TAGS_MAX];
    size_t count;
};

static void
add_tags(struct tags *tags, const struct strings *strings)
{
    for (size_t i = 0; i < strings->count && tags->count < TAGS_MAX; i++) {
        size_t j = 0;

        while (j < tags->count &&
               strcasecmp(tags->items[j], strings->items[i]) != 0)
            j++;
        if (j == tags->count)
            tags->items[tags->count++] = strings->items[i];
    }
}

static void
collect_tags(struct tags *tags, const struct resume *resume)
{
    for (size_t i = 0; i < resume->section_count; i++) {
        const struct entries *entries = &resume->sections[i].entries;

        for (size_t j = 0; j < entries->count; j++) {
            add_tags(tags, &entries->items[j].keywords);
            for (size_t k = 0; k < entries->items[j].children.count; k++)
                add_tags(tags, &entries->items[j].children.items[k].keywords);
        }
    }
}

static void
print_evidence(const struct request *request, const struct app *app,
               const char *tag)
{
    struct evidence evidence[EVIDENCE_MAX];
    size_t count = evidence_find(app, tag, evidence);
    int years = evidence_months(app, evidence, count) / 12;
    char text[PLACE_SIZE + 128];
    char place[PLACE_SIZE];

    snprintf(text, sizeof(text), "%s", tag);
    if (years > 0)
        snprintf(text, sizeof(text), "%s (%s)", tag,
                 language_count(place, sizeof(place), app->language,
                                (size_t)years, WORD_YEAR, WORD_YEARS));
    command_print(request, "  ", text);
    if (count == 0)
        command_print(request, "    - ",
                      language_word(app->language, WORD_USED_NOWHERE));
    for (size_t i = 0; i < count; i++)
        command_print(request, "    - ",
                      breadcrumb_format(place, sizeof(place), app,
                                        evidence[i].view, evidence[i].item,
                                        TRAIL));
}

/* Returns whether the résumé has anything to say to LINE. */
static bool
answer(const struct request *request, const struct app *app,
       const struct tags *tags, const char *line)
{
    bool found = false;

    for (size_t i = 0; i < tags->count; i++) {
        if (!evidence_text_names(line, tags->items[i]))
            continue;
        if (!found) {
            putchar('\n');
            command_print(request, "> ", line);
        }
        found = true;
        print_evidence(request, app, tags->items[i]);
    }
    return found;
}

static bool
answer_all(const struct request *request, const struct app *app, char *job)
{
    struct tags tags = {.count = 0};
    size_t lines = 0, answered = 0;
    char *line;

    collect_tags(&tags, request->resume);
    while ((line = strsep(&job, "\r\n")) != NULL) {
        char clean[PLACE_SIZE * 3 + 1];

        text_clean(clean, line, strnlen(line, PLACE_SIZE), false);
        if (*clean == '\0' || clean[strlen(clean) - 1] == ':')
            continue; /* nothing, or a heading */
        lines++;
        answered += answer(request, app, &tags, clean);
    }
    if (lines == 0)
        return false;
    command_say(request, stdout,
                "%s%zu of %zu lines name something that is in this résumé.\n",
                answered > 0 ? "\n" : "", answered, lines);
    return true;
}

static int
run(const struct request *request)
{
    const struct app_settings settings = {.today = date_today()};
    char *job = calloc(JOB_MAX + 1, 1);
    struct app app;
    bool any = false;

    if (job == NULL || app_init(&app, request->resume, &settings) < 0) {
        free(job);
        return EXIT_FAILURE;
    }
    if (!isatty(STDIN_FILENO) && fread(job, 1, JOB_MAX, stdin) > 0)
        any = answer_all(request, &app, job);
    app_fini(&app);
    free(job);
    if (any)
        return command_finish();
    fputs("Send the job's text: ssh HOST match < job.txt\n", stderr);
    return EXIT_FAILURE;
}

const struct command command_match = {
    .word = "match",
    .arguments = "< job.txt",
    .help = "which requirements have evidence here",
    .run = run,
};
