#include "options.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/version.h"

#define HELP_COLUMNS 79
#define HELP_INDENT  28
#define LONG_OPTION  256 /* the getopt_long(3) value of the first row */

static int
option_read_list(void *field, const struct option_row *row, const char *text,
                 struct error *error)
{
    struct option_list *list = field;

    if (list->count == OPTIONS_LIST_MAX)
        return error_set(error, "option \"--%s\" is given more than %d times",
                         row->name, OPTIONS_LIST_MAX);
    list->items[list->count++] = text;
    return 0;
}

static int
option_read_text(void *field, const struct option_row *row, const char *text,
                 struct error *error)
{
    (void)row;
    (void)error;
    *(const char **)field = text;
    return 0;
}

static int
option_read_flag(void *field, const struct option_row *row, const char *text,
                 struct error *error)
{
    (void)row;
    (void)text;
    (void)error;
    *(bool *)field = true;
    return 0;
}

/* Split TEXT into a *NUMBER and a *UNIT, one character or 0. */
static bool
option_split_number(const char *text, unsigned long *number, char *unit)
{
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 9 || strlen(text + digits) > 1)
        return false;
    *number = strtoul(text, NULL, 10);
    *unit = text[digits];
    return true;
}

static int
option_read_count(void *field, const struct option_row *row, const char *text,
                  struct error *error)
{
    unsigned long number;
    char unit;

    if (!option_split_number(text, &number, &unit) || unit != '\0' ||
        number < row->min || number > row->max)
        return error_set(
            error, "invalid value \"%s\" of --%s: not a number from %lu to %lu",
            text, row->name, row->min, row->max);
    *(unsigned long *)field = number;
    return 0;
}

