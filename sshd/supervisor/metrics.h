#pragma once

/*
 * What has happened so far, in numbers, in a file that Prometheus reads (the
 * text format of its exposition; node_exporter has a collector for such
 * files). It is replaced as a whole, when something has changed and not too
 * often: nobody reads half of it, and a server that nobody visits does not
 * wake up for it. The families are rows of a table in metrics.c.
 */

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "process/session_kind.h"

struct error;

enum metrics_family {
    METRICS_BUILD,
    METRICS_START,
    METRICS_SESSIONS,
    METRICS_VISITS,
    METRICS_REFUSALS,
    METRICS_PROXY,
    METRICS_PUBLISHES,
    METRICS_CRASHES,
    METRICS_FAMILIES
};

#define METRICS_VALUES  16 /* of a label */
#define METRICS_BUCKETS 9  /* of durations, with the one for all others */

struct metrics {
    const char *path;      /* NULL: nowhere */
    char beside[PATH_MAX]; /* where it is written first */
    uint64_t interval;     /* milliseconds */
    const char *library;   /* libssh's version */
    bool changed, failed;
    uint64_t written_at;
    unsigned long long numbers[METRICS_FAMILIES][METRICS_VALUES];
    unsigned long long durations[SESSION_KIND_COUNT][METRICS_BUCKETS];
    uint64_t milliseconds[SESSION_KIND_COUNT]; /* of them all */
};

/* METRICS is all zero. Write to PATH, which is borrowed, unless it is NULL,
 * every INTERVAL seconds at most, and now for the first time. Returns -1 with
 * ERROR filled where that cannot be. */
int metrics_init(struct metrics *metrics, const char *path,
                 unsigned long interval, const char *library, uint64_t now,
                 struct error *error);

/* Write what has changed. */
void metrics_fini(struct metrics *metrics);

/* One more in FAMILY, with its label at VALUE; what is none of its values
 * counts as the last. */
void metrics_count(struct metrics *metrics, enum metrics_family family,
                   const char *value);

/* A visit with this MARK, as its worker left it, took so many
 * MILLISECONDS. */
void metrics_count_visit(struct metrics *metrics, unsigned kind,
                         uint64_t milliseconds);

/* Write what is due at NOW, with so many SESSIONS open. Returns when it is to
 * be called again, if nothing else happens. */
uint64_t metrics_turn(struct metrics *metrics, size_t sessions, uint64_t now);
