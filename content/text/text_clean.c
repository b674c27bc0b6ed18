#include "text/text_clean.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <utf8proc.h>
#include <wctype.h>

#include "sshd/base/array.h"
#include "text/codepoint.h"

/* Characters that are invisible, or whose width differs between terminals. */
static const struct codepoint_range dropped[] = {
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x180B, 0x180F},   /* Mongolian selectors */
    {0x200B, 0x200F},   /* zero-width space and joiners, bidi marks; but see
                           text_clean_keeps_joiner() */
    {0x202A, 0x202E},   /* bidi embeddings and overrides */
    {0x2060, 0x206F},   /* word joiner, invisible operators, isolates */
    {0x20E3, 0x20E3},   /* the box of a keycap emoji */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xE000, 0xF8FF},   /* private use: icons of special fonts */
    {0xFE00, 0xFE0F},   /* variation selectors */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* Hangul filler */
    {0xFFF9, 0xFFFB},   /* interlinear annotation */
    {0x1F3FB, 0x1F3FF}, /* skin tones; but see text_clean() */
    {0xE0000, 0xE0FFF}, /* tags, more variation selectors */
    {0xF0000, 0x10FFFF} /* private use */
};

static bool
text_clean_is_dropped(char32_t c)
{
    return c < 0xA0 ? c < 0x20 || c >= 0x7F : CODEPOINT_AMONG(c, dropped);
}

/* Returns C, or its replacement if the C library does not know it. */
static char32_t
text_clean_shown(char32_t c)
{
    return c < 0xA0 || iswprint((wint_t)c) ? c : CODEPOINT_REPLACEMENT;
}

/* Scripts whose words are spelt with CODEPOINT_NON_JOINER and CODEPOINT_JOINER.
 */
static const struct codepoint_range joined_scripts[] = {
    {0x0600, 0x06FF}, /* Arabic: Persian, Urdu */
    {0x0700, 0x077F}, /* Syriac, more Arabic */
    {0x0840, 0x085F}, /* Mandaic */
    {0x08A0, 0x0DFF}, /* more Arabic; the scripts of India and Sri Lanka */
    {0x0F00, 0x109F}, /* Tibetan, Burmese */
    {0x1780, 0x18AF}, /* Khmer, Mongolian */
};

/* Whether C gives the pictograph before it a colour of skin. */
static bool
text_clean_is_skin_tone(char32_t c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

static bool
text_clean_is_pictograph(char32_t c)
{
    return utf8proc_get_property((utf8proc_int32_t)c)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* Whether the CODEPOINT_JOINER between BEFORE and the character at TEXT, of
 * LEFT bytes, is required by the spelling, or makes one picture of two. */
static bool
text_clean_keeps_joiner(char32_t before, char32_t joiner, const char *text,
                        size_t left)
{
    char32_t after = 0;

    if (left > 0)
        codepoint_decode(text, left, &after);
    if (text_clean_is_dropped(after) || !iswprint((wint_t)after))
        return false;
    if (CODEPOINT_AMONG(before, joined_scripts) &&
        CODEPOINT_AMONG(after, joined_scripts))
        return true;
    return joiner == CODEPOINT_JOINER && text_clean_is_pictograph(before) &&
           text_clean_is_pictograph(after);
}

/* Whether C, which comes before the LEFT bytes of TEXT, is kept because it
 * changes BEFORE: a joiner or a skin tone. */
static bool
text_clean_keeps_modifier(char32_t before, char32_t c, const char *text,
                          size_t left)
{
    return c == CODEPOINT_NON_JOINER || c == CODEPOINT_JOINER
               ? text_clean_keeps_joiner(before, c, text, left)
               : text_clean_is_skin_tone(c) && text_clean_is_pictograph(before);
}

/* Copy LENGTH bytes to OUT. Returns its new end. */
static char *
text_clean_put(char *out, const char *from, size_t length)
{
    memcpy(out, from, length);
    return out + length;
}

/* Whether one of the LENGTH bytes of TEXT may begin a mark from U+0300 to
 * U+036F. */
static bool
text_clean_has_marks(const char *text, size_t length)
{
    return memchr(text, 0xCC, length) != NULL ||
           memchr(text, 0xCD, length) != NULL;
}

/* Write a letter and its mark in the LENGTH bytes of TEXT as one character
 * where there is one (form NFC), as keyboards do. Files from a Mac or copied
 * from a PDF have them apart, and many programs find no name in that form.
 * Returns the new length. */
static size_t
text_clean_compose(char *text, size_t length)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t now =
        utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length,
                     &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    if (now >= 0 && (size_t)now < length) {
        memcpy(text, composed, (size_t)now);
        text[now] = '\0';
        length = (size_t)now;
    }
    free(composed);
    return length;
}

size_t
text_clean(char *out, const char *text, size_t length, enum text_lines lines)
{
    const char *end = text + length;
    char *start = out;
    char pending = 0; /* blank to write before the next character */
    char32_t before = 0;

    while (text < end) {
        char32_t c;
        size_t bytes = codepoint_decode(text, (size_t)(end - text), &c);
        const char *from = text;
        char blank = c > 0x20 && c < 0x7F ? 0 : codepoint_blank(c);

        text += bytes;
        if (blank != 0) {
            if (blank == '\n' && lines == TEXT_LINES)
                pending = '\n';
            else if (pending == 0)
                pending = ' ';
            continue;
        }
        if (pending == 0 &&
            text_clean_keeps_modifier(before, c, text, (size_t)(end - text))) {
            out = text_clean_put(out, from, bytes);
            continue;
        }
        if (text_clean_is_dropped(c))
            continue;
        before = text_clean_shown(c);
        if (pending != 0 && out > start)
            *out++ = pending;
        pending = 0;
        if (before == CODEPOINT_REPLACEMENT)
            out = text_clean_put(out, "\xEF\xBF\xBD", 3);
        else
            out = text_clean_put(out, from, bytes);
    }
    *out = '\0';
    length = (size_t)(out - start);
    return text_clean_has_marks(start, length)
               ? text_clean_compose(start, length)
               : length;
}
