#include "period.h"

#include <stdio.h>
#include <string.h>

#include "language.h"

/* "2019 – 2021", "Mar 2019 - Present": a range in one string. */
static bool
read_range(struct period *period, const char *text)
{
    static const char *const dashes[] = {" - ", "–", "—", " to ", "~", "-"};

    for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
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
    period->from = date_parse(start);
    period->to = date_parse(end);
    if (*end == '\0' && period->from.year == 0 && read_range(period, start))
        return;
    period->ongoing = date_is_present_word(end) ||
                      (open_ended && *end == '\0' && period->from.year != 0);
}

/* DATE for people, or AS_WRITTEN where it is none. */
static const char *
format(char *buffer, size_t size, struct date date, const char *as_written,
       const struct language *language)
{
    if (date.year == 0)
        return as_written;
    if (date.month == 0)
        snprintf(buffer, size, "%d", date.year);
    else
        snprintf(buffer, size, "%s %d", language->months[date.month - 1],
                 date.year);
    return buffer;
}

static char *
join(char *buffer, size_t size, const struct period *period,
     const struct language *language, const char *between)
{
    char from_text[64], to_text[64];
    const char *from = format(from_text, sizeof(from_text), period->from,
                              period->start, language);
    const char *to = period->ongoing
                         ? language_word(language, WORD_PRESENT)
                         : format(to_text, sizeof(to_text), period->to,
                                  period->end, language);
    bool both = *from != '\0' && *to != '\0' && strcmp(from, to) != 0;

    snprintf(buffer, size, "%s%s%s", from, both ? between : "",
             both || *from == '\0' ? to : "");
    return buffer;
}

char *
period_format(char *buffer, size_t size, const struct period *period,
              const struct language *language)
{
    return join(buffer, size, period, language, " – ");
}

char *
period_words(char *buffer, size_t size, const struct period *period,
             const struct language *language)
{
    char between[32];

    snprintf(between, sizeof(between), " %s ",
             language_word(language, WORD_TO));
    return join(buffer, size, period, language, between);
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
    /* The first and the last month both count: March to June is four. */
    months = months_known ? to.month - from.month + 1 : 0;
    months += (to.year - from.year) * 12;
    years = months / 12;
    months %= 12;
    if (years > 0)
        snprintf(year_text, sizeof(year_text), "%d %s", years,
                 language_word(language, years == 1 ? WORD_YEAR : WORD_YEARS));
    if (months > 0)
        snprintf(
            month_text, sizeof(month_text), "%d %s", months,
            language_word(language, months == 1 ? WORD_MONTH : WORD_MONTHS));
    snprintf(buffer, size, "%s%s%s", year_text,
             years > 0 && months > 0 ? " " : "", month_text);
    return buffer;
}
