#include "json/json_diagnose.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/resume.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"

/*
 * A second, slower parser for a file that jansson has rejected. It knows the
 * grammar as a table of the expected tokens, and recognizes common mistakes.
 */

enum expected {
    VALUE,          /* after a colon, after a comma in a list */
    VALUE_OR_CLOSE, /* after [ */
    KEY,            /* after a comma in an object */
    KEY_OR_CLOSE,   /* after { */
    COLON,
    COMMA_OR_CLOSE,
    NOTHING, /* after the root */
};

struct scan {
    const char *text;
    size_t length, at;
    enum expected expected;
    size_t comma; /* position of the last comma */
    size_t depth;
    size_t opened[RESUME_DEPTH_MAX +
                  1]; /* positions of open brackets, outermost first */
    struct error *error;
};

static size_t
diagnose_line_of(const struct scan *scan, size_t at, size_t *column)
{
    size_t line = 1;

    *column = 1;
    for (size_t i = 0; i < at && i < scan->length; i++) {
        bool newline = scan->text[i] == '\n';

        line += newline;
        if (newline)
            *column = 1;
        else
            *column += ((unsigned char)scan->text[i] & 0xC0) != 0x80;
    }
    return line;
}

static int diagnose_fail(struct scan *scan, size_t at, const char *what, ...)
    __attribute__((format(printf, 3, 4)));

static int
diagnose_fail(struct scan *scan, size_t at, const char *what, ...)
{
    char text[200];
    size_t column, line = diagnose_line_of(scan, at, &column);
    va_list arguments;

    va_start(arguments, what);
    vsnprintf(text, sizeof(text), what, arguments);
    va_end(arguments);
    return error_set(scan->error, "line %zu, column %zu: %s", line, column,
                     text);
}

static char
diagnose_peek(const struct scan *scan, size_t ahead)
{
    return scan->at + ahead < scan->length ? scan->text[scan->at + ahead]
                                           : '\0';
}

static char
diagnose_innermost(const struct scan *scan)
{
    return scan->depth > 0 ? scan->text[scan->opened[scan->depth - 1]] : '\0';
}

static int
diagnose_fail_end(struct scan *scan)
{
    size_t column, line;

    if (scan->depth == 0)
        return diagnose_fail(scan, scan->length, "the file is empty");
    line = diagnose_line_of(scan, scan->opened[scan->depth - 1], &column);
    return diagnose_fail(scan, scan->length,
                         "the file ends, but the %c of line %zu is still open "
                         "(a missing brace?)",
                         diagnose_innermost(scan), line);
}

/* The value of the four digits of a \\u escape at AHEAD, or -1. */
static long
diagnose_unicode_escape(const struct scan *scan, size_t ahead)
{
    char digits[5] = "";

    if (diagnose_peek(scan, ahead) != '\\' ||
        diagnose_peek(scan, ahead + 1) != 'u')
        return -1;
    for (size_t i = 0; i < 4; i++) {
        digits[i] = diagnose_peek(scan, ahead + 2 + i);
        if (!isxdigit((unsigned char)digits[i]))
            return -1;
    }
    return strtol(digits, NULL, 16);
}

static int
diagnose_skip_escape(struct scan *scan)
{
    char c = diagnose_peek(scan, 1);
    long code = diagnose_unicode_escape(scan, 0),
         next = diagnose_unicode_escape(scan, 6);

    if (c == '\0' || strchr("\"\\/bfnrtu", c) == NULL)
        return diagnose_fail(scan, scan->at,
                             "an invalid escape (write \\\\ for a backslash)");
    if (c == 'u' && code < 0)
        return diagnose_fail(scan, scan->at,
                             "\\u needs four hexadecimal digits");
    if (code >> 10 == 0xD800 >> 10 && next >> 10 == 0xDC00 >> 10)
        scan->at += 12;
    else if (code >> 11 == 0xD800 >> 11)
        return diagnose_fail(scan, scan->at,
                             "an incomplete \\u surrogate pair");
    else
        scan->at += c == 'u' ? 6 : 2;
    return 0;
}

