#pragma once

/*
 * Dates as written in résumés. JSON Resume (v1.0.0, iso8601) allows YYYY,
 * YYYY-MM and YYYY-MM-DD; any other text ("Summer 2019", "2022-02-30") is kept
 * and shown as written.
 */

#include <stdbool.h>
#include <stddef.h>

struct date {
    short year;        /* 0: not a date */
    signed char month; /* 1-12; 0: only the year is known */
    signed char day;   /* 1-31; 0: unknown */
};

/* Parse TEXT as a date; year 0 if it is not a valid date. */
struct date date_parse(const char *text);

/* Parse one end of a period. OTHER, its other end, may decide whether the day
 * or the month comes first: "3/1/2018" with "5/31/2019". */
struct date date_parse_beside(const char *text, const char *other);

/* Today, local time; or the day of SOURCE_DATE_EPOCH (seconds since 1970, see
 * reproducible-builds.org), which lets screens and documents be made anew byte
 * for byte. Callers pass it on, so that tests can choose it. */
struct date date_today(void);

/* Returns <0, 0 or >0; an unknown month or day counts as 1. */
int date_compare(struct date a, struct date b);

/* The month (1-12) that the LENGTH bytes at NAME denote: "Mar", "März",
 * "enero", in any known language, abbreviated to three letters or more;
 * otherwise 0. */
int date_month_named(const char *name, size_t length);

/* Whether TEXT means "to present" in any known language. */
bool date_is_present_word(const char *text);
