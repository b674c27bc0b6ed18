/* Cleaning, measuring, wrapping and transliterating text. The first byte sets
 * the width of a line and whether newlines stay; the rest is the text. */

#include "fuzz_utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "text/text.h"
#include "text/text_ascii.h"
#include "text/text_clean.h"
#include "text/text_wrap.h"

#define COLUMNS_MASK    0x3f
#define PARAGRAPHS_MASK 0x40

static bool
is_blank(char32_t c)
{
    return c == U' ' || c == U'\n' || c == 0x3000;
}

static bool
is_joiner(char32_t c)
{
    return c == 0x200c || c == 0x200d;
}

/* Check what text_clean() promises of the LENGTH bytes at TEXT; the C library's
 * decoder checks their UTF-8. */
static void
check_clean(const char *text, size_t length, enum text_lines lines)
{
    const char *end = text + length;
    wchar_t before = L' ';
    mbstate_t state = {0};

    assert(strlen(text) == length);
    while (text < end) {
        wchar_t c;
        size_t bytes = mbrtowc(&c, text, (size_t)(end - text), &state);

        assert(bytes > 0 && bytes <= 4);
        assert(c >= 0x20 || (c == L'\n' && lines == TEXT_LINES));
        assert(c < 0x7f || c >= 0xa0);
        assert(!(c == L' ' || c == L'\n') ||
               (before != L' ' && before != L'\n'));
        assert(c < 0x200b || c > 0x200f || is_joiner((char32_t)c));
        /* A joiner has something printable on each side. */
        assert(!is_joiner((char32_t)c) || (before != L' ' && before != L'\n'));
        assert(!is_joiner((char32_t)before) ||
               (!is_joiner((char32_t)c) && c != 0xfffd && !is_blank(c)));
        assert(c < 0x202a || c > 0x202e);
        assert(c < 0xfe00 || c > 0xfe0f);
        before = c;
        text += bytes;
    }
    assert(length == 0 || (before != L' ' && before != L'\n'));
    assert(!is_joiner((char32_t)before));
}

/* Check that cleaning a clean text changes nothing. */
static void
check_twice(const char *clean, size_t length, enum text_lines lines)
{
    char *again = malloc(length * 3 + 1);

    assert(text_clean(again, clean, length, lines) == length);
    assert(memcmp(again, clean, length + 1) == 0);
    free(again);
}

/* Check that every line fits, and that nothing but blanks at its ends is
 * lost. */
static void
check_wrap(const char *text, size_t columns)
{
    const char *rest = text, *line;
    size_t length;

    while ((line = text_wrap(&rest, columns, &length)) != NULL) {
        const char *end = line + length;

        assert(text_width_n(line, length) <= (columns < 2 ? 2 : columns));
        for (; text < line; text_next(&text)) {
            const char *skipped = text;

            assert(is_blank(text_next(&skipped)));
        }
        assert(text == line && rest >= end);
        text = end;
    }
    for (char32_t c; (c = text_next(&text)) != 0;)
        assert(is_blank(c));
}

/* Check that text_fit() cuts at the last place where text may be cut. */
static void
check_fit(const char *text, size_t columns)
{
    size_t all = strlen(text), width = text_width(text);
    size_t length = text_fit(text, columns), next = length;

    assert(length <= all);
    assert(text_width_n(text, length) <= columns);
    assert(text_fit(text, width) == all);
    for (size_t more = columns; next == length && more < width;)
        next = text_fit(text, ++more);
    assert(length == all || text_width_n(text, next) > columns);
}

static void
check_ascii(const char *text, size_t size)
{
    char *out = malloc(size);
    size_t length;

    assert(text_ascii(out, size, text) == out);
    length = strnlen(out, size);
    assert(length < size);
    for (size_t i = 0; i < length; i++)
        assert((out[i] >= 0x20 && out[i] < 0x7f) || out[i] == '\n');
    free(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum text_lines lines;
    size_t columns, length;
    char *clean;

    if (size < 1)
        return 0;
    lines = data[0] & PARAGRAPHS_MASK ? TEXT_LINES : TEXT_ONE_LINE;
    columns = (size_t)(data[0] & COLUMNS_MASK) + 1;
    clean = malloc((size - 1) * 3 + 1);
    length = text_clean(clean, (const char *)data + 1, size - 1, lines);
    assert(length <= (size - 1) * 3);
    check_clean(clean, length, lines);
    check_twice(clean, length, lines);
    check_wrap(clean, columns);
    check_fit(clean, columns);
    check_ascii(clean, columns);
    check_ascii(clean, length * 4 + 16);
    free(clean);
    return 0;
}
