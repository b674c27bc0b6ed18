#include "text/text.h"

#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "sshd/base/array.h"
#include "text/codepoint.h"

char32_t
text_next(const char **text)
{
    char32_t c;

    if (**text == '\0')
        return 0;
    /* NUL is no continuation byte, so codepoint_decode() stops at it by itself.
     */
    *text += codepoint_decode(*text, 4, &c);
    return c;
}

/* Vowels and final consonants of Hangul and tones of skin, which join the
 * character before them. */
static const struct codepoint_range joined[] = {
    {0x1160, 0x11FF}, {0xD7B0, 0xD7FF}, {0x1F3FB, 0x1F3FF}};

/* Wide on terminals, though narrow or combining by Unicode. */
static const struct codepoint_range widened[] = {
    {0x302E, 0x302F}, {0x3248, 0x324F}, {0x4DC0, 0x4DFF}, {0x16FF0, 0x16FF1}};

/* As wide as terminals and curses draw it, where they differ from utf8proc:
 * curses drops a spacing vowel sign that has no column. */
int
text_char_width(char32_t c)
{
    const utf8proc_property_t *property;
    int width;

    if (c >= 0x20 && c < 0x300)
        return c < 0x7F || (c >= 0xA0 && c != 0xAD);
    if (CODEPOINT_AMONG(c, joined))
        return 0;
    if (CODEPOINT_AMONG(c, widened))
        return 2;
    property = utf8proc_get_property((utf8proc_int32_t)c);
    if (property->category == UTF8PROC_CATEGORY_MC ||
        property->boundclass == UTF8PROC_BOUNDCLASS_PREPEND)
        return 1;
    width = wcwidth((wchar_t)c); /* may know a newer Unicode than utf8proc */
    return width >= 0 ? width : utf8proc_charwidth((utf8proc_int32_t)c);
}

bool
text_is_rtl(const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        utf8proc_int32_t c = (utf8proc_int32_t)text_next(&text);

        switch (utf8proc_get_property(c)->bidi_class) {
        case UTF8PROC_BIDI_CLASS_R:
        case UTF8PROC_BIDI_CLASS_AL:
            return true;
        case UTF8PROC_BIDI_CLASS_L:
            return false;
        default:
            break;
        }
    }
    return false;
}

bool
text_has_rtl(const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        utf8proc_int32_t c = (utf8proc_int32_t)text_next(&text);
        int class = utf8proc_get_property(c)->bidi_class;

        if (class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL)
            return true;
    }
    return false;
}

size_t
text_width(const char *text)
{
    return text_width_n(text, strlen(text));
}

size_t
text_width_n(const char *text, size_t length)
{
    const char *end = text + length;
    size_t columns = 0;

    while (text < end)
        columns += (size_t)text_char_width(text_next(&text));
    return columns;
}
