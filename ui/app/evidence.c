#include "app/evidence.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/app.h"

/* Shorter names ("C", "Go", "R") must be written exactly so. */
#define LOOSE_CASE_FROM 3

static bool
is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80) != 0 || c == '_';
}

/* Whether the LENGTH bytes at AT stand alone in TEXT: "C" does not in "C++",
 * nor "Java" in "JavaScript". Scripts without blanks between their words
 * have no such thing. */
static bool
stands_alone(const char *text, const char *at, size_t length)
{
    char before = at > text ? at[-1] : ' ';
    char after = at[length];

    if (isalnum((unsigned char)at[0]) && is_word_byte(before))
        return false;
    if (isalnum((unsigned char)at[length - 1]) && is_word_byte(after))
        return false;
    return after != '+' && after != '#';
}

bool
evidence_text_names(const char *text, const char *tag)
{
    size_t length = strlen(tag);

    for (const char *at = text; *at != '\0'; at++) {
        bool same = length < LOOSE_CASE_FROM
                        ? strncmp(at, tag, length) == 0
                        : strncasecmp(at, tag, length) == 0;

        if (same && stands_alone(text, at, length))
            return true;
    }
    return false;
}

static bool
strings_name(const struct strings *strings, const char *tag)
{
    for (size_t i = 0; i < strings->count; i++)
        if (evidence_text_names(strings->items[i], tag))
            return true;
    return false;
}

static bool
entry_names(const struct entry *entry, const char *tag)
{
    return strings_name(&entry->keywords, tag) ||
           evidence_text_names(entry->title, tag) ||
           evidence_text_names(entry->org, tag) ||
           evidence_text_names(entry->summary, tag) ||
           strings_name(&entry->highlights, tag);
}

/* "HTML/CSS" is also used where HTML and CSS are. */
static bool
entry_names_parts(const struct entry *entry, const char *tag)
{
    char parts[64], *rest = parts, *part;

    if (strchr(tag, '/') == NULL || strlen(tag) >= sizeof(parts))
        return false;
    memcpy(parts, tag, strlen(tag) + 1);
    while ((part = strsep(&rest, "/")) != NULL)
        if (*part == '\0' || !entry_names(entry, part))
            return false;
    return true;
}

bool
evidence_names(const struct app *app, size_t view, int item, const char *tag)
{
    const struct entry *entry = app->views[view].items[item].entry;

    return entry_names(entry, tag) || entry_names_parts(entry, tag);
}

static size_t
find_in_view(const struct app *app, size_t view, const char *tag,
             struct evidence *evidence, size_t room)
{
    const struct view *here = &app->views[view];
    size_t count = 0;
    int last_root = -1;

    for (int i = 0; i < here->item_count; i++) {
        int root = view_root(here, i);

        if (here->items[i].tag != NULL || !evidence_names(app, view, i, tag))
            continue;
        if (root == last_root) {
            if (evidence[count - 1].item == root)
                evidence[count - 1].item = i; /* the part says more */
            continue;
        }
        if (count == room)
            break;
        evidence[count++] = (struct evidence){view, root, i};
        last_root = root;
    }
    return count;
}

size_t
evidence_find(const struct app *app, const char *tag,
              struct evidence evidence[EVIDENCE_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < app->view_count; i++)
        count +=
            find_in_view(app, i, tag, evidence + count, EVIDENCE_MAX - count);
    return count;
}

/* Months since the year 0; an unknown month is January. As in a period's
 * duration, the first and the last month both count where they are known. */
static int
month_index(struct date date)
{
    return date.year * 12 + (date.month > 0 ? date.month - 1 : 0);
}

struct span_of_time {
    int from, to; /* month indices, TO excluded */
};

static int
compare(const void *a, const void *b)
{
    const struct span_of_time *x = a, *y = b;

    return x->from - y->from;
}

int
evidence_months(const struct app *app, const struct evidence *evidence,
                size_t count)
{
    struct span_of_time spans[EVIDENCE_MAX];
    size_t known = 0;
    int months = 0, end = 0;

    for (size_t i = 0; i < count; i++) {
        const struct view *view = &app->views[evidence[i].view];
        const struct period *period =
            &view->items[evidence[i].root].entry->period;
        struct date to = period->ongoing ? app->today : period->to;

        bool exact = period->from.month != 0 && to.month != 0;

        if (period->from.year != 0 && to.year != 0)
            spans[known++] = (struct span_of_time){month_index(period->from),
                                                   month_index(to) + exact};
    }
    qsort(spans, known, sizeof(spans[0]), compare);
    for (size_t i = 0; i < known; i++) {
        int from = spans[i].from > end ? spans[i].from : end;

        if (spans[i].to > from) {
            months += spans[i].to - from;
            end = spans[i].to;
        }
    }
    return months;
}
