#pragma once

/*
 * Dates as people write them in a résumé. JSON Resume (v1.0.0, iso8601)
 * allows YYYY, YYYY-MM and YYYY-MM-DD; anything else ("Summer 2019",
 * "2022-02-30") is kept and shown as written.
 */

#include <stdbool.h>
#include <stddef.h>

struct language;

struct date {
    short year;        /* 0: not a date */
    signed char month; /* 1-12, 0: only the year is known */
    signed char day;   /* 1-31, 0: not known */
};

struct period {
    const char *start, *end; /* as written; "" absent; never NULL */
    struct date from, to;    /* what the strings mean, if anything */
    bool ongoing;            /* it has a start and is not over: no end, or a
                                word for it ("Present", "heute", "至今") */
};

/* Read TEXT as a date; year 0 where it is none, or one that never was. */
struct date date_parse(const char *text);

/* Today, local time. Callers pass it on, so that tests can choose it. */
struct date date_today(void);

/* <0, 0, >0; an unknown month or day counts as the first. */
int date_compare(struct date a, struct date b);

/* A word that means "not over yet", in any of the languages we know. */
bool date_is_present_word(const char *text);

/* PERIOD as one short text, "" where it has no dates: "2021 – present",
 * "Mar 2019 – Jun 2021", "Summer 2019". Returns BUFFER. */
char *period_format(char *buffer, size_t size, const struct period *period,
                    const struct language *language);

/* How long it lasted, or has lasted by TODAY: "4 years 8 months"; "" where
 * that cannot be known (a year alone is too coarse for months: then years
 * only, and "" below one). Returns BUFFER. */
char *period_duration(char *buffer, size_t size, const struct period *period,
                      struct date today, const struct language *language);
