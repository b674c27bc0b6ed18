#include "base/option.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"

#define ROWS_MAX 48

static const struct option_spec *
option_find(const struct option_spec *rows, size_t count, int value)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].value == value)
            return &rows[i];
    return NULL;
}

/* Fill ERROR with why getopt_long(3) returned RESULT, which is ':' or '?'. */
static void
option_set_error(const struct option_spec *rows, size_t count, char **argv,
                 int result, struct error *error)
{
    const struct option_spec *row = option_find(rows, count, optopt);
    const char *text = argv[optind - 1];
    size_t matches = 0;

    if (row != NULL && result == ':') {
        error_set(error, "option \"--%s\" needs an argument: %s", row->name,
                  row->argument);
        return;
    }
    if (row != NULL) {
        error_set(error, "option \"--%s\" takes no argument", row->name);
        return;
    }
    if (optopt != 0) {
        error_set(error, "unknown option \"-%c\" (see --help)", optopt);
        return;
    }
    for (size_t i = 0; i < count; i++)
        matches += strncmp(rows[i].name, text + 2, strcspn(text + 2, "=")) == 0;
    error_set(error, "%s option \"%s\" (see --help)",
              matches > 1 ? "ambiguous" : "unknown", text);
}

int
option_next(const struct option_spec *rows, size_t count, int argc, char **argv,
            struct error *error)
{
    struct option longs[ROWS_MAX + 1] = {{.name = NULL}};
    char letters[2 * ROWS_MAX + 2] = ":";
    size_t length = 1;
    int result;

    for (size_t i = 0; i < count && i < ROWS_MAX; i++) {
        longs[i] = (struct option){.name = rows[i].name,
                                   .has_arg = rows[i].argument != NULL
                                                  ? required_argument
                                                  : no_argument,
                                   .val = rows[i].value};
        if (rows[i].value >= OPTIONS_LONG)
            continue;
        letters[length++] = (char)rows[i].value;
        if (rows[i].argument != NULL)
            letters[length++] = ':';
    }
    opterr = 0;
    result = getopt_long(argc, argv, letters, longs, NULL);
    if (result == -1)
        return OPTIONS_END;
    if (result != '?' && result != ':')
        return result;
    option_set_error(rows, count, argv, result, error);
    return OPTIONS_BAD;
}

void
option_unexpected(struct error *error, const char *argument)
{
    error_set(error, "unexpected argument \"%s\" (see --help)", argument);
}

void
option_print(const struct option_spec *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char left[64];

        snprintf(left, sizeof(left), "%s%s%s", rows[i].name,
                 rows[i].argument == NULL ? "" : " ",
                 rows[i].argument == NULL ? "" : rows[i].argument);
        if (rows[i].value < OPTIONS_LONG)
            printf("  -%c, --%-17s %s\n", rows[i].value, left, rows[i].help);
        else
            printf("      --%-17s %s\n", left, rows[i].help);
    }
}
