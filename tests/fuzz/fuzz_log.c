/* Lines of the log. The first byte chooses the format; then come fields: three
 * bytes (kind, length, repetitions) and a text. Reads both formats back: checks
 * that they have the bytes that came from the network, and no field besides
 * ours. */

#include "fuzz_utf8.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "process/log_line.h"

#define FIELDS_MAX 8
#define TEXT_MAX   6000

static const char *const names[FIELDS_MAX] = {
    "user", "client", "command", "detail", "reason", "x", "size", "message"};

/* Take a field's text, in a block of exactly its length. */
static void
take_text(struct log_field *field, const uint8_t **data, size_t *size)
{
    size_t length = (*data)[1], times = (size_t)(*data)[2] + 1;
    char *text;

    *data += 3;
    *size -= 3;
    if (length > *size)
        length = *size;
    if (length * times > TEXT_MAX)
        times = TEXT_MAX / length;
    text = malloc(length * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * length, *data, length);
    text[length * times] = '\0';
    field->text = text;
    field->length = strlen(text);
    *data += length;
    *size -= length;
}

static size_t
take_fields(struct log_field *fields, const uint8_t *data, size_t size)
{
    size_t count = 0;

    for (; size >= 3 && count < FIELDS_MAX; count++) {
        struct log_field *field = &fields[count];

        field->name = names[count];
        field->kind = LOG_KIND_NUMBER + data[0] % 3;
        take_text(field, &data, &size);
        if (field->length > 0)
            field->number = field->text[0] * (1LL << 56);
    }
    return count;
}

/* Check for one line of whole characters without control characters. */
static void
check_line(const struct log_line *line)
{
    size_t length = line->length - 1;
    mbstate_t state = {0};

    assert(line->length > 0 && line->length <= LOG_LINE_MAX);
    assert(line->bytes[length] == '\n');
    for (size_t i = 0, n; i < length; i += n) {
        wchar_t c;

        n = mbrtowc(&c, line->bytes + i, length - i, &state);
        assert(n > 0 && n <= 4);
        assert(c >= 0x20 && (c < 0x7f || c >= 0xa0));
    }
}

/* Check that VALUE, without its quotes, stands for the bytes of WIRE. */
static void
check_wire(const char *value, size_t length, const struct log_field *wire,
           bool whole)
{
    size_t shown = 0;

    for (size_t i = 0; i < length; i++, shown++) {
        unsigned byte = (unsigned char)value[i];

        assert(byte >= 0x20 && byte < 0x7f);
        if (byte == '\\') {
            assert(i + 3 < length);
            assert(sscanf(value + i, "\\x%2x", &byte) == 1);
            i += 3;
        }
        assert(shown < wire->length && byte == (uint8_t)wire->text[shown]);
    }
    assert(shown <= LOG_WIRE_MAX);
    if (whole)
        assert(shown == wire->length || shown == LOG_WIRE_MAX);
}

static void
check_json(const struct log_line *line, const struct log_field *fields,
           size_t count, bool whole)
{
    json_t *json =
        json_loadb(line->bytes, line->length, JSON_REJECT_DUPLICATES, NULL);

    assert(json_is_object(json));
    assert(strcmp(json_string_value(json_object_get(json, "event")),
                  "authenticated") == 0);
    if (whole)
        assert(json_object_size(json) == count + 3);
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(json, fields[i].name);

        if (value == NULL)
            assert(!whole);
        else if (fields[i].kind == LOG_KIND_NUMBER)
            assert(json_integer_value(value) == fields[i].number);
        else if (fields[i].kind == LOG_KIND_WIRE)
            check_wire(json_string_value(value), json_string_length(value),
                       &fields[i], whole);
    }
    json_decref(json);
}

/* Copy the value that AT begins with to VALUE, without its quotes. Returns
 * where the next field would begin. */
static const char *
read_value(const char *at, char *value)
{
    bool quoted = *at == '"';

    for (at += quoted; *at != (quoted ? '"' : ' ') && *at != '\n'; at++) {
        if (at[0] == '\\' && (at[1] == '"' || at[1] == '\\'))
            at++;
        *value++ = *at;
    }
    *value = '\0';
    if (quoted)
        assert(*at++ == '"');
    return at;
}

static void
check_text(const struct log_line *line, const struct log_field *fields,
           size_t count, bool whole)
{
    const char *at = memmem(line->bytes, line->length, "authenticated", 13);
    char value[LOG_LINE_MAX];
    size_t i = 0;

    assert(at != NULL);
    for (at += 13; *at != '\n'; i++) {
        assert(*at++ == ' ');
        while (strncmp(at, fields[i].name, strlen(fields[i].name)) != 0)
            assert(!whole && ++i < count);
        at += strlen(fields[i].name);
        assert(*at++ == '=');
        at = read_value(at, value);
        if (fields[i].kind == LOG_KIND_NUMBER)
            assert(strtoll(value, NULL, 10) == fields[i].number);
        if (fields[i].kind == LOG_KIND_WIRE)
            check_wire(value, strlen(value), &fields[i], whole);
    }
    if (whole)
        assert(i == count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct timespec now = {1800000000, 7000000};
    struct log_field fields[FIELDS_MAX] = {0};
    struct log_style style;
    struct log_line line;
    size_t count;
    bool whole;

    if (size < 1)
        return 0;
    style.format = data[0] & 1 ? LOG_FORMAT_JSON : LOG_FORMAT_TEXT;
    style.journal = data[0] & 2;
    count = take_fields(fields, data + 1, size - 1);
    log_line_begin(&line, &style, EVENT_AUTHENTICATED, &now);
    for (size_t i = 0; i < count; i++)
        log_line_put(&line, &fields[i]);
    log_line_end(&line);
    check_line(&line);
    whole = line.length < LOG_LINE_MAX / 2;
    if (style.format == LOG_FORMAT_JSON)
        check_json(&line, fields, count, whole);
    else
        check_text(&line, fields, count, whole);
    for (size_t i = 0; i < count; i++)
        free((void *)(uintptr_t)fields[i].text);
    return 0;
}
