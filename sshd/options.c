#include "options.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/array.h"

#define HELP_COLUMNS 78
#define HELP_INDENT  6

enum kind {
    KIND_LIST,
    KIND_TEXT,
    KIND_COUNT,
    KIND_DURATION,
    KIND_RAMP,
    KIND_FORMAT,
    KIND_YES,
    KIND_HELP,
    KIND_VERSION,
};

struct row {
    const char *name;
    const char *argument; /* what it is called in --help; NULL: takes none */
    enum kind kind;
    size_t offset;             /* of the field in struct options */
    unsigned long least, most; /* of a count, or of a duration in seconds */
    const char *preset;        /* read before the command line; NULL: none */
    const char *help;
};

#define FIELD(name) offsetof(struct options, name)

static const struct row rows[] = {
    {"--listen", "ADDR:PORT", KIND_LIST, FIELD(listen), 0, 0, NULL,
     "Accept visitors at this address: 192.0.2.1:22, [2001:db8::1]:22, or "
     "*:22 and 22 alone for every address of both families. May be given "
     "more than once. Without it, the sockets that systemd passes; without "
     "those, 2222."},
    {"--proxy-listen", "PATH", KIND_LIST, FIELD(proxy_listen), 0, 0, NULL,
     "Accept visitors at this Unix socket, too, from a balancer that announces "
     "each by a PROXY protocol header, version 2; limits and log go by the "
     "address in it. May be given more than once. Unix sockets that systemd "
     "passes are such ones."},
    {"--content", "FILE", KIND_TEXT, FIELD(content), 0, 0, NULL,
     "Publish this file at start and on SIGHUP. Without it, the published "
     "directory is served as it is, read anew on SIGHUP."},
    {"--watch", NULL, KIND_YES, FIELD(watch), 0, 0, NULL,
     "Publish the content again whenever it is saved, as on SIGHUP. Where "
     "there is none, notice what others publish."},
    {"--published", "DIR", KIND_TEXT, FIELD(published), 0, 0, NULL,
     "The published directory that visitors are shown. Without it, "
     "$RUNTIME_DIRECTORY/published; without that, a private one that is "
     "removed at the end."},
    {"--host-key", "FILE", KIND_LIST, FIELD(host_keys), 0, 0, NULL,
     "A private host key, Ed25519 or ECDSA, readable for its owner alone. "
     "May be given more than once. Without it, ssh_host_ed25519_key and "
     "ssh_host_ecdsa_key in $CREDENTIALS_DIRECTORY."},
    {"--max-sessions", "N", KIND_COUNT, FIELD(max_sessions), 1, 100000, "200",
     "Visits at the same time, in all. More are refused with a sentence."},
    {"--per-source", "N", KIND_COUNT, FIELD(bounds.per_source), 1, 100000, "8",
     "Visits at the same time from one IPv4 address or IPv6 /64."},
    {"--per-source-waiting", "N", KIND_COUNT, FIELD(bounds.waiting_per_source),
     1, 100000, "4", "Those of them that have no shell or command yet."},
    {"--early-drop", "RAMP", KIND_RAMP, FIELD(bounds.early_drop), 1, 100000,
     "10:30:60",
     "Of all sources: from 10 visits without a shell or command on, 30 percent "
     "of new ones are refused to sources that have one already, rising to all "
     "of them at 60. There are never more: another source then takes the place "
     "of the oldest one of the source that has most."},
    {"--penalty-crash", "TIME", KIND_DURATION, FIELD(penalties.crash), 0, 86400,
     "90s", "How long a source waits outside for a visit that broke our side."},
    {"--penalty-grace", "TIME", KIND_DURATION, FIELD(penalties.grace), 0, 86400,
     "10s", "For a visit that ran into the --grace-time."},
    {"--penalty-no-auth", "TIME", KIND_DURATION, FIELD(penalties.no_auth), 0,
     86400, "1s", "For one that left before it logged in."},
    {"--penalty-min", "TIME", KIND_DURATION, FIELD(penalties.least), 0, 86400,
     "15s", "Penalties add up; below this they have no effect."},
    {"--penalty-max", "TIME", KIND_DURATION, FIELD(penalties.most), 0, 86400,
     "10m", "They add up to no more than this; 0 is none at all."},
    {"--grace-time", "TIME", KIND_DURATION, FIELD(limits.grace_time), 1, 600,
     "20s",
     "From the connection to the shell or command; then it is closed. A TIME "
     "reads 90, 90s, 10m or 1h."},
    {"--grace-jitter", "TIME", KIND_DURATION, FIELD(limits.grace_jitter), 0,
     600, "4s", "Up to this much more, by chance."},
    {"--idle-timeout", "TIME", KIND_DURATION, FIELD(limits.idle_timeout), 1,
     86400, "10m", "Without a key from the visitor; then goodbye is said."},
    {"--session-timeout", "TIME", KIND_DURATION, FIELD(limits.session_timeout),
     1, 604800, "1h", "Of a visit in all; then goodbye is said."},
    {"--stall-timeout", "TIME", KIND_DURATION, FIELD(limits.stall_timeout), 1,
     86400, "1m", "Without the client reading anything that is sent to it."},
    {"--keepalive", "TIME", KIND_DURATION, FIELD(limits.keepalive), 1, 3600,
     "15s",
     "The network is asked whether a silent client is still there after "
     "each TIME; after three in vain it is gone."},
    {"--goodbye-time", "TIME", KIND_DURATION, FIELD(limits.goodbye_time), 1, 60,
     "2s",
     "The program that a visitor meets has this long to end when it is "
     "told to; then it is killed."},
    {"--cpu-time", "TIME", KIND_DURATION, FIELD(limits.cpu_time), 1, 86400,
     "30s",
     "Of the processor, for each process of a visit in all; then it is "
     "killed."},
    {"--cpu-share", "PERCENT", KIND_COUNT, FIELD(limits.cpu_share), 1, 100,
     "10",
     "Of one processor that a connection may keep busy, after a first "
     "second in full: a client that exchanges keys over and over waits."},
    {"--max-refusals", "N", KIND_COUNT, FIELD(limits.max_refusals), 1, 100000,
     "32",
     "Requests that are refused to one client, forwardings above all; "
     "then it is disconnected."},
    {"--max-resizes", "N", KIND_COUNT, FIELD(limits.max_resizes), 1, 1000, "20",
     "Changes of the terminal's size a second that are passed on; of more "
     "the last one counts."},
    {"--max-env", "N", KIND_COUNT, FIELD(limits.max_env), 0, 1000, "32",
     "Environment variables of a client that are looked at; more are refused."},
    {"--publish-timeout", "TIME", KIND_DURATION, FIELD(publish_timeout), 1,
     86400, "60s",
     "Of publishing; then it is killed, and the last good version stays."},
    {"--log-format", "FORMAT", KIND_FORMAT, FIELD(log_format), 0, 0, "text",
     "text, for people and the journal, or json, one object a line."},
    {"--metrics", "FILE", KIND_TEXT, FIELD(metrics), 0, 0, NULL,
     "Keep counts of visits, refusals and publications in this file, as "
     "Prometheus reads it."},
    {"--metrics-interval", "TIME", KIND_DURATION, FIELD(metrics_interval), 1,
     86400, "15s",
     "Write it when something has changed, no more often than this."},
    {"--renderer", "FILE", KIND_TEXT, FIELD(renderer), 0, 0, NULL,
     "The program that visitors meet. Without it, resume-ui beside this "
     "program."},
    {"--publisher", "FILE", KIND_TEXT, FIELD(publisher), 0, 0, NULL,
     "The program that publishes. Without it, resume-publish beside this "
     "program."},
    {"--version", NULL, KIND_VERSION, 0, 0, 0, NULL,
     "Print the version and exit."},
    {"--help", NULL, KIND_HELP, 0, 0, 0, NULL, "Print this and exit."},
};

