#pragma once

/*
 * The command line options, one row of a table for each: names, arguments,
 * limits, defaults and help. Parsing, defaults and --help come from it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "process/limits.h"
#include "process/log.h"
#include "supervisor/penalty.h"
#include "supervisor/srclimit.h"

#define OPTIONS_LIST_MAX 16

struct option_list {
    const char *items[OPTIONS_LIST_MAX];
    size_t count;
};

/* The values. Strings point into argv; NULL if an option was not given. */
struct options {
    struct option_list listen, proxy_listen, host_keys;
    const char *content, *published, *renderer, *publisher;
    const char *metrics;
    const char *user;
    unsigned long metrics_interval; /* seconds */
    unsigned long max_sessions;
    struct srclimit_bounds bounds;
    struct penalty_terms penalties;
    struct limits limits;
    unsigned long publish_timeout; /* seconds */
    enum log_format log_format;
    bool watch;
    bool test;
    bool report, json;
    const char *report_file; /* NULL: standard input */
};

/* How the argument is read. */
enum option_kind {
    KIND_LIST,
    KIND_TEXT,
    KIND_COUNT,
    KIND_DURATION,
    KIND_RAMP,
    KIND_FORMAT,
    KIND_FLAG,
    KIND_CONFIG,
    KIND_PRINT_CONFIG,
    KIND_HELP,
    KIND_VERSION,
};

struct option_row {
    const char *name; /* without its two dashes */
    char letter;      /* the short option, or 0 */
    enum option_kind kind;
    const char *argument;   /* its name in --help; NULL: takes none; in
                               brackets: the operand, if there is one */
    size_t offset;          /* of the field in struct options */
    unsigned long min, max; /* of a count, or of a duration in seconds */
    bool command_only;      /* no keyword of the configuration file */
    const char *preset;     /* the default; NULL: none */
    const char *help;
};

#define OPTIONS_MAX 64

extern const struct option_row options_table[];
extern const size_t options_count; /* OPTIONS_MAX at most */
