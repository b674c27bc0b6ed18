#include "supervisor/metrics.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/version.h"
#include "process/log.h"
#include "proxy/proxy_header.h"

/* The values of labels, each list with a NULL at its end. */
static const char *const kinds[] = {
#define X(kind, name) [kind] = (name),
    SESSION_KINDS(X)
#undef X
        NULL};
static const char *const reasons[] = {
    "max-sessions", "per-source",  "per-source-waiting", "early-drop", "rate",
    "penalty",      "descriptors", "processes",          NULL};
static const char *const verdicts[] = {
#define X(verdict, name) [verdict] = (name),
    PROXY_HEADER_VERDICTS(X)
#undef X
        NULL};
static const char *const results[] = {"success", "failure", NULL};
static const char *const processes[] = {"worker", "proxy", "launcher", NULL};

struct family {
    const char *name, *type, *help;
    const char *label;         /* NULL: the family is a single number */
    const char *const *values; /* of the label */
};

static const struct family families[] = {
    [METRICS_BUILD] = {.name = "resume_sshd_build_info",
                       .type = "gauge",
                       .help = "Always 1; the versions of resume-sshd and of "
                               "libssh are labels."},
    [METRICS_START] = {.name = "resume_sshd_start_time_seconds",
                       .type = "gauge",
                       .help = "Start time of the server since the epoch."},
    [METRICS_SESSIONS] = {.name = "resume_sshd_sessions",
                          .type = "gauge",
                          .help = "Connections that are open."},
    [METRICS_CONNECTIONS] = {.name = "resume_sshd_connections_total",
                             .type = "counter",
                             .help = "Connections that were served and have "
                                     "ended, by use.",
                             .label = "kind",
                             .values = kinds},
    [METRICS_REJECTIONS] = {.name = "resume_sshd_rejections_total",
                            .type = "counter",
                            .help = "Connections that were rejected, by limit.",
                            .label = "reason",
                            .values = reasons},
    [METRICS_PROXY] = {.name = "resume_sshd_proxy_connections_total",
                       .type = "counter",
                       .help = "Connections from balancers, by the PROXY "
                               "header they began with.",
                       .label = "header",
                       .values = &verdicts[PROXY_HEADER_VISITOR]},
    [METRICS_PUBLISHES] = {.name = "resume_sshd_publishes_total",
                           .type = "counter",
                           .help = "Runs of the publisher.",
                           .label = "result",
                           .values = results},
    [METRICS_CRASHES] = {.name = "resume_sshd_crashes_total",
                         .type = "counter",
                         .help = "Processes of the server that a signal "
                                 "killed.",
                         .label = "process",
                         .values = processes},
};

#define AUDIENCES "resume_sshd_audience_sessions_total"
#define DURATION  "resume_sshd_connection_duration_seconds"

/* Upper bounds of the buckets, in seconds; the last bucket is +Inf. */
static const unsigned bounds[METRICS_BUCKETS - 1] = {1,   3,   10,   30,
                                                     100, 300, 1000, 3600};

static size_t
metrics_find_value(enum metrics_family family, const char *value)
{
    const char *const *values = families[family].values;
    size_t i = 0;

    while (values[i + 1] != NULL && strcmp(values[i], value) != 0)
        i++;
    return i;
}

static void
metrics_set(struct metrics *metrics, enum metrics_family family,
            unsigned long long number)
{
    if (metrics->numbers[family][0] != number)
        metrics->changed = true;
    metrics->numbers[family][0] = number;
}

void
metrics_count(struct metrics *metrics, enum metrics_family family,
              const char *value)
{
    metrics->numbers[family][metrics_find_value(family, value)]++;
    metrics->changed = true;
}

void
metrics_count_connection(struct metrics *metrics, unsigned kind,
                         uint64_t milliseconds)
{
    size_t i = kind < SESSION_KIND_COUNT ? kind : SESSION_KIND_NONE, bucket = 0;

    while (bucket < METRICS_BUCKETS - 1 &&
           milliseconds > bounds[bucket] * UINT64_C(1000))
        bucket++;
    metrics->durations[i][bucket]++;
    metrics->milliseconds[i] += milliseconds;
    metrics_count(metrics, METRICS_CONNECTIONS, kinds[i]);
}

void
metrics_count_audience(struct metrics *metrics,
                       const struct audience_names *names, unsigned number)
{
    metrics->audiences = names;
    metrics->visits[number <= names->count ? number : AUDIENCE_NAMES_NONE]++;
    metrics->changed = true;
}

