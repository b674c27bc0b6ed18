#pragma once

/*
 * The command line. Every option is one row of a table in options.c, and
 * parsing, defaults, --help and the manual are all drawn from it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "process/limits.h"
#include "process/log.h"
#include "supervisor/penalty.h"
#include "supervisor/srclimit.h"

struct error;

#define OPTIONS_LIST_MAX 16

struct option_list {
    const char *items[OPTIONS_LIST_MAX];
    size_t count;
};

/* What was asked for. The strings are argv's; NULL where nothing was. */
struct options {
    struct option_list listen, proxy_listen, host_keys;
    const char *content, *published, *renderer, *publisher;
    const char *metrics;
    unsigned long metrics_interval; /* seconds */
    unsigned long max_sessions;
    struct srclimit_bounds bounds;
    struct penalty_terms penalties;
    struct limits limits;
    unsigned long publish_timeout; /* seconds */
    enum log_format log_format;
    bool watch;
};

enum options_outcome {
    OPTIONS_OK,
    OPTIONS_ANSWERED, /* --help or --version: it was printed, all is done */
    OPTIONS_WRONG,    /* ERROR says what */
};

/* Read ARGV over the defaults. */
enum options_outcome options_parse(struct options *options, int argc,
                                   char **argv, struct error *error);