#define ROWS COUNT(rows)

static int
read_list(void *field, const struct row *row, const char *text,
          struct error *error)
{
    struct option_list *list = field;

    if (list->count == OPTIONS_LIST_MAX)
        return error_set(error, "%s is given more than %d times", row->name,
                         OPTIONS_LIST_MAX);
    list->items[list->count++] = text;
    return 0;
}

static int
read_text(void *field, const struct row *row, const char *text,
          struct error *error)
{
    (void)row;
    (void)error;
    *(const char **)field = text;
    return 0;
}

/* Digits and at most one character after them, into *NUMBER and *UNIT. */
static bool
read_number(const char *text, unsigned long *number, char *unit)
{
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 9 || strlen(text + digits) > 1)
        return false;
    *number = strtoul(text, NULL, 10);
    *unit = text[digits];
    return true;
}

static int
read_count(void *field, const struct row *row, const char *text,
           struct error *error)
{
    unsigned long number;
    char unit;

    if (!read_number(text, &number, &unit) || unit != '\0' ||
        number < row->least || number > row->most)
        return error_set(error, "%s takes a number from %lu to %lu, not \"%s\"",
                         row->name, row->least, row->most, text);
    *(unsigned long *)field = number;
    return 0;
}

static int
read_duration(void *field, const struct row *row, const char *text,
              struct error *error)
{
    static const struct {
        char unit;
        unsigned seconds;
    } units[] = {{'\0', 1}, {'s', 1}, {'m', 60}, {'h', 3600}};
    unsigned long number;
    char unit;

    if (read_number(text, &number, &unit))
        for (size_t i = 0; i < COUNT(units); i++)
            if (units[i].unit == unit && number >= row->least &&
                number <= row->most / units[i].seconds) {
                *(unsigned long *)field = number * units[i].seconds;
                return 0;
            }
    return error_set(error,
                     "%s takes a time from %lu to %lu seconds, such as 90s, "
                     "10m or 1h, not \"%s\"",
                     row->name, row->least, row->most, text);
}

