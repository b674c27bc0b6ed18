#include "process/log_line.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"

static const struct {
    const char *name;
    int priority;
} events[] = {
#define X(event, name, priority) [event] = {name, priority},
    LOG_EVENTS(X)
#undef X
};

/* Whether --report counts an event. Its line has the time in any case, because
 * `journalctl -o cat` prints none. */
static const bool counted[COUNT(events)] = {
#define X(event, kind, field) [event] = true,
    LOG_EVENTS_COUNTED(X)
#undef X
};

/* Bytes of a field in addition to its name and its value. */
#define FIELD_MAX 32

#define DAY ((time_t)24 * 60 * 60) /* seconds; UTC has no other days */

/* A closing quote, a brace and the newline. */
#define TAIL 3

static size_t
log_line_room(const struct log_line *line)
{
    return sizeof(line->bytes) - TAIL - line->length;
}

/* Append LENGTH bytes; the caller has checked that there is room. */
static void
log_line_append(struct log_line *line, const char *bytes, size_t length)
{
    memcpy(line->bytes + line->length, bytes, length);
    line->length += length;
}

static void
log_line_append_text(struct log_line *line, const char *text)
{
    log_line_append(line, text, strlen(text));
}

/* The length of the well-formed, printable UTF-8 character at the start of
 * BYTES; 0 without one. */
static size_t
log_line_printable(const unsigned char *bytes, size_t length)
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

/* Append the value without its quotes, cut where the room ends. A byte that is
 * not printable becomes \xNN, and so does a backslash from the network, so
 * that it cannot be mistaken for one of those. */
static void
log_line_append_value(struct log_line *line, const struct log_field *field)
{
    const unsigned char *bytes = (const unsigned char *)field->text;
    bool wire = field->kind == LOG_KIND_WIRE;
    size_t length = field->length;

    if (wire && length > LOG_WIRE_MAX)
        length = LOG_WIRE_MAX;
    for (size_t i = 0, n; i < length; i += n) {
        char escape[8];

        if (log_line_room(line) < sizeof(escape))
            return;
        n = log_line_printable(bytes + i, length - i);
        if (n == 0 || (wire && (n > 1 || bytes[i] == '\\'))) {
            n = 1;
            snprintf(escape, sizeof(escape), "%s\\x%02x",
                     line->style.format == LOG_FORMAT_JSON ? "\\" : "",
                     bytes[i]);
            log_line_append_text(line, escape);
        } else if (bytes[i] == '"' || bytes[i] == '\\') {
            log_line_append(line, (char[]){'\\', (char)bytes[i]}, 2);
        } else {
            log_line_append(line, field->text + i, n);
        }
    }
}

static bool
log_line_needs_quotes(const struct log_line *line,
                      const struct log_field *field)
{
    return line->style.format == LOG_FORMAT_JSON || field->length == 0 ||
           strpbrk(field->text, " \"=") != NULL;
}

void
log_line_put(struct log_line *line, const struct log_field *field)
{
    bool json = line->style.format == LOG_FORMAT_JSON;
    const char *quote = "\"";
    char number[24];

    if (log_line_room(line) < strlen(field->name) + FIELD_MAX)
        return;
    log_line_append_text(line, json ? ",\"" : " ");
    log_line_append_text(line, field->name);
    log_line_append_text(line, json ? "\":" : "=");
    if (field->kind == LOG_KIND_NUMBER) {
        snprintf(number, sizeof(number), "%lld", field->number);
        log_line_append_text(line, number);
        return;
    }
    if (!log_line_needs_quotes(line, field))
        quote = "";
    log_line_append_text(line, quote);
    log_line_append_value(line, field);
    log_line_append_text(line, quote); /* TAIL reserves room for it */
}

/* Write NOW as RFC 3339 has it, to the second. The day is kept, because
 * gmtime_r(3) takes a lock: each process would copy a page of the C library. */
static void
log_line_write_time(char text[32], time_t now)
{
    static char day[16];
    static time_t number = -1;
    unsigned second = (unsigned)(now % DAY);
    struct tm utc;

    if (now / DAY != number) {
        number = now / DAY;
        gmtime_r(&now, &utc);
        strftime(day, sizeof(day), "%Y-%m-%d", &utc);
    }
    snprintf(text, 32, "%sT%02u:%02u:%02u", day, second / 3600,
             second / 60 % 60, second % 60);
}

void
log_line_begin(struct log_line *line, const struct log_style *style,
               enum log_event event, const struct timespec *now)
{
    char head[96], date[32];

    line->style = *style;
    line->length = 0;
    log_line_write_time(date, now->tv_sec);
    if (line->style.format == LOG_FORMAT_JSON)
        snprintf(head, sizeof(head),
                 "{\"time\":\"%s.%03ldZ\",\"priority\":%d,\"event\":\"%s\"",
                 date, now->tv_nsec / 1000000, events[event].priority,
                 events[event].name);
    else if (style->journal && counted[event])
        snprintf(head, sizeof(head), "<%d>%s time=%s.%03ldZ",
                 events[event].priority, events[event].name, date,
                 now->tv_nsec / 1000000);
    else if (style->journal)
        snprintf(head, sizeof(head), "<%d>%s", events[event].priority,
                 events[event].name);
    else
        snprintf(head, sizeof(head), "%s.%03ldZ %s", date,
                 now->tv_nsec / 1000000, events[event].name);
    log_line_append_text(line, head);
}

void
log_line_end(struct log_line *line)
{
    if (line->style.format == LOG_FORMAT_JSON)
        line->bytes[line->length++] = '}';
    line->bytes[line->length++] = '\n';
}
