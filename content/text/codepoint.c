#include "text/codepoint.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <wchar.h>

#include "sshd/base/array.h"

#define CODEPOINT_MAX 0x10FFFF /* c32rtomb() takes more */

size_t
codepoint_encode(char *out, size_t size, char32_t c)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    size_t length = c <= CODEPOINT_MAX ? c32rtomb(bytes, c, &state) : 0;

    if (length == (size_t)-1 || length > size)
        return 0;
    memcpy(out, bytes, length);
    return length;
}

bool
codepoint_in_ranges(char32_t c, const struct codepoint_range *ranges,
                    size_t count)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (c > ranges[middle].last)
            low = middle + 1;
        else if (c < ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

size_t
codepoint_decode(const char *text, size_t left, char32_t *c)
{
    static const char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    size_t length = bytes[0] < 0x80         ? 1
                    : bytes[0] >> 5 == 0x06 ? 2
                    : bytes[0] >> 4 == 0x0E ? 3
                    : bytes[0] >> 3 == 0x1E ? 4
                                            : 0;

    *c = CODEPOINT_REPLACEMENT;
    if (length == 0 || length > left)
        return 1;
    if (length == 1) {
        *c = bytes[0];
        return 1;
    }
    char32_t value = bytes[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (bytes[i] >> 6 != 0x02)
            return 1;
        value = value << 6 | (bytes[i] & 0x3Fu);
    }
    if (value < smallest[length] || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *c = value;
    return length;
}

/* Spaces of all widths. U+00A0 and U+202F do not break lines. */
static const struct codepoint_range blanks[] = {
    {0x0009, 0x0009}, {0x0020, 0x0020}, {0x1680, 0x1680},
    {0x2000, 0x200A}, {0x205F, 0x205F},
};

static const struct codepoint_range newlines[] = {
    {0x000A, 0x000D}, {0x0085, 0x0085}, {0x2028, 0x2029}};

char
codepoint_blank(char32_t c)
{
    if (CODEPOINT_AMONG(c, newlines))
        return '\n';
    return CODEPOINT_AMONG(c, blanks) ? ' ' : 0;
}
