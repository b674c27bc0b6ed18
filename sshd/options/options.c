#include "options/options.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/option.h"
#include "base/version.h"
#include "options/option_value.h"
#include "options/options_file.h"

#define HELP_COLUMNS 79
#define HELP_INDENT  28

/* Print TEXT broken at blanks; its first line begins at COLUMN, all others at
 * HELP_INDENT. */
static void
options_print_wrapped(const char *text, int column)
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
options_print_row(const struct option_row *row)
{
    char letter[] = {'-', row->letter, ',', ' ', '\0'}, help[128];
    int column = printf("  %s--%s%s%s", row->letter != 0 ? letter : "",
                        row->name, row->argument != NULL ? " " : "",
                        row->argument != NULL ? row->argument : "");

    snprintf(help, sizeof(help), "%s%s%s%s", row->help,
             row->preset != NULL ? " [" : "",
             row->preset != NULL ? row->preset : "",
             row->preset != NULL ? "]" : "");
    options_print_wrapped(help, column);
}

static void
options_print_help(void)
{
    puts("Usage: resume-sshd [OPTION]...\n\n"
         "Serve a published directory over SSH, without accounts.\n");
    for (size_t i = 0; i < options_count; i++)
        options_print_row(&options_table[i]);
    puts(
        "\nTIME is 90, 90s, 10m or 1h. --listen, --proxy-listen and --host-key "
        "may be\nrepeated. resume-sshd(8) says more.");
}

static bool
options_takes_argument(const struct option_row *row)
{
    return row->argument != NULL && row->argument[0] != '[';
}

/* The table as option_next() reads it; an option without a letter has its index
 * for a value. */
static void
options_specify(struct option_spec *specs)
{
    for (size_t i = 0; i < options_count; i++) {
        const struct option_row *row = &options_table[i];

        specs[i] = (struct option_spec){
            .value = row->letter != 0 ? row->letter : OPTIONS_LONG + (int)i,
            .name = row->name,
            .argument = options_takes_argument(row) ? row->argument : NULL};
    }
}

/* The row that option_next() means by RESULT. */
static const struct option_row *
options_find(int result)
{
    if (result >= OPTIONS_LONG)
        return &options_table[result - OPTIONS_LONG];
    for (size_t i = 0; i < options_count; i++)
        if (options_table[i].letter == result)
            return &options_table[i];
    return NULL;
}

/* Apply the option of ROW with its argument TEXT, or NULL. */
static enum options_outcome
options_apply(struct options *options, const struct option_row *row,
              const char *text, struct error *error)
{
    if (row->kind == KIND_HELP) {
        options_print_help();
        return OPTIONS_EXIT;
    }
    if (row->kind == KIND_VERSION) {
        printf("resume-sshd %s\n", version_build);
        return OPTIONS_EXIT;
    }
    if (options_takes_argument(row) && (text == NULL || *text == '\0')) {
        error_set(error, "option \"--%s\" needs an argument: %s", row->name,
                  row->argument);
        return OPTIONS_INVALID;
    }
    if (row->kind == KIND_PRINT_CONFIG) {
        options_file_print();
        return OPTIONS_EXIT;
    }
    if (row->kind == KIND_CONFIG)
        return options_file_read(options, text, error) < 0 ? OPTIONS_INVALID
                                                           : OPTIONS_OK;
    return option_value_read(options, row, text, error) < 0 ? OPTIONS_INVALID
                                                            : OPTIONS_OK;
}

enum options_outcome
options_parse(struct options *options, int argc, char **argv,
              struct error *error)
{
    struct option_spec specs[OPTIONS_MAX];
    enum options_outcome outcome = OPTIONS_OK;
    int result;

    memset(options, 0, sizeof(*options));
    for (size_t i = 0; i < options_count; i++)
        if (options_table[i].preset != NULL &&
            option_value_read(options, &options_table[i],
                              options_table[i].preset, error) < 0)
            return OPTIONS_INVALID;
    options_specify(specs);
    optind = 0; /* begin anew, for tests */
    while (outcome == OPTIONS_OK &&
           (result = option_next(specs, options_count, argc, argv, error)) !=
               OPTIONS_END) {
        const struct option_row *row =
            result == OPTIONS_BAD ? NULL : options_find(result);

        outcome = row == NULL ? OPTIONS_INVALID
                              : options_apply(options, row, optarg, error);
    }
    if (options->report && optind < argc)
        options->report_file = argv[optind++];
    if (outcome == OPTIONS_OK && optind < argc) {
        option_unexpected(error, argv[optind]);
        return OPTIONS_INVALID;
    }
    return outcome;
}
