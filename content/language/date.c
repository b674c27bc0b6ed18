#include "language/date.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define YEAR_MIN 1800
#define YEAR_MAX 2199

static const char *const english_months[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

static int
days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

/* A date of these parts, 0 for an unknown one; none where there is no such
 * day. */
static struct date
make(int year, int month, int day)
{
    bool good = year >= YEAR_MIN && year <= YEAR_MAX && month <= 12 &&
                (month > 0 || day == 0) &&
                (day == 0 || day <= days_in(year, month));

    return good ? (struct date){(short)year, (signed char)month,
                                (signed char)day}
                : (struct date){0};
}

/* A number of up to four digits at *TEXT, stepped over; -1 for none. */
static int
number(const char **text, int *digits)
{
    int value = 0;

    for (*digits = 0; isdigit((unsigned char)**text) && *digits < 5; ++*digits)
        value = value * 10 + *(*text)++ - '0';
    return *digits > 0 && *digits < 5 ? value : -1;
}

/* "Mar 2019", "March 2019", "Mar. 2019", "March, 2019" */
static struct date
parse_named_month(const char *text)
{
    size_t length = 0;
    int digits, year;

    while (isalpha((unsigned char)text[length]))
        length++;
    for (int month = 1; month <= 12 && length >= 3; month++) {
        const char *name = english_months[month - 1];

        if (length > strlen(name) || strncasecmp(name, text, length) != 0)
            continue;
        text += length;
        text += strspn(text, "., -/");
        year = number(&text, &digits);
        if (digits == 4 && *text == '\0')
            return make(year, month, 0);
        break;
    }
    return (struct date){0};
}

/* Up to three numbers with the same separator between them. */
struct date_numbers {
    int value[3], digits[3], count;
    char separator; /* 0 when there is one number */
};

/* Read NUMBERS at *TEXT and step over them. False when one is missing, is 0
 * or is too long. */
static bool
date_read_numbers(struct date_numbers *numbers, const char **text)
{
    *numbers = (struct date_numbers){0};
    for (;;) {
        int i = numbers->count++;

        numbers->value[i] = number(text, &numbers->digits[i]);
        if (numbers->value[i] <= 0)
            return false;
        if (numbers->count == 3 || **text == '\0' ||
            strchr("-/.", **text) == NULL ||
            (numbers->separator != 0 && **text != numbers->separator))
            return true;
        numbers->separator = *(*text)++;
    }
}

/* TEXT after a time of day, if one follows: T00:00:00.000Z */
static const char *
date_skip_time(const char *text)
{
    if ((*text == 'T' || *text == ' ') && isdigit((unsigned char)text[1]))
        text += strspn(text, "T 0123456789:.,+-Zz");
    return text;
}

/* Whether the year comes last, after one or two digits each: 03/2019,
 * 31.03.2019 */
static bool
date_year_is_last(const struct date_numbers *numbers)
{
    int last = numbers->count - 1;

    for (int i = 0; i < last; i++)
        if (numbers->digits[i] > 2)
            return false;
    return numbers->digits[last] == 4 &&
           (last == 1 || (last == 2 && numbers->separator == '.'));
}

struct date
date_parse(const char *text)
{
    struct date_numbers numbers;
    const int *value = numbers.value, *digits = numbers.digits;

    if (isalpha((unsigned char)*text))
        return parse_named_month(text);
    if (!date_read_numbers(&numbers, &text))
        return (struct date){0};
    if (numbers.count == 3)
        text = date_skip_time(text);
    if (*text != '\0')
        return (struct date){0};
    if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2)
        return make(value[0], value[1], value[2]);
    if (!date_year_is_last(&numbers))
        return (struct date){0};
    return numbers.count == 2 ? make(value[1], value[0], 0)
                              : make(value[2], value[1], value[0]);
}

struct date
date_today(void)
{
    time_t now = time(NULL);
    struct tm day;

    if (localtime_r(&now, &day) == NULL)
        return (struct date){0};
    return make(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

static int
first_day_number(struct date date)
{
    int month = date.month > 0 ? date.month : 1;
    int day = date.day > 0 ? date.day : 1;

    return (date.year * 12 + month) * 31 + day;
}

int
date_compare(struct date a, struct date b)
{
    return first_day_number(a) - first_day_number(b);
}
