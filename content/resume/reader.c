#include "resume/reader.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "language/country.h"
#include "markup/inline_spans.h"
#include "markup/markup.h"
#include "resume/privacy.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"
#include "text/misspelling.h"
#include "text/text_clean.h"

size_t
reader_enter(struct reader *reader, const char *key)
{
    size_t mark = reader->path_length, room = sizeof(reader->path) - mark;
    char clean[24 * 3 + 1];

    text_clean(clean, key, strnlen(key, 24), TEXT_ONE_LINE);
    snprintf(reader->path + mark, room, "%s%s", mark > 0 ? "." : "", clean);
    reader->path_length += strlen(reader->path + mark);
    return mark;
}

size_t
reader_enter_item(struct reader *reader, size_t index)
{
    size_t mark = reader->path_length, room = sizeof(reader->path) - mark;

    snprintf(reader->path + mark, room, "[%zu]", index);
    reader->path_length += strlen(reader->path + mark);
    return mark;
}

void
reader_leave(struct reader *reader, size_t mark)
{
    reader->path[mark] = '\0';
    reader->path_length = mark;
}

void
reader_warn(struct reader *reader, const char *what, ...)
{
    char text[160];
    va_list arguments;

    reader->warning_count++;
    if (reader->warnings == NULL)
        return;
    va_start(arguments, what);
    vsnprintf(text, sizeof(text), what, arguments);
    va_end(arguments);
    warnings_add(reader->warnings,
                 reader->path_length > 0 ? reader->path : "the file", "%s",
                 text);
}

void
reader_warn_unknown(struct reader *reader, json_t *object,
                    bool (*is_known)(const char *name, const void *context),
                    const void *context)
{
    const char *name;
    char guess[32];
    json_t *value;

    if (reader->warnings == NULL)
        return;
    json_object_foreach (object, name, value) {
        size_t mark;

        if (is_known(name, context) || privacy_is_private_key(name))
            continue;
        mark = reader_enter(reader, name);
        /* What is not kept needs no guess: a file may have 100,000 keys. */
        if (reader->warnings->count < WARNINGS_MAX &&
            misspelling_find(guess, sizeof(guess), name, is_known, context))
            reader_warn(reader, "unknown key; not shown (did you mean \"%s\"?)",
                        guess);
        else
            reader_warn(reader, "unknown key; not shown");
        reader_leave(reader, mark);
    }
}

bool
reader_is_listed(const char *name, const void *names)
{
    const char *const *at = names;

    while (*at != NULL && strcmp(*at, name) != 0)
        at++;
    return *at != NULL;
}

const char *
reader_clean(struct reader *reader, const char *text, size_t length,
             enum reading reading)
{
    char *clean;

    if (length == 0)
        return "";
    clean = arena_reserve(reader->arena, length * 3 + 1);
    length = text_clean(clean, text, length,
                        reading == READ_RAW_LINES || reading == READ_PARAGRAPHS
                            ? TEXT_LINES
                            : TEXT_ONE_LINE);
    arena_keep(reader->arena, length + 1);
    return reading >= READ_LINE && markup_maybe(clean)
               ? inline_spans_read(reader->parsed, clean,
                                   reading == READ_PARAGRAPHS)
               : clean;
}

/* Format NUMBER in the fewest digits that preserve it: 3.7, not
 * 3.7000000002. */
static const char *
reader_number_text(struct reader *reader, json_t *number)
{
    char digits[64];

    if (json_is_integer(number))
        snprintf(digits, sizeof(digits), "%lld",
                 (long long)json_integer_value(number));
    for (int precision = 6; json_is_real(number) && precision <= 17;
         precision++) {
        snprintf(digits, sizeof(digits), "%.*g", precision,
                 json_real_value(number));
        if (strtod(digits, NULL) >= json_real_value(number) &&
            strtod(digits, NULL) <= json_real_value(number))
            break;
    }
    reader_warn(reader, "expected text, found a number; shown as \"%s\"",
                digits);
    return arena_copy(reader->arena, digits);
}

