#include "language/date.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "sshd/base/array.h"

#define YEAR_MIN 1800
#define YEAR_MAX 2199

/* Seconds in a quarter of an hour. In every time zone the day changes at a
 * multiple of it, so a child process need not look up the date again before
 * the next one. */
#define QUARTER ((time_t)15 * 60)

static int
date_days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

/* Make a date; 0 for an unknown part. Returns year 0 if there is no such
 * day. */
static struct date
date_make(int year, int month, int day)
{
    bool good = year >= YEAR_MIN && year <= YEAR_MAX && month <= 12 &&
                (month > 0 || day == 0) &&
                (day == 0 || day <= date_days_in(year, month));

    return good ? (struct date){(short)year, (signed char)month,
                                (signed char)day}
                : (struct date){0};
}

/* Read a number of up to four digits at *TEXT and advance past it. Returns -1
 * without one. */
static int
date_read_number(const char **text, int *digits)
{
    int value = 0;

    for (*digits = 0; isdigit((unsigned char)**text) && *digits < 5; ++*digits)
        value = value * 10 + *(*text)++ - '0';
    return *digits > 0 && *digits < 5 ? value : -1;
}

/* Read a month name at *TEXT ("Mar", "March", "März", "sept.") and advance past
 * it. Returns 0 without one. */
static int
date_read_month_name(const char **text)
{
    const char *at = *text;
    size_t length = 0;
    int month;

    while (isalpha((unsigned char)at[length]) ||
           (length < 24 && (unsigned char)at[length] >= 0x80))
        length++;
    month = date_month_named(at, length);
    if (month == 0)
        return 0;
    *text = at + length;
    return month;
}

/* Skip separators between a month, a day and a year. */
static const char *
date_skip_between(const char *text)
{
    text += strspn(text, "., -/");
    if (strncasecmp(text, "de ", 3) == 0) /* "enero de 2018" */
        text += 3;
    else if (strncasecmp(text, "del ", 4) == 0)
        text += 4;
    return text;
}

/* Read a year that ends TEXT: "2018", "'18", "18". Returns 0 if there is
 * none. */
static int
date_last_year(const char *text)
{
    bool short_year = *text == '\'';
    int digits, year;

    if (strncmp(text, "’", strlen("’")) == 0) {
        short_year = true;
        text += strlen("’");
    } else {
        text += short_year;
    }
    year = date_read_number(&text, &digits);
    if (*text != '\0' || year < 0)
        return 0;
    if (digits == 4 && !short_year)
        return year;
    return digits == 2 ? year + (year < 70 ? 2000 : 1900) : 0;
}

/* Skip the end of an ordinal number: "1st", "2nd", "1er", and "of". */
static const char *
date_skip_ordinal(const char *text)
{
    static const char *const ends[] = {"st", "nd", "rd", "th", "er"};

    for (size_t i = 0; i < COUNT(ends); i++)
        if (strncasecmp(text, ends[i], 2) == 0 &&
            !isalnum((unsigned char)text[2]))
            text += 2;
    return strncasecmp(text, " of ", 4) == 0 ? text + 3 : text;
}

/* Parse "Mar 2019", "March, 2019", "Mar '19", "March 1, 2018". */
static struct date
date_parse_named_month(const char *text)
{
    int month = date_read_month_name(&text), day, digits, year;
    const char *rest;

    if (month == 0)
        return (struct date){0};
    text = date_skip_between(text);
    year = date_last_year(text);
    if (year != 0)
        return date_make(year, month, 0);
    day = date_read_number(&text, &digits);
    text = date_skip_ordinal(text);
    rest = date_skip_between(text);
    if (day <= 0 || digits > 2 || rest == text)
        return (struct date){0};
    return date_make(date_last_year(rest), month, day);
}

/* Parse "1 March 2018", "1. März 2018", "1er mars 2018". */
static struct date
date_parse_named_day(const char *text)
{
    int digits, month, day = date_read_number(&text, &digits);

    if (day <= 0 || digits > 2)
        return (struct date){0};
    text = date_skip_ordinal(text);
    text += strspn(text, ". ");
    text = strncasecmp(text, "de ", 3) == 0 ? text + 3 : text;
    month = date_read_month_name(&text);
    if (month == 0)
        return (struct date){0};
    return date_make(date_last_year(date_skip_between(text)), month, day);
}

/* Parse "2019 March", "2019, Mar". */
static struct date
date_parse_year_first(const char *text)
{
    int digits, month, year = date_read_number(&text, &digits);

    text += strspn(text, "., ");
    month = digits == 4 ? date_read_month_name(&text) : 0;
    return month != 0 && *text == '\0' ? date_make(year, month, 0)
                                       : (struct date){0};
}

