#pragma once

/*
 * The counts of a report: how often something happened in a week, to an
 * audience, and for how many seconds. They are kept in the order of the
 * report.
 */

#include <stdbool.h>
#include <stddef.h>

#define TALLY_NAME_MAX 64

enum tally_kind {
    TALLY_PEOPLE,   /* addresses that at least one visit came from */
    TALLY_ADDRESS,  /* one of these, by its name; not printed */
    TALLY_VISITS,   /* sessions of people, and how long they read */
    TALLY_BOTS,     /* connections that nothing was shown to */
    TALLY_PAGE,     /* visits that a page was shown to, and how long */
    TALLY_DOCUMENT, /* visits that took a document */
    TALLY_REFUSED,  /* sessions with a refused request, by the request */
    TALLY_REJECTED, /* connections, by the reason; of no audience */
    TALLY_DROPPED,  /* connections from a proxy; likewise */
};

struct tally_count {
    char week[9];                  /* "2026-W49" of ISO 8601 */
    char from[11];                 /* its Monday, "2026-11-30" */
    char audience[TALLY_NAME_MAX]; /* "": of none */
    enum tally_kind kind;
    char name[TALLY_NAME_MAX]; /* of what was counted, or "" */
    unsigned long count, seconds;
};

/* All zero: nothing was counted. */
struct tally {
    void *tree; /* of tsearch(3) */
};

/* Find or make a count; NULL without memory. DATE, "2026-11-30...", decides the
 * week; the other strings are cut to what fits. */
struct tally_count *tally_find(struct tally *tally, const char *date,
                               const char *audience, enum tally_kind kind,
                               const char *name);

/* Whether DATE is a valid calendar date. */
bool tally_is_date(const char *date);

/* Call FUNCTION with each count, in order: by week, by audience, those of none
 * last, by kind and by name. */
void tally_walk(const struct tally *tally,
                void (*function)(const struct tally_count *count,
                                 void *context),
                void *context);

void tally_fini(struct tally *tally);
