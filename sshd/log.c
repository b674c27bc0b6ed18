#include "log.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const struct {
    const char *name;
    int priority;
} events[] = {
#define X(event, name, priority) [event] = {name, priority},
    LOG_EVENTS(X)
#undef X
};

static enum log_format format;
static bool journal;
static const char *peer;

/* A line that cuts what is too long, and always has room for its end. */
struct line {
    char bytes[4096];
    size_t length;
};

static void
put(struct line *line, const char *bytes, size_t length)
{
    size_t room = sizeof(line->bytes) - 4 - line->length;

    if (length <= room) {
        memcpy(line->bytes + line->length, bytes, length);
        line->length += length;
    }
}

static void
put_text(struct line *line, const char *text)
{
    put(line, text, strlen(text));
}

/* The length of the well-formed, printable UTF-8 character that BYTES begin
 * with, 0 where they begin with none. */
static size_t
printable(const unsigned char *bytes, size_t length)
{
    static const struct {
        unsigned char mask, lead;
        unsigned least;
    } shapes[] = {{0x80, 0x00, 0x20},
                  {0xe0, 0xc0, 0xa0},
                  {0xf0, 0xe0, 0x800},
                  {0xf8, 0xf0, 0x10000}};

    for (size_t n = 1; n <= 4 && n <= length; n++) {
        unsigned c = bytes[0] & (unsigned char)~shapes[n - 1].mask;

        if ((bytes[0] & shapes[n - 1].mask) != shapes[n - 1].lead)
            continue;
        for (size_t i = 1; i < n; i++) {
            if ((bytes[i] & 0xc0) != 0x80)
                return 0;
            c = c << 6 | (bytes[i] & 0x3f);
        }
        if (c < shapes[n - 1].least || c == 0x7f || c > 0x10ffff ||
            (c >= 0xd800 && c < 0xe000))
            return 0;
        return n;
    }
    return 0;
}

/* The value between its quotes. A byte that is not shown becomes \xNN, and
 * so does a backslash from the network, lest it pretend to be one of those. */
static void
put_value(struct line *line, const struct log_field *field)
{
    const unsigned char *bytes = (const unsigned char *)field->text;
    bool wire = field->kind == LOG_KIND_WIRE;
    size_t length = field->length;

    if (wire && length > LOG_WIRE_MAX)
        length = LOG_WIRE_MAX;
    for (size_t i = 0, n; i < length; i += n) {
        char escape[8];

        n = printable(bytes + i, length - i);
        if (n == 0 || (wire && (n > 1 || bytes[i] == '\\'))) {
            n = 1;
            snprintf(escape, sizeof(escape), "%s\\x%02x",
                     format == LOG_FORMAT_JSON ? "\\" : "", bytes[i]);
            put_text(line, escape);
        } else if (bytes[i] == '"' || bytes[i] == '\\') {
            put(line, (char[]){'\\', (char)bytes[i]}, 2);
        } else {
            put(line, field->text + i, n);
        }
    }
}

static bool
needs_quotes(const struct log_field *field)
{
    return format == LOG_FORMAT_JSON || field->length == 0 ||
           strpbrk(field->text, " \"=") != NULL;
}

static void
put_field(struct line *line, const struct log_field *field)
{
    bool json = format == LOG_FORMAT_JSON;
    const char *quote = "\"";
    char number[24];

    put_text(line, json ? ",\"" : " ");
    put_text(line, field->name);
    put_text(line, json ? "\":" : "=");
    if (field->kind == LOG_KIND_NUMBER) {
        snprintf(number, sizeof(number), "%lld", field->number);
        put_text(line, number);
        return;
    }
    if (!needs_quotes(field))
        quote = "";
    put_text(line, quote);
    put_value(line, field);
    put_text(line, quote);
}

static void
put_head(struct line *line, enum log_event event)
{
    char head[96], date[32];
    struct timespec now;
    struct tm utc;

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &utc);
    if (format == LOG_FORMAT_JSON)
        snprintf(head, sizeof(head),
                 "{\"time\":\"%s.%03ldZ\",\"priority\":%d,\"event\":\"%s\"",
                 date, now.tv_nsec / 1000000, events[event].priority,
                 events[event].name);
    else if (journal)
        snprintf(head, sizeof(head), "<%d>%s", events[event].priority,
                 events[event].name);
    else
        snprintf(head, sizeof(head), "%s.%03ldZ %s", date,
                 now.tv_nsec / 1000000, events[event].name);
    put_text(line, head);
}

/* Whether standard error is the very stream that systemd gave us. */
static bool
is_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    unsigned long long device, inode;
    struct stat status;

    return stream != NULL &&
           sscanf(stream, "%llu:%llu", &device, &inode) == 2 &&
           fstat(STDERR_FILENO, &status) == 0 && status.st_dev == device &&
           status.st_ino == inode;
}

void
log_init(enum log_format form)
{
    format = form;
    journal = is_journal();
}

void
log_set_peer(const char *text)
{
    peer = text;
}

void
log_write(enum log_event event, const struct log_field *fields)
{
    struct line line = {.length = 0};

    put_head(&line, event);
    if (peer != NULL) {
        const struct log_field context[] = {LOG_TEXT("peer", peer),
                                            LOG_NUMBER("pid", getpid())};

        put_field(&line, &context[0]);
        put_field(&line, &context[1]);
    }
    for (; fields->kind != LOG_KIND_END; fields++)
        put_field(&line, fields);
    if (format == LOG_FORMAT_JSON)
        line.bytes[line.length++] = '}';
    line.bytes[line.length++] = '\n';
    if (write(STDERR_FILENO, line.bytes, line.length) < 0)
        return;
}
