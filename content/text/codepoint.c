#include "text/codepoint.h"

#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <wchar.h>

#include "text/text.h"

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

static bool
codepoint_is_accented_latin(char32_t c)
{
    return (c >= 0xc0 && c < 0x250) || (c >= 0x1e00 && c < 0x1f00);
}

char32_t
codepoint_base(char32_t c)
{
    char text[MB_LEN_MAX + 1] = "", ascii[16];

    if (!codepoint_is_accented_latin(c))
        return c;
    text[codepoint_encode(text, MB_LEN_MAX, c)] = '\0';
    text_ascii(ascii, sizeof(ascii), text);
    return isalpha((unsigned char)ascii[0]) && ascii[1] == '\0'
               ? (char32_t)ascii[0]
               : c;
}
