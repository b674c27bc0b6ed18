#pragma once

/*
 * From when to when: the startDate and endDate of a job, a degree, a
 * project; or one date alone, of a prize.
 */

#include <stdbool.h>
#include <stddef.h>

#include "language/date.h"

struct language;

struct period {
    const char *start, *end; /* as written; "" absent; never NULL */
    struct date from, to;    /* what the strings mean, if anything */
    bool ongoing;            /* it has a start and is not over: no end, or a
                                word for it ("Present", "heute", "至今") */
};

/* Fill PERIOD from what the file says. OPEN_ENDED: a start without an end
 * has not ended yet, as for a job, but not for a prize. A range in START
 * alone ("2019 – 2021") is understood. Borrows both strings. */
void period_read(struct period *period, const char *start, const char *end,
                 bool open_ended);

/* PERIOD as one short text, "" where it has no dates: "2021 – present",
 * "Mar 2019 – Jun 2021", "Summer 2019". Returns BUFFER. */
char *period_format(char *buffer, size_t size, const struct period *period,
                    const struct language *language);

/* The same as a voice reads it: "2021 to present". Returns BUFFER. */
char *period_words(char *buffer, size_t size, const struct period *period,
                   const struct language *language);

/* How long it lasted, or has lasted by TODAY: "4 years 8 months"; "" where
 * that cannot be known (a year alone is too coarse for months: then years
 * only, and "" below one). Returns BUFFER. */
char *period_duration(char *buffer, size_t size, const struct period *period,
                      struct date today, const struct language *language);
