#pragma once

/*
 * Periods: the startDate and endDate of a job, a degree or a project; or the
 * one date of an award.
 */

#include <stdbool.h>
#include <stddef.h>

#include "language/date.h"

struct language;

struct period {
    const char *start, *end; /* as written; "" if absent; never NULL */
    struct date from, to;    /* parsed; year 0 if not a date */
    bool ongoing; /* has a start and no end, or an end such as "Present",
                     "heute", "至今" */
    bool expires; /* the end is an expiry, as of a certificate */
};

/* Fill PERIOD from the file's START and END. With OPEN_ENDED, a start without
 * an end has not ended yet, as for a job but not for an award. START alone may
 * hold a range ("2019 – 2021"). Borrows both strings. */
void period_read(struct period *period, const char *start, const char *end,
                 bool open_ended);

/* Format PERIOD briefly: "2021 – present", "Mar 2019 – Jun 2021", "Summer
 * 2019"; "" without dates. Returns BUFFER. */
char *period_format(char *buffer, size_t size, const struct period *period,
                    const struct language *language);

/* Format PERIOD in words, for screen readers: "2021 to present". Returns
 * BUFFER. */
char *period_words(char *buffer, size_t size, const struct period *period,
                   const struct language *language);

/* Format the duration of PERIOD, until TODAY if it has not ended: "4 years 8
 * months"; "" if unknown. Dates without a month give years only, and "" below
 * one year. Returns BUFFER. */
char *period_duration(char *buffer, size_t size, const struct period *period,
                      struct date today, const struct language *language);