static void
metrics_print_head(FILE *file, const char *name, const char *type,
                   const char *help)
{
    fprintf(file, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
metrics_print_family(FILE *file, const struct metrics *metrics,
                     enum metrics_family number)
{
    const struct family *family = &families[number];
    const unsigned long long *numbers = metrics->numbers[number];

    metrics_print_head(file, family->name, family->type, family->help);
    if (number == METRICS_BUILD)
        fprintf(file, "%s{version=\"%s\",libssh=\"%s\"} %llu\n", family->name,
                version_build, metrics->libssh_version, numbers[0]);
    else if (family->label == NULL)
        fprintf(file, "%s %llu\n", family->name, numbers[0]);
    else
        for (size_t i = 0; family->values[i] != NULL; i++)
            fprintf(file, "%s{%s=\"%s\"} %llu\n", family->name, family->label,
                    family->values[i], numbers[i]);
}

/* Names of audiences need no escapes: see PUBLISHED_NAME_CHARACTERS. */
static void
metrics_print_audiences(FILE *file, const struct metrics *metrics)
{
    const struct audience_names *names = metrics->audiences;

    metrics_print_head(file, AUDIENCES, "counter",
                       "Sessions of people that have ended, by audience.");
    fprintf(file, AUDIENCES "{audience=\"everybody\"} %llu\n",
            metrics->visits[AUDIENCE_NAMES_NONE]);
    for (unsigned i = 0; names != NULL && i < names->count; i++)
        fprintf(file, AUDIENCES "{audience=\"%s\"} %llu\n", names->names[i],
                metrics->visits[i + 1]);
}

/* Print histograms: each bucket includes the shorter ones. */
static void
metrics_print_durations(FILE *file, const struct metrics *metrics)
{
    metrics_print_head(file, DURATION, "histogram",
                       "Duration of the connections that have ended, by use.");
    for (size_t i = 0; kinds[i] != NULL; i++) {
        unsigned long long sum = 0;

        for (size_t bucket = 0; bucket < METRICS_BUCKETS - 1; bucket++) {
            sum += metrics->durations[i][bucket];
            fprintf(file, DURATION "_bucket{kind=\"%s\",le=\"%u\"} %llu\n",
                    kinds[i], bounds[bucket], sum);
        }
        sum += metrics->durations[i][METRICS_BUCKETS - 1];
        fprintf(file,
                DURATION "_bucket{kind=\"%s\",le=\"+Inf\"} %llu\n" DURATION
                         "_sum{kind=\"%s\"} %" PRIu64 ".%03u\n" DURATION
                         "_count{kind=\"%s\"} %llu\n",
                kinds[i], sum, kinds[i], metrics->milliseconds[i] / 1000,
                (unsigned)(metrics->milliseconds[i] % 1000), kinds[i], sum);
    }
}

static int
metrics_print(int fd, const struct metrics *metrics)
{
    FILE *file = fdopen(fd, "w");
    int outcome;

    if (file == NULL) {
        close(fd);
        return -1;
    }
    for (int i = 0; i < METRICS_FAMILIES; i++)
        metrics_print_family(file, metrics, (enum metrics_family)i);
    metrics_print_audiences(file, metrics);
    metrics_print_durations(file, metrics);
    outcome = ferror(file) ? -1 : 0;
    return fclose(file) < 0 ? -1 : outcome;
}

/* Write a new temporary file and rename it to the path: what already has its
 * name may be another user's pipe, which nobody reads. Returns -1 and errno. */
static int
metrics_replace(const struct metrics *metrics)
{
    int fd, saved;

    unlink(metrics->temporary);
    fd =
        open(metrics->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return -1;
    fchmod(fd, 0644);
    if (metrics_print(fd, metrics) == 0 &&
        rename(metrics->temporary, metrics->path) == 0)
        return 0;
    saved = errno;
    unlink(metrics->temporary);
    errno = saved;
    return -1;
}

int
metrics_init(struct metrics *metrics, const struct metrics_options *options,
             uint64_t now, struct error *error)
{
    const char *path = options->path;
    int length;

    if (path == NULL)
        return 0;
    metrics->path = path;
    length = snprintf(metrics->temporary, sizeof(metrics->temporary), "%s.new",
                      path);
    metrics->interval = options->interval * 1000;
    metrics->libssh_version = options->libssh_version;
    metrics->numbers[METRICS_BUILD][0] = 1;
    metrics->numbers[METRICS_START][0] = (unsigned long long)time(NULL);
    metrics->written_at = now;
    errno = ENAMETOOLONG;
    if (length < (int)sizeof(metrics->temporary) &&
        metrics_replace(metrics) == 0)
        return 0;
    error_set(error, "cannot write metrics to %s: %s", path, strerror(errno));
    return -1;
}

/* Log the first of several failures in a row; the next change tries again. */
static void
metrics_write(struct metrics *metrics)
{
    bool failed = metrics_replace(metrics) < 0;

    if (failed && !metrics->failed)
        log_error("cannot write metrics to %s: %s", metrics->path,
                  strerror(errno));
    metrics->failed = failed;
    metrics->changed = false;
}

uint64_t
metrics_update(struct metrics *metrics, size_t sessions, uint64_t now)
{
    uint64_t due = metrics->written_at + metrics->interval;

    metrics_set(metrics, METRICS_SESSIONS, sessions);
    if (metrics->path == NULL || !metrics->changed)
        return CLOCK_NEVER;
    if (now < due)
        return due;
    metrics_write(metrics);
    metrics->written_at = now;
    return CLOCK_NEVER;
}

void
metrics_fini(struct metrics *metrics)
{
    metrics_set(metrics, METRICS_SESSIONS, 0);
    if (metrics->path != NULL && metrics->changed)
        metrics_write(metrics);
}
