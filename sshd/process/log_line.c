#include "process/log_line.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int priority;
} events[] = {
#define X(event, name, priority) [event] = {name, priority},
    LOG_EVENTS(X)
#undef X
};

/* A field without its name and all that may be cut of its value. */
#define FIELD_MAX 32

/* A closing quote, a brace and the newline. */
#define TAIL 3

static size_t
room(const struct log_line *line)
{
    return sizeof(line->bytes) - TAIL - line->length;
}

/* Put what there must be room for. */
static void
put(struct log_line *line, const char *bytes, size_t length)
{
    memcpy(line->bytes + line->length, bytes, length);
    line->length += length;
}

static void
put_text(struct log_line *line, const char *text)
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

/* The value between its quotes, as much of it as there is room for. A byte
 * that is not shown becomes \xNN, and so does a backslash from the network,
 * lest it pretend to be one of those. */
static void
put_value(struct log_line *line, const struct log_field *field)
{
    const unsigned char *bytes = (const unsigned char *)field->text;
    bool wire = field->kind == LOG_KIND_WIRE;
    size_t length = field->length;

    if (wire && length > LOG_WIRE_MAX)
        length = LOG_WIRE_MAX;
    for (size_t i = 0, n; i < length; i += n) {
        char escape[8];

        if (room(line) < sizeof(escape))
            return;
        n = printable(bytes + i, length - i);
        if (n == 0 || (wire && (n > 1 || bytes[i] == '\\'))) {
            n = 1;
            snprintf(escape, sizeof(escape), "%s\\x%02x",
                     line->style.format == LOG_FORMAT_JSON ? "\\" : "",
                     bytes[i]);
            put_text(line, escape);
        } else if (bytes[i] == '"' || bytes[i] == '\\') {
            put(line, (char[]){'\\', (char)bytes[i]}, 2);
        } else {
            put(line, field->text + i, n);
        }
    }
}

static bool
needs_quotes(const struct log_line *line, const struct log_field *field)
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

    if (room(line) < strlen(field->name) + FIELD_MAX)
        return;
    put_text(line, json ? ",\"" : " ");
    put_text(line, field->name);
    put_text(line, json ? "\":" : "=");
    if (field->kind == LOG_KIND_NUMBER) {
        snprintf(number, sizeof(number), "%lld", field->number);
        put_text(line, number);
        return;
    }
    if (!needs_quotes(line, field))
        quote = "";
    put_text(line, quote);
    put_value(line, field);
    put_text(line, quote); /* TAIL has room for it */
}

void
log_line_begin(struct log_line *line, const struct log_style *style,
               enum log_event event, const struct timespec *now)
{
    char head[96], date[32];
    struct tm utc;

    line->style = *style;
    line->length = 0;
    gmtime_r(&now->tv_sec, &utc);
    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &utc);
    if (line->style.format == LOG_FORMAT_JSON)
        snprintf(head, sizeof(head),
                 "{\"time\":\"%s.%03ldZ\",\"priority\":%d,\"event\":\"%s\"",
                 date, now->tv_nsec / 1000000, events[event].priority,
                 events[event].name);
    else if (style->journal)
        snprintf(head, sizeof(head), "<%d>%s", events[event].priority,
                 events[event].name);
    else
        snprintf(head, sizeof(head), "%s.%03ldZ %s", date,
                 now->tv_nsec / 1000000, events[event].name);
    put_text(line, head);
}

void
log_line_end(struct log_line *line)
{
    if (line->style.format == LOG_FORMAT_JSON)
        line->bytes[line->length++] = '}';
    line->bytes[line->length++] = '\n';
}
