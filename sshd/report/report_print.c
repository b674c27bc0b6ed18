#include <string.h>

#include "report/report.h"
#include "report/tally.h"

/* The names of one kind of count: in the table, of its list in JSON, and of
 * the member that has its name. */
static const struct {
    const char *row, *list, *name;
    bool timed;
} kinds[] = {
    [TALLY_PEOPLE] = {"people", NULL, NULL, false},
    [TALLY_VISITS] = {"visits", NULL, NULL, true},
    [TALLY_BOTS] = {"bots", NULL, NULL, false},
    [TALLY_PAGE] = {"page", "pages", "page", true},
    [TALLY_DOCUMENT] = {"document", "documents", "document", false},
    [TALLY_REFUSED] = {"refused", "refused", "request", false},
    [TALLY_REJECTED] = {"rejected", "rejected", "reason", false},
    [TALLY_DROPPED] = {"dropped", "dropped", "reason", false},
};

/* The output, and what was printed last. */
struct print {
    FILE *output;
    const char *week, *audience;
    const char *list; /* the list of JSON that is open, or NULL */
};

static bool
print_is_new(const char *last, const char *text)
{
    return last == NULL || strcmp(last, text) != 0;
}

static void
print_row(const struct tally_count *count, void *context)
{
    struct print *print = context;
    const char *audience = *count->audience != '\0' ? count->audience : "-";
    bool week = print_is_new(print->week, count->week);
    char what[16 + TALLY_NAME_MAX];

    if (count->kind == TALLY_ADDRESS)
        return;
    if (week && print->week != NULL)
        putc('\n', print->output);
    snprintf(what, sizeof(what), "%s%s%s", kinds[count->kind].row,
             *count->name != '\0' ? " " : "", count->name);
    fprintf(print->output, "%-10s  %-14s  %-26s %6lu", week ? count->from : "",
            week || print_is_new(print->audience, audience) ? audience : "",
            what, count->count);
    if (kinds[count->kind].timed)
        fprintf(print->output, "  %3lu:%02lu:%02lu", count->seconds / 3600,
                count->seconds / 60 % 60, count->seconds % 60);
    putc('\n', print->output);
    print->week = count->week;
    print->audience = audience;
}

void
report_print_table(const struct report *report, FILE *output)
{
    struct print print = {.output = output};

    fprintf(output, "%-10s  %-14s  %-26s %6s  %9s\n", "week from", "audience",
            "what", "count", "read");
    tally_walk(report->tally, print_row, &print);
    if (report->undated > 0)
        fprintf(output, "\n%lu lines without a time are left out.\n",
                report->undated);
}

static void
print_close_list(struct print *print)
{
    if (print->list != NULL)
        fputs("]", print->output);
    print->list = NULL;
}

static void
print_close_week(struct print *print)
{
    print_close_list(print);
    if (print->week != NULL)
        fputs(*print->audience != '\0' ? "}]}" : "}", print->output);
}

/* Open the objects that COUNT is in: a week with the list of its audiences,
 * then one audience. A count without an audience goes next to that list. */
static void
print_open(struct print *print, const struct tally_count *count)
{
    bool week = print_is_new(print->week, count->week);
    const char *before = print->audience;

    if (!week && !print_is_new(before, count->audience))
        return;
    if (week) {
        print_close_week(print);
        fprintf(print->output,
                "%s\n{\"week\":\"%s\",\"from\":\"%s\",\"audiences\":[",
                print->week != NULL ? "," : "", count->week, count->from);
        before = NULL;
    }
    print_close_list(print);
    if (*count->audience != '\0')
        fprintf(print->output, "%s\n {\"audience\":\"%s\"",
                before != NULL ? "}," : "", count->audience);
    else
        fputs(before != NULL ? "}]" : "]", print->output);
    print->week = count->week;
    print->audience = count->audience;
}

static void
print_member(const struct tally_count *count, void *context)
{
    const char *list = kinds[count->kind].list;
    struct print *print = context;

    if (count->kind == TALLY_ADDRESS)
        return;
    print_open(print, count);
    if (list == NULL) {
        fprintf(print->output, ",\"%s\":%lu", kinds[count->kind].row,
                count->count);
        if (kinds[count->kind].timed)
            fprintf(print->output, ",\"seconds\":%lu", count->seconds);
        return;
    }
    if (print_is_new(print->list, list)) {
        print_close_list(print);
        fprintf(print->output, ",\n  \"%s\":[", list);
    } else {
        putc(',', print->output);
    }
    print->list = list;
    fprintf(print->output, "{\"%s\":\"%s\",\"count\":%lu",
            kinds[count->kind].name, count->name, count->count);
    if (kinds[count->kind].timed)
        fprintf(print->output, ",\"seconds\":%lu", count->seconds);
    putc('}', print->output);
}

void
report_print_json(const struct report *report, FILE *output)
{
    struct print print = {.output = output};

    fputs("{\"weeks\":[", output);
    tally_walk(report->tally, print_member, &print);
    print_close_week(&print);
    fprintf(output, "],\n\"undated\":%lu}\n", report->undated);
}
