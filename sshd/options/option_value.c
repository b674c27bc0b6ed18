#include "options/option_value.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"

static int
option_value_read_list(void *field, const struct option_row *row,
                       const char *text, struct error *error)
{
    struct option_list *list = field;

    if (list->count == OPTIONS_LIST_MAX)
        return error_set(error, "option \"--%s\" is given more than %d times",
                         row->name, OPTIONS_LIST_MAX);
    list->items[list->count++] = text;
    return 0;
}

static int
option_value_read_text(void *field, const struct option_row *row,
                       const char *text, struct error *error)
{
    (void)row;
    (void)error;
    *(const char **)field = text;
    return 0;
}

/* Without TEXT, as on a command line, it is yes. */
static int
option_value_read_flag(void *field, const struct option_row *row,
                       const char *text, struct error *error)
{
    bool yes = text == NULL || strcmp(text, "yes") == 0;

    if (!yes && strcmp(text, "no") != 0)
        return error_set(error, "invalid value \"%s\" of --%s: not yes or no",
                         text, row->name);
    *(bool *)field = yes;
    return 0;
}

/* Split TEXT into a *NUMBER and a *UNIT, one character or 0. */
static bool
option_value_split(const char *text, unsigned long *number, char *unit)
{
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 9 || strlen(text + digits) > 1)
        return false;
    *number = strtoul(text, NULL, 10);
    *unit = text[digits];
    return true;
}

static int
option_value_read_count(void *field, const struct option_row *row,
                        const char *text, struct error *error)
{
    unsigned long number;
    char unit;

    if (!option_value_split(text, &number, &unit) || unit != '\0' ||
        number < row->min || number > row->max)
        return error_set(
            error, "invalid value \"%s\" of --%s: not a number from %lu to %lu",
            text, row->name, row->min, row->max);
    *(unsigned long *)field = number;
    return 0;
}

static int
option_value_read_duration(void *field, const struct option_row *row,
                           const char *text, struct error *error)
{
    static const struct {
        char unit;
        unsigned seconds;
    } units[] = {{'\0', 1}, {'s', 1}, {'m', 60}, {'h', 3600}};
    unsigned long number;
    char unit;

    if (option_value_split(text, &number, &unit))
        for (size_t i = 0; i < COUNT(units); i++)
            if (units[i].unit == unit &&
                number <= row->max / units[i].seconds &&
                number * units[i].seconds >= row->min) {
                *(unsigned long *)field = number * units[i].seconds;
                return 0;
            }
    return error_set(error,
                     "invalid value \"%s\" of --%s: not a time from %lu to "
                     "%lu seconds, such as 90, 90s, 10m or 1h",
                     text, row->name, row->min, row->max);
}

static int
option_value_read_ramp(void *field, const struct option_row *row,
                       const char *text, struct error *error)
{
    struct srclimit_ramp *ramp = field;
    int end = 0;

    if (strspn(text, "0123456789:") == strlen(text) &&
        sscanf(text, "%6lu:%3lu:%6lu%n", &ramp->start, &ramp->percent,
               &ramp->full, &end) == 3 &&
        text[end] == '\0' && ramp->start >= row->min &&
        ramp->start < ramp->full && ramp->full <= row->max &&
        ramp->percent <= 100)
        return 0;
    return error_set(error,
                     "invalid value \"%s\" of --%s: not START:PERCENT:FULL, "
                     "such as 10:30:60",
                     text, row->name);
}

static int
option_value_read_format(void *field, const struct option_row *row,
                         const char *text, struct error *error)
{
    static const char *const names[] = {
        [LOG_FORMAT_TEXT] = "text", [LOG_FORMAT_JSON] = "json"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(text, names[i]) == 0) {
            *(enum log_format *)field = (enum log_format)i;
            return 0;
        }
    return error_set(error, "invalid value \"%s\" of --%s: not text or json",
                     text, row->name);
}

/* How each kind reads its argument TEXT into FIELD. */
static int (*const option_value_readers[])(void *field,
                                           const struct option_row *row,
                                           const char *text,
                                           struct error *error) = {
    [KIND_LIST] = option_value_read_list,
    [KIND_TEXT] = option_value_read_text,
    [KIND_COUNT] = option_value_read_count,
    [KIND_DURATION] = option_value_read_duration,
    [KIND_RAMP] = option_value_read_ramp,
    [KIND_FORMAT] = option_value_read_format,
    [KIND_FLAG] = option_value_read_flag,
};

int
option_value_read(struct options *options, const struct option_row *row,
                  const char *text, struct error *error)
{
    return option_value_readers[row->kind]((char *)options + row->offset, row,
                                           text, error);
}
