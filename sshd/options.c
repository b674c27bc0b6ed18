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
#include "option_value.h"
#include "options_file.h"

#define HELP_COLUMNS 79
#define HELP_INDENT  28
#define LONG_OPTION  256 /* the getopt_long(3) value of the first row */

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
            option_value_read(options, &options_table[i],
                              options_table[i].preset, error) < 0)
            return OPTIONS_INVALID;
    }
    opterr = 0;
    optind = 0; /* begin anew, for tests */
    while (outcome == OPTIONS_OK &&
           (result = getopt_long(argc, argv, ":f:htV", longs, NULL)) != -1) {
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
