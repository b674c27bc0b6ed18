#pragma once

/*
 * Counters and gauges in Prometheus's text exposition format, in a file for
 * node_exporter's textfile collector. The file is replaced atomically, only
 * after a change, and not more often than the interval, so that no reader
 * sees half of it and an idle server does not wake up for it. The families
 * are rows of a table in metrics.c.
 */

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "process/audience_names.h"
#include "process/session_kind.h"

struct error;

enum metrics_family {
    METRICS_BUILD,
    METRICS_START,
    METRICS_SESSIONS,
    METRICS_CONNECTIONS,
    METRICS_REJECTIONS,
    METRICS_PROXY,
    METRICS_PUBLISHES,
    METRICS_CRASHES,
    METRICS_FAMILIES
};

#define METRICS_VALUES  16 /* maximum of a label */
#define METRICS_BUCKETS 9  /* of durations, with +Inf */

struct metrics {
    const char *path;         /* borrowed; NULL: write nothing */
    char temporary[PATH_MAX]; /* written first, then renamed to `path` */
    uint64_t interval;        /* milliseconds */
    const char *libssh_version;
    bool changed, failed;
    uint64_t written_at;
    unsigned long long numbers[METRICS_FAMILIES][METRICS_VALUES];
    unsigned long long durations[SESSION_KIND_COUNT][METRICS_BUCKETS];
    uint64_t milliseconds[SESSION_KIND_COUNT]; /* sum of the durations */
    const struct audience_names *audiences;    /* NULL: none counted */
    unsigned long long visits[AUDIENCE_NAMES_MAX + 1]; /* by its number */
};

struct metrics_options {
    const char *path;       /* borrowed; NULL: write nothing */
    unsigned long interval; /* seconds, at least, between two files */
    const char *libssh_version;
};

/* Write the first file, at NOW. METRICS is all zero. Returns -1 with ERROR
 * filled if the path of OPTIONS cannot be written. */
int metrics_init(struct metrics *metrics, const struct metrics_options *options,
                 uint64_t now, struct error *error);

/* Write what has changed; the last numbers stay in the file. */
void metrics_fini(struct metrics *metrics);

/* Add 1 to FAMILY, under the VALUE of its label; an unknown VALUE counts as
 * the last one. */
void metrics_count(struct metrics *metrics, enum metrics_family family,
                   const char *value);

/* A connection ended after MILLISECONDS. KIND is the last that its worker
 * wrote; an unknown KIND counts as none. */
void metrics_count_connection(struct metrics *metrics, unsigned kind,
                              uint64_t milliseconds);

/* A session of a person of the audience NUMBER, one of NAMES, which are
 * borrowed, ended; an unknown NUMBER counts as everybody's. */
void metrics_count_audience(struct metrics *metrics,
                            const struct audience_names *names,
                            unsigned number);

/* Set the gauge of open SESSIONS, and write the file if it is due at NOW.
 * Returns when to call again if nothing else happens, or CLOCK_NEVER. */
uint64_t metrics_update(struct metrics *metrics, size_t sessions, uint64_t now);