/* Parse "2017年3月", "2017年3月1日", "2017년 3월". */
static struct date
date_parse_east_asian(const char *text)
{
    static const char *const marks[3][2] = {
        {"年", "년"}, {"月", "월"}, {"日", "일"}};
    int value[3] = {0}, digits;

    for (size_t i = 0; i < 3 && *text != '\0'; i++) {
        value[i] = date_read_number(&text, &digits);
        if (value[i] <= 0 || (i == 0 && digits != 4))
            return (struct date){0};
        for (size_t j = 0; j < 2; j++)
            if (strncmp(text, marks[i][j], strlen(marks[i][j])) == 0) {
                text += strlen(marks[i][j]);
                text += strspn(text, " ");
                break;
            } else if (j == 1) {
                return (struct date){0};
            }
    }
    return *text == '\0' ? date_make(value[0], value[1], value[2])
                         : (struct date){0};
}

/* Make a date that ends with its year: "03/2019", "31.03.2019", "5/31/2019". If
 * either of the first two numbers can be the month, the date is ambiguous and
 * not a date. */
static struct date
date_make_year_last(const int value[3], int count, char separator)
{
    if (count == 2)
        return date_make(value[1], value[0], 0);
    if (separator == '.' || value[0] > 12 || value[0] == value[1])
        return date_make(value[2], value[1], value[0]);
    if (value[1] > 12)
        return date_make(value[2], value[0], value[1]);
    return (struct date){0};
}

/* Up to three numbers with equal separators. */
struct date_numbers {
    int value[3], digits[3], count;
    char separator; /* 0 if there is one number */
};

/* Read NUMBERS at *TEXT and advance past them. Returns false if a number is
 * missing, is 0 or is too long. */
static bool
date_read_numbers(struct date_numbers *numbers, const char **text)
{
    *numbers = (struct date_numbers){0};
    for (;;) {
        int i = numbers->count++;

        numbers->value[i] = date_read_number(text, &numbers->digits[i]);
        if (numbers->value[i] <= 0)
            return false;
        if (numbers->count == 3 || **text == '\0' ||
            strchr("-/.", **text) == NULL ||
            (numbers->separator != 0 && **text != numbers->separator))
            return true;
        numbers->separator = *(*text)++;
    }
}

/* Skip a time of day, if there is one: T00:00:00.000Z */
static const char *
date_skip_time(const char *text)
{
    if ((*text == 'T' || *text == ' ') && isdigit((unsigned char)text[1]))
        text += strspn(text, "T 0123456789:.,+-Zz");
    return text;
}

/* Whether the year comes last, after numbers of one or two digits: 03/2019,
 * 31.03.2019, 5/31/2019. */
static bool
date_year_is_last(const struct date_numbers *numbers)
{
    int last = numbers->count - 1;

    for (int i = 0; i < last; i++)
        if (numbers->digits[i] > 2)
            return false;
    return last > 0 && numbers->digits[last] == 4;
}

struct date
date_parse(const char *text)
{
    struct date_numbers numbers;
    const int *value = numbers.value, *digits = numbers.digits;
    const char *whole = text;
    struct date date;
    bool read;

    if (!isdigit((unsigned char)*text))
        return date_parse_named_month(text);
    read = date_read_numbers(&numbers, &text);
    if (read && numbers.count == 3)
        text = date_skip_time(text);
    if (!read || *text != '\0') {
        date = date_parse_east_asian(whole);
        if (date.year == 0)
            date = date_parse_year_first(whole);
        return date.year != 0 ? date : date_parse_named_day(whole);
    }
    if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2)
        return date_make(value[0], value[1], value[2]);
    return date_year_is_last(&numbers)
               ? date_make_year_last(value, numbers.count, numbers.separator)
               : (struct date){0};
}

struct date
date_parse_beside(const char *text, const char *other)
{
    struct date date = date_parse(text);
    int first, second, year, length = 0;
    struct date beside;

    if (date.year != 0 ||
        sscanf(text, "%2d/%2d/%4d%n", &first, &second, &year, &length) < 3 ||
        text[length] != '\0')
        return date;
    beside = date_parse(other);
    if (beside.day > 12)
        return atoi(other) == beside.day ? date_make(year, second, first)
                                         : date_make(year, first, second);
    return date;
}

struct date
date_today(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    static time_t quarter = -1;
    static struct date today;
    struct tm day;

    if (now / QUARTER == quarter)
        return today;
    if (localtime_r(&now, &day) == NULL)
        return (struct date){0};
    quarter = now / QUARTER;
    today = date_make(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
    return today;
}

static int
date_first_day_number(struct date date)
{
    int month = date.month > 0 ? date.month : 1;
    int day = date.day > 0 ? date.day : 1;

    return (date.year * 12 + month) * 31 + day;
}

int
date_compare(struct date a, struct date b)
{
    return date_first_day_number(a) - date_first_day_number(b);
}
