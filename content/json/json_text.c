#include "json/json_text.h"

#include <stdlib.h>
#include <string.h>

#include "sshd/base/error.h"
#include "json/json_diagnose.h"
#include "resume/warnings.h"
#include "resume/resume.h"
#include "text/text.h"

/* What is not an object is refused later, in better words. */
#define FLAGS (JSON_ALLOW_NUL | JSON_DECODE_ANY)

static size_t
line_at(const char *text, size_t at)
{
    size_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

/* Deeper than we read? Brackets inside strings do not count. */
static bool
too_deep(const char *text, size_t length)
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

/* TEXT with U+FFFD for every byte that is not UTF-8; the caller frees it. */
static char *
repair(const char *text, size_t *length, struct warnings *warnings)
{
    char *terminated = strndup(text, *length);
    char *out = malloc(*length * 3 + 1), *at = out;
    const char *from = terminated;
    size_t bad = 0;

    if (terminated == NULL || out == NULL)
        abort();
    while (*from != '\0') {
        const char *start = from;
        bool replaced = text_next(&from) == 0xFFFD && *start != '\xEF';

        if (replaced && bad++ == 0 && warnings != NULL)
            warnings_add(warnings, "the file",
                         "line %zu is not UTF-8; what is not is shown as "
                         "\xEF\xBF\xBD",
                         line_at(terminated, (size_t)(start - terminated)));
        if (replaced)
            start = "\xEF\xBF\xBD";
        memcpy(at, start, replaced ? 3 : (size_t)(from - start));
        at += replaced ? 3 : (size_t)(from - start);
    }
    free(terminated);
    *length = (size_t)(at - out);
    return out;
}

static json_t *
parse(const char *text, size_t length, struct warnings *warnings,
      json_error_t *error)
{
    json_t *root;

    /* Keys given twice are worth telling, but only to somebody. */
    if (warnings != NULL) {
        root = json_loadb(text, length, FLAGS | JSON_REJECT_DUPLICATES, error);
        if (root != NULL || json_error_code(error) != json_error_duplicate_key)
            return root;
        warnings_add(warnings, "the file",
                     "a key is given twice on line %d; the last one counts",
                     error->line);
    }
    return json_loadb(text, length, FLAGS, error);
}

json_t *
json_text_parse(const char *text, size_t length, struct warnings *warnings,
                struct error *error)
{
    json_error_t reason;
    json_t *root;

    if (length > RESUME_BYTES_MAX)
        goto too_long;
    if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 ||
                        memcmp(text, "\xFE\xFF", 2) == 0)) {
        error_set(error, "line 1, column 1: this is UTF-16 (save it as "
                         "UTF-8)");
        return NULL;
    }
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
        if (warnings != NULL)
            warnings_add(warnings, "the file",
                         "begins with a byte order mark; left out");
    }
    if (too_deep(text, length)) {
        json_diagnose(text, length, error);
        return NULL;
    }
    root = parse(text, length, warnings, &reason);
    if (root == NULL && json_error_code(&reason) == json_error_invalid_utf8) {
        char *repaired = repair(text, &length, warnings);

        root = parse(repaired, length, warnings, &reason);
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

too_long:
    error_set(error, "larger than %d bytes", RESUME_BYTES_MAX);
    return NULL;
}