json_t *
reader_choose(struct reader *reader, json_t *object, const char **key)
{
    static const char *const likely[] = {
        "en",          "text",  "value",   "name", "title",
        "description", "label", "content", "body", "@value"};
    json_t *value = json_object_get(object, reader->language);
    size_t count = COUNT(likely);

    *key = reader->language;
    for (size_t i = 0; value == NULL && i < count; i++) {
        *key = likely[i];
        value = json_object_get(object, likely[i]);
    }
    for (void *at = json_object_iter(object); value == NULL && at != NULL;
         at = json_object_iter_next(object, at)) {
        *key = json_object_iter_key(at);
        value = json_object_iter_value(at);
    }
    return value;
}

static const char *
reader_object_text(struct reader *reader, json_t *object, enum reading reading)
{
    const char *key = "", *text;
    json_t *value = reader_choose(reader, object, &key);
    size_t mark;

    if (value == NULL) {
        reader_warn(reader, "expected text, found an empty object; left out");
        return "";
    }
    mark = reader_enter(reader, key);
    reader_warn(reader,
                "expected text, found an object; only this member is shown");
    text = reader_text(reader, value, reading);
    reader_leave(reader, mark);
    return text;
}

const char *
reader_join(struct reader *reader, const char *first, const char *between,
            const char *then)
{
    if (*then == '\0' || strcmp(first, then) == 0)
        return first;
    if (*first == '\0')
        return then;
    return inline_spans_join(reader->parsed, first, between, then);
}

static const char *
reader_join_items(struct reader *reader, json_t *array, const char *between,
                  enum reading reading)
{
    const char *all = "";
    json_t *item;
    size_t i;

    json_array_foreach (array, i, item) {
        size_t mark = reader_enter_item(reader, i);
        const char *text = reader_text(reader, item, reading);

        reader_leave(reader, mark);
        all = reader_join(reader, all, between, text);
    }
    return all;
}

/* Returns the placeholder that programs and forms write for an empty value,
 * if TEXT is one; otherwise NULL. */
static const char *
reader_placeholder(const char *text)
{
    static const char *const placeholders[] = {
        "null",
        "NULL",
        "undefined",
        "none",
        "None",
        "NaN",
        "n/a",
        "N/A",
        "n.a.",
        "tbd",
        "TBD",
        "#",
        "-",
        "--",
        "–",
        "—",
        "...",
        "…",
        "?",
        "[object Object]",
        "Invalid Date",
    };
    static const char blanks[] = " \t\r\n";
    size_t length;

    text += strspn(text, blanks);
    length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]) != NULL)
        length--;
    for (size_t i = 0; i < COUNT(placeholders); i++)
        if (strlen(placeholders[i]) == length &&
            strncmp(placeholders[i], text, length) == 0)
            return placeholders[i];
    return NULL;
}

/* Whether there is a literal "\n" for a newline at AT: not in C:\new, nor in
 * \nu. */
static bool
reader_is_literal_newline(const char *start, const char *at)
{
    return at[0] == '\\' && at[1] == 'n' &&
           (at[2] == '\0' || !isalnum((unsigned char)at[2]) ||
            isupper((unsigned char)at[2]) ||
            (at > start && strchr(".!?;", at[-1]) != NULL));
}

/* Copy the LENGTH bytes at TEXT, with newlines for literal "\n"s. Returns NULL
 * if there are none. */
static const char *
reader_replace_newlines(struct reader *reader, const char *text, size_t *length)
{
    char *copy, *out;
    bool found = false;

    if (strlen(text) != *length || strstr(text, "\\n") == NULL)
        return NULL;
    copy = out = arena_take(reader->arena, *length + 1);
    for (const char *at = text; *at != '\0'; at++) {
        bool newline = reader_is_literal_newline(text, at);

        *out++ = newline ? '\n' : *at;
        at += newline;
        found |= newline;
    }
    *length = (size_t)(out - copy);
    return found ? copy : NULL;
}