static int
diagnose_skip_string(struct scan *scan)
{
    size_t start = scan->at++, column;

    while (scan->at < scan->length) {
        char c = diagnose_peek(scan, 0);

        if (c == '"') {
            scan->at++;
            return 0;
        }
        if (c == '\n' || c == '\r')
            return diagnose_fail(
                scan, scan->at,
                "a line ends inside a string (a missing quote? "
                "or write \\n)");
        if (c == '\t')
            return diagnose_fail(scan, scan->at,
                                 "a tab inside a string (write \\t)");
        if ((unsigned char)c < 0x20)
            return diagnose_fail(scan, scan->at,
                                 "a control character inside a string");
        if (c != '\\')
            scan->at++;
        else if (diagnose_skip_escape(scan) < 0)
            return -1;
    }
    return diagnose_fail(scan, scan->length,
                         "the file ends inside the string of line %zu",
                         diagnose_line_of(scan, start, &column));
}

static bool
diagnose_is_word_character(char c)
{
    return isalnum((unsigned char)c) ||
           (c != '\0' && strchr("+-._$", c) != NULL);
}

/* Whether WORD of LENGTH is a valid JSON number. Checks for common mistakes
 * only. */
static bool
diagnose_is_number(const char *word, size_t length)
{
    size_t sign = *word == '-', digits = 0;

    if (sign == length || !isdigit((unsigned char)word[sign]) ||
        !isdigit((unsigned char)word[length - 1]))
        return false;
    if (word[sign] == '0' && sign + 1 < length &&
        isdigit((unsigned char)word[sign + 1]))
        return false;
    for (size_t i = sign; i < length; i++)
        if (isdigit((unsigned char)word[i]))
            digits++;
        else if (strchr("-+.eE", word[i]) == NULL)
            return false;
    return digits < 19 || digits < length - sign;
}

/* Skip true, false, null, or a number. */
static int
diagnose_skip_word(struct scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};
    const char *word = scan->text + scan->at;
    size_t length = 0;

    while (diagnose_is_word_character(diagnose_peek(scan, length)))
        length++;
    for (size_t i = 0; i < COUNT(words); i++)
        if (length == strlen(words[i]) && memcmp(word, words[i], length) == 0) {
            scan->at += length;
            return 0;
        }
    if (length == 0)
        return diagnose_fail(scan, scan->at,
                             "a value cannot begin with this character");
    if (isalpha((unsigned char)*word))
        return diagnose_fail(scan, scan->at, "text without quotes");
    if (!diagnose_is_number(word, length))
        return diagnose_fail(scan, scan->at,
                             "not a JSON number (put it in quotes)");
    scan->at += length;
    return 0;
}

static int
diagnose_skip_value(struct scan *scan)
{
    char c = diagnose_peek(scan, 0);

    if (c == '{' || c == '[') {
        if (scan->depth == RESUME_DEPTH_MAX)
            return diagnose_fail(scan, scan->at, "more than %d levels deep",
                                 RESUME_DEPTH_MAX);
        scan->opened[scan->depth++] = scan->at++;
        scan->expected = c == '{' ? KEY_OR_CLOSE : VALUE_OR_CLOSE;
        return 0;
    }
    if (scan->depth == 0 && c != '"')
        return diagnose_fail(scan, scan->at,
                             "this is not JSON, which begins with {");
    scan->expected = scan->depth > 0 ? COMMA_OR_CLOSE : NOTHING;
    return c == '"' ? diagnose_skip_string(scan) : diagnose_skip_word(scan);
}

static int
diagnose_skip_key(struct scan *scan)
{
    if (diagnose_peek(scan, 0) != '"')
        return diagnose_fail(scan, scan->at, "a key needs double quotes");
    scan->expected = COLON;
    return diagnose_skip_string(scan);
}

static int
diagnose_skip_colon(struct scan *scan)
{
    if (diagnose_peek(scan, 0) != ':')
        return diagnose_fail(scan, scan->at,
                             "a colon is missing after the key");
    scan->at++;
    scan->expected = VALUE;
    return 0;
}

/* Whether a quote and then a letter stand here: "He said "yes"". */
static bool
diagnose_follows_quote(const struct scan *scan)
{
    unsigned char c = (unsigned char)diagnose_peek(scan, 0);

    return scan->text[scan->at - 1] == '"' && (isalnum(c) || c >= 0x80);
}

/* Skip a comma; anything else is an error. */
static int
diagnose_skip_comma(struct scan *scan)
{
    char c = diagnose_peek(scan, 0);

    if (c != ',' && diagnose_follows_quote(scan))
        return diagnose_fail(
            scan, scan->at,
            "text after the closing quote (a comma is missing, "
            "or write \\\" for a quote inside a text)");
    if (c != ',')
        return diagnose_fail(scan, scan->at, "a comma is missing before this");
    scan->comma = scan->at++;
    scan->expected = diagnose_innermost(scan) == '{' ? KEY : VALUE;
    return 0;
}

