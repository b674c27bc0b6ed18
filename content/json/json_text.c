#include "json/json_text.h"

#include <stdlib.h>
#include <string.h>

#include "json/json_diagnose.h"
#include "resume/resume.h"
#include "resume/warnings.h"
#include "sshd/base/error.h"
#include "text/codepoint.h"

/* A root that is not an object is rejected later, with a clearer error. */
#define FLAGS (JSON_ALLOW_NUL | JSON_DECODE_ANY)

static size_t
json_text_line_at(const char *text, size_t at)
{
    size_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

/* Whether TEXT is nested deeper than RESUME_DEPTH_MAX. Ignores brackets in
 * strings. */
static bool
json_text_too_deep(const char *text, size_t length)
{
    bool inside = false;
    size_t depth = 0;

    for (size_t i = 0; i < length; i++) {
        char c = text[i];

        if (inside && c == '\\')
            i++;
        else if (c == '"')
            inside = !inside;
        else if (!inside && (c == '{' || c == '['))
            depth++;
        else if (!inside && (c == '}' || c == ']') && depth > 0)
            depth--;
        if (depth > RESUME_DEPTH_MAX)
            return true;
    }
    return false;
}

/* The character that the byte C is in Windows-1252. */
static char32_t
json_text_windows(unsigned char c)
{
    static const char32_t signs[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

    return c >= 0x80 && c < 0xA0 ? signs[c - 0x80] : c;
}

/* Whether the LENGTH bytes at TEXT, which are not UTF-8, are Windows-1252: no
 * character of several bytes is UTF-8. */
static bool
json_text_is_windows(const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        char32_t c;
        size_t bytes = codepoint_decode(text, (size_t)(end - text), &c);

        if (bytes > 1)
            return false;
        text += bytes;
    }
    return true;
}

/* Write the LENGTH bytes at TEXT as UTF-8, and those that are not as what they
 * are in Windows-1252, where the file is that, otherwise as U+FFFD. The caller
 * frees the returned copy. */
static char *
json_text_repair(const char *text, size_t *length, struct warnings *warnings)
{
    bool windows = json_text_is_windows(text, *length), bad = false;
    char *out = malloc(*length * 3 + 1), *at = out;

    if (out == NULL)
        abort();
    for (size_t i = 0; i < *length;) {
        char32_t c;
        size_t bytes = codepoint_decode(text + i, *length - i, &c);
        bool replaced = bytes == 1 && (unsigned char)text[i] >= 0x80;

        if (replaced && !bad && warnings != NULL)
            warnings_add(warnings, "the file", "line %zu is not UTF-8; %s",
                         json_text_line_at(text, i),
                         windows ? "read as Windows-1252"
                                 : "invalid bytes are shown as \xEF\xBF\xBD");
        bad |= replaced;
        if (replaced)
            at += codepoint_encode(
                at, 3,
                windows ? json_text_windows((unsigned char)text[i]) : 0xFFFD);
        else
            at = mempcpy(at, text + i, bytes);
        i += bytes;
    }
    *length = (size_t)(at - out);
    return out;
}

/* The end of the comment that begins at AT, or AT if there is no comment. An
 * unterminated comment is not one, so that json_diagnose() reports it. */
static size_t
json_text_comment_end(const char *text, size_t length, size_t at)
{
    const char *end;

    if (at + 1 >= length || text[at] != '/')
        return at;
    if (text[at + 1] == '/') {
        while (at < length && text[at] != '\n')
            at++;
        return at;
    }
    if (text[at + 1] != '*')
        return at;
    end = memmem(text + at + 2, length - at - 2, "*/", 2);
    return end != NULL ? (size_t)(end - text) + 2 : at;
}

/* Overwrite the comments in TEXT with blanks; lines and columns do not change.
 * Returns the line of the first comment, or 0. */
static size_t
json_text_blank_comments(char *text, size_t length)
{
    bool inside = false;
    size_t first = 0;

    for (size_t i = 0; i < length;) {
        size_t end = inside ? i : json_text_comment_end(text, length, i);

        if (end > i && first == 0)
            first = json_text_line_at(text, i);
        if (end > i) {
            for (; i < end; i++)
                if (text[i] != '\n')
                    text[i] = ' ';
            continue;
        }
        if (inside && text[i] == '\\')
            i++;
        else if (text[i] == '"')
            inside = !inside;
        i++;
    }
    return first;
}

static json_t *
json_text_parse_bytes(const char *text, size_t length,
                      struct warnings *warnings, json_error_t *error)
{
    json_t *root;

    /* Look for duplicate keys only if there are warnings to add to. */
    if (warnings != NULL) {
        root = json_loadb(text, length, FLAGS | JSON_REJECT_DUPLICATES, error);
        if (root != NULL || json_error_code(error) != json_error_duplicate_key)
            return root;
        warnings_add(warnings, "the file",
                     "duplicate key on line %d; the last value is used",
                     error->line);
    }
    return json_loadb(text, length, FLAGS, error);
}

static json_t *
json_text_parse_clean(const char *text, size_t length,
                      struct warnings *warnings, struct error *error)
{
    json_error_t reason;
    json_t *root;

    if (length >= 2 &&
        (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0 ||
         (text[0] == '\0') != (text[1] == '\0'))) {
        error_set(error, "line 1, column 1: this is UTF-16 (save it as "
                         "UTF-8)");
        return NULL;
    }
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
        if (warnings != NULL)
            warnings_add(warnings, "the file",
                         "begins with a byte order mark; ignored");
    }
    if (json_text_too_deep(text, length)) {
        json_diagnose(text, length, error);
        return NULL;
    }
    root = json_text_parse_bytes(text, length, warnings, &reason);
    if (root == NULL && json_error_code(&reason) == json_error_invalid_utf8) {
        char *repaired = json_text_repair(text, &length, warnings);

        root = json_text_parse_bytes(repaired, length, warnings, &reason);
        if (root == NULL && json_diagnose(repaired, length, error) == 0)
            error_set(error, "line %d, column %d: %s", reason.line,
                      reason.column, reason.text);
        free(repaired);
        return root;
    }
    if (root == NULL && json_diagnose(text, length, error) == 0)
        error_set(error, "line %d, column %d: %s", reason.line, reason.column,
                  reason.text);
    return root;
}

json_t *
json_text_parse(const char *text, size_t length, struct warnings *warnings,
                struct error *error)
{
    char *copy;
    size_t line;
    json_t *root;

    if (length > RESUME_BYTES_MAX) {
        error_set(error, "larger than %d bytes", RESUME_BYTES_MAX);
        return NULL;
    }
    if (memchr(text, '/', length) == NULL)
        return json_text_parse_clean(text, length, warnings, error);
    copy = malloc(length);
    if (copy == NULL)
        abort();
    memcpy(copy, text, length);
    line = json_text_blank_comments(copy, length);
    if (line > 0 && warnings != NULL)
        warnings_add(warnings, "the file",
                     "contains comments, first on line %zu; skipped", line);
    root = json_text_parse_clean(copy, length, warnings, error);
    free(copy);
    return root;
}