static const char *
reader_string_text(struct reader *reader, json_t *string, enum reading reading)
{
    const char *text = json_string_value(string), *mended;
    const char *placeholder = reader_placeholder(text);
    size_t length = json_string_length(string);

    if (placeholder != NULL) {
        reader_warn(reader, "\"%s\" is a placeholder; left out", placeholder);
        return "";
    }
    mended = reading != READ_RAW
                 ? reader_replace_newlines(reader, text, &length)
                 : NULL;
    if (mended != NULL) {
        reader_warn(reader, "contains a literal \"\\n\"; read as a newline");
        text = mended;
    }
    mended = reading == READ_PARAGRAPHS && strlen(text) == length
                 ? reader_mark_points(reader, text)
                 : NULL;
    if (mended != NULL) {
        text = mended;
        length = strlen(text);
    }
    return reader_clean(reader, text, length, reading);
}

const char *
reader_text(struct reader *reader, json_t *value, enum reading reading)
{
    if (value == NULL)
        return "";
    switch (json_typeof(value)) {
    case JSON_STRING:
        return reader_string_text(reader, value, reading);
    case JSON_INTEGER:
    case JSON_REAL:
        return reader_number_text(reader, value);
    case JSON_ARRAY:
        reader_warn(reader, "expected text, found a list; items joined");
        return reader_join_items(
            reader, value, reading == READ_PARAGRAPHS ? "\n" : ", ", reading);
    case JSON_OBJECT:
        return reader_object_text(reader, value, reading);
    case JSON_NULL:
        reader_warn(reader, "null; left out");
        return "";
    case JSON_TRUE:
    case JSON_FALSE:
        reader_warn(reader, "expected text, found a boolean; left out");
        return "";
    }
    return "";
}

const char *
reader_member(struct reader *reader, json_t *object, const char *key,
              enum reading reading)
{
    json_t *value = json_object_get(object, key);
    const char *text;
    size_t mark;

    if (value == NULL)
        return "";
    mark = reader_enter(reader, key);
    text = reader_text(reader, value, reading);
    reader_leave(reader, mark);
    return text;
}

const char *
reader_joined(struct reader *reader, json_t *value)
{
    return json_is_array(value)
               ? reader_join_items(reader, value, ", ", READ_LINE)
               : reader_text(reader, value, READ_LINE);
}

const char *
reader_url(struct reader *reader, json_t *value)
{
    static const char *const refused[] = {"data:", "javascript:", "vbscript:"};
    const char *url = reader_text(reader, value, READ_RAW);

    for (size_t i = 0; i < COUNT(refused); i++)
        if (strncasecmp(url, refused[i], strlen(refused[i])) == 0) {
            reader_warn(reader, "a %s URL; left out", refused[i]);
            return "";
        }
    return url;
}

/* Whether PLACE contains PART already, or PART is the code of a country that
 * PLACE or COUNTRY (may be NULL) names. */
static bool
reader_place_names(const char *place, const char *part, json_t *country)
{
    const char *name = json_string_value(country);

    if (*part == '\0' || !country_is_code(part))
        return *part != '\0' && country_in(place, part);
    return country_in(place, part) || (name != NULL && strlen(name) > 3);
}

const char *
reader_place(struct reader *reader, json_t *value)
{
    static const char *const parts[] = {"city", "region", "state",
                                        "countryCode", "country"};
    const char *place = "";

    if (!json_is_object(value))
        return reader_text(reader, value, READ_LINE);
    for (size_t i = 0; i < COUNT(parts); i++) {
        const char *part = reader_member(reader, value, parts[i], READ_LINE);

        if (!reader_place_names(place, part, json_object_get(value, "country")))
            place = reader_join(reader, place, ", ", part);
    }
    if (*place == '\0')
        place = reader_member(reader, value, "address", READ_LINE);
    if (*place == '\0' && json_object_size(value) > 0 &&
        json_object_get(value, "city") == NULL &&
        json_object_get(value, "address") == NULL)
        place = reader_object_text(reader, value, READ_LINE);
    return place;
}