static int
diagnose_skip_close(struct scan *scan)
{
    char c = diagnose_peek(scan, 0);
    size_t column;

    if (scan->depth == 0)
        return diagnose_fail(scan, scan->at, "an unmatched %c", c);
    if (c != (diagnose_innermost(scan) == '{' ? '}' : ']'))
        return diagnose_fail(
            scan, scan->at, "a %c, but the %c of line %zu is still open", c,
            diagnose_innermost(scan),
            diagnose_line_of(scan, scan->opened[scan->depth - 1], &column));
    if (scan->expected == KEY || (scan->expected == VALUE && c == ']'))
        return diagnose_fail(scan, scan->comma, "an extra comma before the %c",
                             c);
    if (scan->expected == VALUE || scan->expected == COLON)
        return diagnose_fail(scan, scan->at, "a value is missing before the %c",
                             c);
    scan->at++;
    scan->depth--;
    scan->expected = scan->depth > 0 ? COMMA_OR_CLOSE : NOTHING;
    return 0;
}

/* Report characters that are wrong anywhere outside a string. */
static int
diagnose_check_stray(struct scan *scan)
{
    static const struct {
        const char *bytes, *what;
    } strays[] = {
        {"//", "an unterminated comment"},
        {"/*", "an unterminated comment"},
        {"#", "a comment with #; write // instead"},
        {"'", "single quotes; JSON needs double quotes"},
        {"```", "the mark of a code block; delete it"},
        {"`", "backquotes; JSON needs double quotes"},
        {"“", "curly quotes; JSON needs straight quotes"},
        {"”", "curly quotes; JSON needs straight quotes"},
        {"„", "curly quotes; JSON needs straight quotes"},
        {"，", "a full-width comma; write ,"},
        {"：", "a full-width colon; write :"},
        {";", "a semicolon; write a comma"},
        {"\u00A0", "an invisible character (U+00A0); delete it"},
        {"\u200B", "an invisible character (U+200B); delete it"},
        {"\uFEFF", "an invisible character (U+FEFF); delete it"},
        {"\u2028", "an invisible character (U+2028); delete it"},
        {"<<<<<<<", "an unresolved merge conflict"},
        {"=======", "an unresolved merge conflict"},
        {">>>>>>>", "an unresolved merge conflict"},
        {"...", "unexpected dots"},
    };
    size_t left = scan->length - scan->at;

    for (size_t i = 0; i < COUNT(strays); i++) {
        size_t length = strlen(strays[i].bytes);

        if (length <= left &&
            memcmp(scan->text + scan->at, strays[i].bytes, length) == 0)
            return diagnose_fail(scan, scan->at, "%s", strays[i].what);
    }
    return 0;
}

static int
diagnose_step(struct scan *scan)
{
    static int (*const skips[])(struct scan *) = {
        [VALUE] = diagnose_skip_value, [VALUE_OR_CLOSE] = diagnose_skip_value,
        [KEY] = diagnose_skip_key,     [KEY_OR_CLOSE] = diagnose_skip_key,
        [COLON] = diagnose_skip_colon, [COMMA_OR_CLOSE] = diagnose_skip_comma,
    };
    char c = diagnose_peek(scan, 0);

    if (diagnose_check_stray(scan) < 0)
        return -1;
    if (c == '}' || c == ']')
        return diagnose_skip_close(scan);
    if (scan->expected == NOTHING)
        return diagnose_fail(scan, scan->at,
                             "text after the end (an extra brace?)");
    if (c == ',' && scan->expected != COMMA_OR_CLOSE)
        return diagnose_fail(scan, scan->at, "an unexpected comma");
    return skips[scan->expected](scan);
}

int
json_diagnose(const char *text, size_t length, struct error *error)
{
    struct scan scan = {.text = text, .length = length, .error = error};

    for (;;) {
        while (scan.at < length && strchr(" \t\r\n", text[scan.at]) != NULL &&
               text[scan.at] != '\0')
            scan.at++;
        if (scan.at == length)
            return scan.expected == NOTHING ? 0 : diagnose_fail_end(&scan);
        if (diagnose_step(&scan) < 0)
            return -1;
    }
}
