#include "language/period.h"

#include <stdio.h>
#include <string.h>

#include "language/language.h"
#include "sshd/base/array.h"
#include "text/text_format.h"

/* Read a range in one string: "2019 – 2021", "Mar 2019 - Present". */
static bool
period_read_range(struct period *period, const char *text)
{
    static const char *const dashes[] = {" - ", "–", "—", " to ", "~", "-"};

    for (size_t i = 0; i < COUNT(dashes); i++) {
        const char *dash = strstr(text, dashes[i]);
        char first[32];
        size_t length = dash != NULL ? (size_t)(dash - text) : 0;

        if (dash == NULL || length >= sizeof(first))
            continue;
        memcpy(first, text, length);
        while (length > 0 && first[length - 1] == ' ')
            length--;
        first[length] = '\0';
        dash += strlen(dashes[i]);
        dash += strspn(dash, " ");
        period->from = date_parse(first);
        period->to = date_parse(dash);
        period->ongoing = date_is_present_word(dash);
        if (period->from.year != 0 && (period->to.year != 0 || period->ongoing))
            return true;
        period->from = period->to = (struct date){0};
        period->ongoing = false;
    }
    return false;
}

void
period_read(struct period *period, const char *start, const char *end,
            bool open_ended)
{
    *period = (struct period){.start = start, .end = end};
    period->from = date_parse_beside(start, end);
    period->to = date_parse_beside(end, start);
    if (*end == '\0' && period->from.year == 0 &&
        period_read_range(period, start))
        return;
    period->ongoing = date_is_present_word(end) ||
                      (open_ended && *end == '\0' && period->from.year != 0);
}

/* Both ends of a period as text; a single end is in `from`. */
struct ends {
    char from_date[128], to_date[64];
    const char *from, *to;
};

/* Format DATE, or copy AS_WRITTEN if it is not a date. */
static const char *
period_format_pattern(char *buffer, size_t size, struct date date,
                      const char *as_written, const struct language *language)
{
    return date.year == 0
               ? as_written
               : language_date(buffer, size, language, date.year, date.month);
}

/* Returns whether there are two ends. */
static bool
period_write_ends(struct ends *ends, const struct period *period,
                  const struct language *language)
{
    ends->from = period_format_pattern(ends->from_date, sizeof(ends->from_date),
                                       period->from, period->start, language);
    ends->to = period->ongoing
                   ? language_word(language, WORD_PRESENT)
                   : period_format_pattern(ends->to_date, sizeof(ends->to_date),
                                           period->to, period->end, language);
    if (*ends->from == '\0') {
        ends->from = ends->to;
        if (period->expires && *ends->to != '\0' && !period->ongoing)
            ends->from =
                language_format(ends->from_date, sizeof(ends->from_date),
                                language, WORD_EXPIRES, ends->to);
        return false;
    }
    return *ends->to != '\0' && strcmp(ends->from, ends->to) != 0;
}

char *
period_format(char *buffer, size_t size, const struct period *period,
              const struct language *language)
{
    struct ends ends;
    bool both = period_write_ends(&ends, period, language);

    return text_format(buffer, size, "%s%s%s", ends.from, both ? " – " : "",
                       both ? ends.to : "");
}

char *
period_words(char *buffer, size_t size, const struct period *period,
             const struct language *language)
{
    struct ends ends;

    if (!period_write_ends(&ends, period, language))
        text_format(buffer, size, "%s", ends.from);
    else if (period->ongoing)
        language_format(buffer, size, language, WORD_SINCE, ends.from);
    else
        language_format(buffer, size, language, WORD_FROM_TO, ends.from,
                        ends.to);
    return buffer;
}

char *
period_duration(char *buffer, size_t size, const struct period *period,
                struct date today, const struct language *language)
{
    struct date from = period->from, to = period->to;
    bool months_known;
    int months, years;
    char year_text[64] = "", month_text[64] = "";

    *buffer = '\0';
    if (period->ongoing || (to.year != 0 && date_compare(to, today) > 0))
        to = today;
    if (from.year == 0 || to.year == 0 || date_compare(from, to) > 0)
        return buffer;
    months_known = from.month != 0 && to.month != 0;
    /* Counts the first and the last month: March to June is four months. */
    months = months_known ? to.month - from.month + 1 : 0;
    months += (to.year - from.year) * 12;
    years = months / 12;
    months %= 12;
    if (years > 0)
        language_count(year_text, sizeof(year_text), language, (size_t)years,
                       WORD_YEAR, WORD_YEARS);
    if (months > 0)
        language_count(month_text, sizeof(month_text), language, (size_t)months,
                       WORD_MONTH, WORD_MONTHS);
    snprintf(buffer, size, "%s%s%s", year_text,
             years > 0 && months > 0 ? language->gap : "", month_text);
    return buffer;
}
