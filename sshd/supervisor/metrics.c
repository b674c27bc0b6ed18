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
#include "process/log.h"
#include "proxy/proxy_header.h"

/* The values of labels. */
static const char *const kinds[] = {
#define X(kind, name) [kind] = (name),
    SESSION_KINDS(X)
#undef X
        NULL};
static const char *const reasons[] = {
    "max-sessions", "per-source", "per-source-waiting",
    "early-drop",   "penalty",    "descriptors",
    "other",        NULL};
static const char *const verdicts[] = {
#define X(verdict, name) [verdict] = (name),
    PROXY_HEADER_VERDICTS(X)
#undef X
        NULL};
static const char *const results[] = {"success", "failure", NULL};
static const char *const processes[] = {"worker", "proxy", "launcher", NULL};

struct family {
    const char *name, *type, *help;
    const char *label;         /* NULL: it is one number */
    const char *const *values; /* of the label, and then a NULL */
};

static const struct family families[] = {
    [METRICS_BUILD] = {"resume_sshd_build_info", "gauge",
                       "Always 1, with the versions of the program and of "
                       "libssh.",
                       NULL, NULL},
    [METRICS_START] = {"resume_sshd_start_time_seconds", "gauge",
                       "When the server was started, since the epoch.", NULL,
                       NULL},
    [METRICS_SESSIONS] = {"resume_sshd_sessions", "gauge",
                          "Connections that are being served.", NULL, NULL},
    [METRICS_VISITS] = {"resume_sshd_visits_total", "counter",
                        "Connections that were served and are over, by what "
                        "they were for.",
                        "kind", kinds},
    [METRICS_REFUSALS] = {"resume_sshd_refusals_total", "counter",
                          "Connections that were turned away, by the limit.",
                          "reason", reasons},
    [METRICS_PROXY] = {"resume_sshd_proxy_connections_total", "counter",
                       "Connections from balancers, by what their headers "
                       "were.",
                       "header", &verdicts[PROXY_HEADER_VISITOR]},
    [METRICS_PUBLISHES] = {"resume_sshd_publishes_total", "counter",
                           "Runs of the program that publishes.", "result",
                           results},
    [METRICS_CRASHES] = {"resume_sshd_crashes_total", "counter",
                         "Processes of ours that were killed by a signal.",
                         "process", processes},
};

#define DURATION "resume_sshd_visit_duration_seconds"

/* Upper bounds of durations, in seconds; behind them all others. */
static const unsigned bounds[METRICS_BUCKETS - 1] = {1,   3,   10,   30,
                                                     100, 300, 1000, 3600};

static size_t
find_value(enum metrics_family family, const char *value)
{
    const char *const *values = families[family].values;
    size_t i = 0;

    while (values[i + 1] != NULL && strcmp(values[i], value) != 0)
        i++;
    return i;
}

static void
set(struct metrics *metrics, enum metrics_family family,
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
    metrics->numbers[family][find_value(family, value)]++;
    metrics->changed = true;
}

void
metrics_count_visit(struct metrics *metrics, unsigned kind,
                    uint64_t milliseconds)
{
    size_t i = kind < SESSION_KIND_COUNT ? kind : SESSION_KIND_NONE, bucket = 0;

    while (bucket < METRICS_BUCKETS - 1 &&
           milliseconds > bounds[bucket] * UINT64_C(1000))
        bucket++;
    metrics->durations[i][bucket]++;
    metrics->milliseconds[i] += milliseconds;
    metrics_count(metrics, METRICS_VISITS, kinds[i]);
}

static void
print_head(FILE *file, const char *name, const char *type, const char *help)
{
    fprintf(file, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
print_family(FILE *file, const struct metrics *metrics,
             enum metrics_family number)
{
    const struct family *family = &families[number];
    const unsigned long long *numbers = metrics->numbers[number];

    print_head(file, family->name, family->type, family->help);
    if (number == METRICS_BUILD)
        fprintf(file, "%s{version=\"%s\",libssh=\"%s\"} %llu\n", family->name,
                RESUME_VERSION, metrics->library, numbers[0]);
    else if (family->label == NULL)
        fprintf(file, "%s %llu\n", family->name, numbers[0]);
    else
        for (size_t i = 0; family->values[i] != NULL; i++)
            fprintf(file, "%s{%s=\"%s\"} %llu\n", family->name, family->label,
                    family->values[i], numbers[i]);
}

/* Each bucket holds what is in the ones before it, too. */
static void
print_durations(FILE *file, const struct metrics *metrics)
{
    print_head(file, DURATION, "histogram",
               "How long the connections that are over were open, by what "
               "they were for.");
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
print(int fd, const struct metrics *metrics)
{
    FILE *file = fdopen(fd, "w");
    int outcome;

    if (file == NULL) {
        close(fd);
        return -1;
    }
    for (int i = 0; i < METRICS_FAMILIES; i++)
        print_family(file, metrics, (enum metrics_family)i);
    print_durations(file, metrics);
    outcome = ferror(file) ? -1 : 0;
    return fclose(file) < 0 ? -1 : outcome;
}

/* Write beside it, then put that in its place. Returns -1 and errno. */
static int
replace(const struct metrics *metrics)
{
    int fd = open(metrics->beside,
                  O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    int saved;

    if (fd < 0)
        return -1;
    fchmod(fd, 0644);
    if (print(fd, metrics) == 0 && rename(metrics->beside, metrics->path) == 0)
        return 0;
    saved = errno;
    unlink(metrics->beside);
    errno = saved;
    return -1;
}

int
metrics_init(struct metrics *metrics, const char *path, unsigned long interval,
             const char *library, uint64_t now, struct error *error)
{
    int length;

    if (path == NULL)
        return 0;
    metrics->path = path;
    length = snprintf(metrics->beside, sizeof(metrics->beside), "%s.new", path);
    metrics->interval = interval * 1000;
    metrics->library = library;
    metrics->numbers[METRICS_BUILD][0] = 1;
    metrics->numbers[METRICS_START][0] = (unsigned long long)time(NULL);
    metrics->written_at = now;
    errno = ENAMETOOLONG;
    if (length < (int)sizeof(metrics->beside) && replace(metrics) == 0)
        return 0;
    error_set(error, "cannot write metrics to %s: %s", path, strerror(errno));
    return -1;
}

/* What goes wrong is said once, and tried again when there is news. */
static void
write_out(struct metrics *metrics)
{
    bool failed = replace(metrics) < 0;

    if (failed && !metrics->failed)
        LOG(EVENT_ERROR, LOG_TEXT("metrics", strerror(errno)));
    metrics->failed = failed;
    metrics->changed = false;
}

uint64_t
metrics_turn(struct metrics *metrics, size_t sessions, uint64_t now)
{
    uint64_t due = metrics->written_at + metrics->interval;

    set(metrics, METRICS_SESSIONS, sessions);
    if (metrics->path == NULL || !metrics->changed)
        return CLOCK_NEVER;
    if (now < due)
        return due;
    write_out(metrics);
    metrics->written_at = now;
    return CLOCK_NEVER;
}

void
metrics_fini(struct metrics *metrics)
{
    set(metrics, METRICS_SESSIONS, 0);
    if (metrics->path != NULL && metrics->changed)
        write_out(metrics);
}