static int
option_read_duration(void *field, const struct option_row *row,
                     const char *text, struct error *error)
{
    static const struct {
        char unit;
        unsigned seconds;
    } units[] = {{'\0', 1}, {'s', 1}, {'m', 60}, {'h', 3600}};
    unsigned long number;
    char unit;

    if (option_split_number(text, &number, &unit))
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
option_read_ramp(void *field, const struct option_row *row, const char *text,
                 struct error *error)
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
option_read_format(void *field, const struct option_row *row, const char *text,
                   struct error *error)
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
static int (*const option_readers[])(void *field, const struct option_row *row,
                                     const char *text, struct error *error) = {
    [KIND_LIST] = option_read_list,   [KIND_TEXT] = option_read_text,
    [KIND_COUNT] = option_read_count, [KIND_DURATION] = option_read_duration,
    [KIND_RAMP] = option_read_ramp,   [KIND_FORMAT] = option_read_format,
    [KIND_FLAG] = option_read_flag,
};

static int
option_read(struct options *options, const struct option_row *row,
            const char *text, struct error *error)
{
    return option_readers[row->kind]((char *)options + row->offset, row, text,
                                     error);
}

/* Print TEXT broken at blanks; its first line begins at COLUMN, all others at
 * HELP_INDENT. */
static void
option_print_wrapped(const char *text, int column)
{
    while (*text != '\0') {
        size_t length = strlen(text), room = HELP_COLUMNS - HELP_INDENT;

        if (length > room)
            for (length = room; text[length] != ' ';)
                length--;
        printf("%*s%.*s\n", HELP_INDENT - column, "", (int)length, text);
        column = 0;
        text += length;
        text += strspn(text, " ");
    }
}

static void
option_print_row(const struct option_row *row)
{
    char letter[] = {'-', row->letter, ',', ' ', '\0'}, help[128];
    int column = printf("  %s--%s%s%s", row->letter != 0 ? letter : "",
                        row->name, row->argument != NULL ? " " : "",
                        row->argument != NULL ? row->argument : "");

    snprintf(help, sizeof(help), "%s%s%s%s", row->help,
             row->preset != NULL ? " [" : "",
             row->preset != NULL ? row->preset : "",
             row->preset != NULL ? "]" : "");
    option_print_wrapped(help, column);
}

static void
option_print_help(void)
{
    puts("Usage: resume-sshd [OPTION]...\n\n"
         "Serve a published directory over SSH, without accounts.\n");
    for (size_t i = 0; i < OPTIONS_COUNT; i++)
        option_print_row(&options_table[i]);
    puts(
        "\nTIME is 90, 90s, 10m or 1h. --listen, --proxy-listen and --host-key "
        "may be\nrepeated. resume-sshd(8) says more.");
}

static bool
option_takes_argument(const struct option_row *row)
{
    return row->argument != NULL && row->argument[0] != '[';
}

/* The row that getopt_long(3) means by RESULT. */
static const struct option_row *
option_find(int result)
{
    if (result >= LONG_OPTION)
        return &options_table[result - LONG_OPTION];
    for (size_t i = 0; i < OPTIONS_COUNT; i++)
        if (options_table[i].letter != 0 && options_table[i].letter == result)
            return &options_table[i];
    return NULL;
}

/* Fill ERROR with why getopt_long(3) did not take an option of ARGV. */
static void
option_set_error(struct error *error, char **argv)
{
    const struct option_row *row = option_find(optopt);
    const char *text = argv[optind - 1];
    size_t matches = 0;

    if (row != NULL) {
        error_set(error, "option \"--%s\" takes no argument", row->name);
        return;
    }
    if (optopt != 0) {
        error_set(error, "unknown option \"-%c\" (see --help)", optopt);
        return;
    }
    for (size_t i = 0; i < OPTIONS_COUNT; i++)
        matches += strncmp(options_table[i].name, text + 2,
                           strcspn(text + 2, "=")) == 0;
    error_set(error, "%s option \"%s\" (see --help)",
              matches > 1 ? "ambiguous" : "unknown", text);
}

/* Apply the option of ROW with its argument TEXT, or NULL. */
static enum options_outcome
option_apply(struct options *options, const struct option_row *row,
             const char *text, struct error *error)
{
    if (row->kind == KIND_HELP) {
        option_print_help();
        return OPTIONS_EXIT;
    }
    if (row->kind == KIND_VERSION) {
        printf("resume-sshd %s\n", version_build);
        return OPTIONS_EXIT;
    }
    if (option_takes_argument(row) && (text == NULL || *text == '\0')) {
        error_set(error, "option \"--%s\" needs an argument: %s", row->name,
                  row->argument);
        return OPTIONS_INVALID;
    }
    return option_read(options, row, text, error) < 0 ? OPTIONS_INVALID
                                                      : OPTIONS_OK;
}

enum options_outcome
options_parse(struct options *options, int argc, char **argv,
              struct error *error)
{
    struct option longs[OPTIONS_COUNT + 1] = {{.name = NULL}};
    enum options_outcome outcome = OPTIONS_OK;
    const struct option_row *row;
    int result;

    memset(options, 0, sizeof(*options));
    for (size_t i = 0; i < OPTIONS_COUNT; i++) {
        longs[i] =
            (struct option){.name = options_table[i].name,
                            .has_arg = option_takes_argument(&options_table[i])
                                           ? required_argument
                                           : no_argument,
                            .val = LONG_OPTION + (int)i};
        if (options_table[i].preset != NULL &&
            option_read(options, &options_table[i], options_table[i].preset,
                        error) < 0)
            return OPTIONS_INVALID;
    }
    opterr = 0;
    optind = 0; /* begin anew, for tests */
    while (outcome == OPTIONS_OK &&
           (result = getopt_long(argc, argv, ":hV", longs, NULL)) != -1) {
        if (result == '?') {
            option_set_error(error, argv);
            return OPTIONS_INVALID;
        }
        row = option_find(result == ':' ? optopt : result);
        outcome = row == NULL ? OPTIONS_INVALID
                              : option_apply(options, row, optarg, error);
    }
    if (options->report && optind < argc)
        options->report_file = argv[optind++];
    if (outcome == OPTIONS_OK && optind < argc) {
        error_set(error, "unexpected argument \"%s\" (see --help)",
                  argv[optind]);
        return OPTIONS_INVALID;
    }
    return outcome;
}
