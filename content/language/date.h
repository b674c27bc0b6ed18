#pragma once

/*
 * Dates as people write them in a résumé. JSON Resume (v1.0.0, iso8601)
 * allows YYYY, YYYY-MM and YYYY-MM-DD; anything else ("Summer 2019",
 * "2022-02-30") is kept and shown as written.
 */

#include <stdbool.h>
#include <stddef.h>

struct date {
    short year;        /* 0: not a date */
    signed char month; /* 1-12, 0: only the year is known */
    signed char day;   /* 1-31, 0: not known */
};

/* Read TEXT as a date; year 0 where it is none, or one that never was. */
struct date date_parse(const char *text);

/* The same of one end of a period, where OTHER, its other end, may tell
 * whether the day or the month comes first: "3/1/2018" with "5/31/2019". */
struct date date_parse_beside(const char *text, const char *other);

/* Today, local time. Callers pass it on, so that tests can choose it. */
struct date date_today(void);

/* <0, 0, >0; an unknown month or day counts as the first. */
int date_compare(struct date a, struct date b);

/* The month (1-12) that the LENGTH bytes at NAME call: "Mar", "März", "enero",
 * in any of the languages we know, shortened to three letters or more; 0 for
 * none. */
int date_month_named(const char *name, size_t length);

/* A word that means "not over yet", in any of the languages we know. */
bool date_is_present_word(const char *text);
