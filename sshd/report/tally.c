#include "report/tally.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY 86400

/* Fill TIME with the day of DATE. Returns false if there is no such day. */
static bool
tally_read_date(const char *date, struct tm *day)
{
    int year, month, of_month;
    time_t seconds;

    if (sscanf(date, "%4d-%2d-%2d", &year, &month, &of_month) != 3 ||
        year < 1970)
        return false;
    *day = (struct tm){
        .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = of_month};
    seconds = timegm(day);
    return gmtime_r(&seconds, day) != NULL && day->tm_mday == of_month &&
           day->tm_mon == month - 1;
}

bool
tally_is_date(const char *date)
{
    struct tm day;

    return tally_read_date(date, &day);
}

static int
tally_compare(const void *a, const void *b)
{
    const struct tally_count *one = a, *other = b;
    int order = strcmp(one->week, other->week);

    if (order == 0) /* counts without an audience come last */
        order = (*one->audience == '\0') - (*other->audience == '\0');
    if (order == 0)
        order = strcmp(one->audience, other->audience);
    if (order == 0)
        order = (int)one->kind - (int)other->kind;
    return order != 0 ? order : strcmp(one->name, other->name);
}

/* Set WEEK and FROM for DATE. */
static void
tally_set_week(struct tally_count *count, const char *date)
{
    struct tm day = {0};
    time_t monday;

    tally_read_date(date, &day);
    strftime(count->week, sizeof(count->week), "%G-W%V", &day);
    monday = timegm(&day) - (day.tm_wday + 6) % 7 * (time_t)DAY;
    gmtime_r(&monday, &day);
    strftime(count->from, sizeof(count->from), "%Y-%m-%d", &day);
}

struct tally_count *
tally_find(struct tally *tally, const char *date, const char *audience,
           enum tally_kind kind, const char *name)
{
    struct tally_count *count = calloc(1, sizeof(*count)), **found;

    if (count == NULL)
        return NULL;
    tally_set_week(count, date);
    snprintf(count->audience, sizeof(count->audience), "%s", audience);
    snprintf(count->name, sizeof(count->name), "%s", name);
    count->kind = kind;
    found = tsearch(count, &tally->tree, tally_compare);
    if (found == NULL || *found != count)
        free(count);
    return found == NULL ? NULL : *found;
}

/* The context of twalk_r(3). */
struct tally_walk {
    void (*function)(const struct tally_count *count, void *context);
    void *context;
};

static void
tally_visit(const void *node, VISIT visit, void *data)
{
    const struct tally_walk *walk = data;

    if (visit == postorder || visit == leaf)
        walk->function(*(struct tally_count *const *)node, walk->context);
}

void
tally_walk(const struct tally *tally,
           void (*function)(const struct tally_count *count, void *context),
           void *context)
{
    struct tally_walk walk = {function, context};

    twalk_r(tally->tree, tally_visit, &walk);
}

void
tally_fini(struct tally *tally)
{
    tdestroy(tally->tree, free);
    tally->tree = NULL;
}