/* START:PERCENT:FULL. */
static int
read_ramp(void *field, const struct row *row, const char *text,
          struct error *error)
{
    struct srclimit_ramp *ramp = field;
    int end = 0;

    if (strspn(text, "0123456789:") == strlen(text) &&
        sscanf(text, "%6lu:%3lu:%6lu%n", &ramp->start, &ramp->percent,
               &ramp->full, &end) == 3 &&
        text[end] == '\0' && ramp->start >= row->least &&
        ramp->start < ramp->full && ramp->full <= row->most &&
        ramp->percent <= 100)
        return 0;
    return error_set(error,
                     "%s takes START:PERCENT:FULL, such as 10:30:60, not "
                     "\"%s\"",
                     row->name, text);
}

static int
read_format(void *field, const struct row *row, const char *text,
            struct error *error)
{
    static const char *const names[] = {
        [LOG_FORMAT_TEXT] = "text", [LOG_FORMAT_JSON] = "json"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(text, names[i]) == 0) {
            *(enum log_format *)field = (enum log_format)i;
            return 0;
        }
    return error_set(error, "%s is text or json, not \"%s\"", row->name, text);
}

static int (*const readers[])(void *field, const struct row *row,
                              const char *text, struct error *error) = {
    [KIND_LIST] = read_list,   [KIND_TEXT] = read_text,
    [KIND_COUNT] = read_count, [KIND_DURATION] = read_duration,
    [KIND_RAMP] = read_ramp,   [KIND_FORMAT] = read_format,
};

static int
read_row(struct options *options, const struct row *row, const char *text,
         struct error *error)
{
    return readers[row->kind]((char *)options + row->offset, row, text, error);
}

/* TEXT, broken at blanks, every line behind HELP_INDENT. */
static void
print_wrapped(const char *text)
{
    while (*text != '\0') {
        size_t length = strlen(text), room = HELP_COLUMNS - HELP_INDENT;

        if (length > room)
            for (length = room; text[length] != ' ';)
                length--;
        printf("%*s%.*s\n", HELP_INDENT, "", (int)length, text);
        text += length;
        text += strspn(text, " ");
    }
}

static void
print_help(void)
{
    puts("Usage: resume-sshd [OPTION]...\n\n"
         "Shows a published directory to anyone who comes by ssh.\n");
    for (const struct row *row = rows; row < rows + ROWS; row++) {
        printf("  %s%s%s\n", row->name, row->argument != NULL ? " " : "",
               row->argument != NULL ? row->argument : "");
        print_wrapped(row->help);
        if (row->preset != NULL)
            printf("%*sDefault: %s.\n", HELP_INDENT, "", row->preset);
    }
}

/* The row of ARGUMENT, "--name" or "--name=value"; *VALUE is NULL where it
 * has none. */
static const struct row *
find_row(const char *argument, const char **value)
{
    size_t length = strcspn(argument, "=");

    for (const struct row *row = rows; row < rows + ROWS; row++)
        if (strlen(row->name) == length &&
            strncmp(argument, row->name, length) == 0) {
            *value = argument[length] == '=' ? argument + length + 1 : NULL;
            return row;
        }
    return NULL;
}

enum options_outcome
options_parse(struct options *options, int argc, char **argv,
              struct error *error)
{
    memset(options, 0, sizeof(*options));
    for (const struct row *row = rows; row < rows + ROWS; row++)
        if (row->preset != NULL &&
            read_row(options, row, row->preset, error) < 0)
            return OPTIONS_WRONG;

    for (int i = 1; i < argc; i++) {
        const char *value;
        const struct row *row = find_row(argv[i], &value);

        if (row == NULL) {
            error_set(error, "\"%s\" is no option; see --help", argv[i]);
            return OPTIONS_WRONG;
        }
        if (row->argument == NULL && value != NULL) {
            error_set(error, "%s takes no argument", row->name);
            return OPTIONS_WRONG;
        }
        if (row->kind == KIND_YES) {
            *(bool *)((char *)options + row->offset) = true;
            continue;
        }
        if (row->kind == KIND_HELP) {
            print_help();
            return OPTIONS_ANSWERED;
        }
        if (row->kind == KIND_VERSION) {
            puts("resume-sshd " RESUME_VERSION);
            return OPTIONS_ANSWERED;
        }
        if (value == NULL)
            value = argv[++i]; /* argv ends in NULL */
        if (value == NULL || *value == '\0') {
            error_set(error, "%s needs an argument: %s", row->name,
                      row->argument);
            return OPTIONS_WRONG;
        }
        if (read_row(options, row, value, error) < 0)
            return OPTIONS_WRONG;
    }
    return OPTIONS_OK;
}
