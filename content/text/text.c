#include "text/text.h"

#include <string.h>
#include <utf8proc.h>
#include <wchar.h>
#include <wctype.h>

#include "sshd/base/array.h"
#include "text/web_address.h"

#define REPLACEMENT 0xFFFDu

/* A word of at least WORD_LONG columns, or longer than a line, may be broken
 * after a hyphen or a slash if at least WORD_HEAD columns of it stay on the
 * line. */
#define WORD_LONG 14
#define WORD_HEAD 4

struct range {
    char32_t first, last;
};

/* Characters that are invisible, or whose width differs between terminals. */
static const struct range dropped[] = {
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x180B, 0x180F},   /* Mongolian selectors */
    {0x200B, 0x200F},   /* zero-width space and joiners, bidi marks; but see
                           text_keeps_joiner() */
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

/* Spaces of all widths. U+00A0 and U+202F do not break lines. */
static const struct range blanks[] = {
    {0x0009, 0x0009}, {0x0020, 0x0020}, {0x1680, 0x1680},
    {0x2000, 0x200A}, {0x205F, 0x205F},
};

static const struct range newlines[] = {
    {0x000A, 0x000D}, {0x0085, 0x0085}, {0x2028, 0x2029}};

/* Characters that must not begin, or end, a line of Chinese or Japanese. */
static const char32_t closing[] =
    U"、。，．・：；？！）］｝〕〉》」』】〗’”ー々"
    U"ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥";
static const char32_t opening[] = U"（［｛〔〈《「『【〖‘“";

static bool
text_in_ranges(char32_t c, const struct range *ranges, size_t count)
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

#define AMONG(c, ranges) text_in_ranges(c, ranges, COUNT(ranges))

static bool
text_contains(const char32_t *set, char32_t c)
{
    while (*set != 0 && *set != c)
        set++;
    return *set != 0;
}

/* Decode one character of the LEFT bytes at TEXT, strictly: no overlong forms,
 * no surrogates. Returns the number of bytes consumed. */
static size_t
text_decode(const char *text, size_t left, char32_t *c)
{
    static const char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)text;
    size_t length = bytes[0] < 0x80         ? 1
                    : bytes[0] >> 5 == 0x06 ? 2
                    : bytes[0] >> 4 == 0x0E ? 3
                    : bytes[0] >> 3 == 0x1E ? 4
                                            : 0;

    *c = REPLACEMENT;
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

/* Classify C as a blank: ' ', '\n', or 0 for other characters. */
static char
text_blank_of(char32_t c)
{
    if (AMONG(c, newlines))
        return '\n';
    return AMONG(c, blanks) ? ' ' : 0;
}

static bool
text_is_dropped(char32_t c)
{
    return c < 0xA0 ? c < 0x20 || c >= 0x7F : AMONG(c, dropped);
}

#define NON_JOINER 0x200C
#define JOINER     0x200D

/* Returns C, or its replacement if the C library does not know it. */
static char32_t
text_shown(char32_t c)
{
    return c < 0xA0 || iswprint((wint_t)c) ? c : REPLACEMENT;
}

/* Scripts whose words are spelt with NON_JOINER and JOINER. */
static const struct range joined_scripts[] = {
    {0x0600, 0x06FF}, /* Arabic: Persian, Urdu */
    {0x0700, 0x077F}, /* Syriac, more Arabic */
    {0x0840, 0x085F}, /* Mandaic */
    {0x08A0, 0x0DFF}, /* more Arabic; the scripts of India and Sri Lanka */
    {0x0F00, 0x109F}, /* Tibetan, Burmese */
    {0x1780, 0x18AF}, /* Khmer, Mongolian */
};

/* Whether C gives the pictograph before it a colour of skin. */
static bool
text_is_skin_tone(char32_t c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

static bool
text_is_pictograph(char32_t c)
{
    return utf8proc_get_property((utf8proc_int32_t)c)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* Whether the JOINER between BEFORE and the character at TEXT, of LEFT bytes,
 * is required by the spelling, or makes one picture of two. */
static bool
text_keeps_joiner(char32_t before, char32_t joiner, const char *text,
                  size_t left)
{
    char32_t after = 0;

    if (left > 0)
        text_decode(text, left, &after);
    if (text_is_dropped(after) || !iswprint((wint_t)after))
        return false;
    if (AMONG(before, joined_scripts) && AMONG(after, joined_scripts))
        return true;
    return joiner == JOINER && text_is_pictograph(before) &&
           text_is_pictograph(after);
}

/* Whether C, which comes before the LEFT bytes of TEXT, is kept because it
 * changes BEFORE: a joiner or a skin tone. */
static bool
text_keeps_modifier(char32_t before, char32_t c, const char *text, size_t left)
{
    return c == NON_JOINER || c == JOINER
               ? text_keeps_joiner(before, c, text, left)
               : text_is_skin_tone(c) && text_is_pictograph(before);
}

/* Copy LENGTH bytes to OUT. Returns its new end. */
static char *
text_put(char *out, const char *from, size_t length)
{
    memcpy(out, from, length);
    return out + length;
}

size_t
text_clean(char *out, const char *text, size_t length, bool paragraphs)
{
    const char *end = text + length;
    char *start = out;
    char pending = 0; /* blank to write before the next character */
    char32_t before = 0;

    while (text < end) {
        char32_t c;
        size_t bytes = text_decode(text, (size_t)(end - text), &c);
        const char *from = text;
        char blank = c > 0x20 && c < 0x7F ? 0 : text_blank_of(c);

        text += bytes;
        if (blank != 0) {
            if (blank == '\n' && paragraphs)
                pending = '\n';
            else if (pending == 0)
                pending = ' ';
            continue;
        }
        if (pending == 0 &&
            text_keeps_modifier(before, c, text, (size_t)(end - text))) {
            out = text_put(out, from, bytes);
            continue;
        }
        if (text_is_dropped(c))
            continue;
        before = text_shown(c);
        if (pending != 0 && out > start)
            *out++ = pending;
        pending = 0;
        if (before == REPLACEMENT)
            out = text_put(out, "\xEF\xBF\xBD", 3);
        else
            out = text_put(out, from, bytes);
    }
    *out = '\0';
    return (size_t)(out - start);
}

char32_t
text_next(const char **text)
{
    char32_t c;

    if (**text == '\0')
        return 0;
    /* NUL is no continuation byte, so text_decode() stops at it by itself. */
    *text += text_decode(*text, 4, &c);
    return c;
}

/* Vowels and final consonants of Hangul and tones of skin, which join the
 * character before them. */
static const struct range joined[] = {
    {0x1160, 0x11FF}, {0xD7B0, 0xD7FF}, {0x1F3FB, 0x1F3FF}};

/* Wide on terminals, though narrow or combining by Unicode. */
static const struct range widened[] = {
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
    if (AMONG(c, joined))
        return 0;
    if (AMONG(c, widened))
        return 2;
    property = utf8proc_get_property((utf8proc_int32_t)c);
    if (property->category == UTF8PROC_CATEGORY_MC ||
        property->boundclass == UTF8PROC_BOUNDCLASS_PREPEND)
        return 1;
    width = wcwidth((wchar_t)c); /* may know a newer Unicode than utf8proc */
    return width >= 0 ? width : utf8proc_charwidth((utf8proc_int32_t)c);
}

#define VIRAMA 9 /* combining class of the signs that join consonants */

/* Whether text may be cut between BEFORE and AFTER: not inside a grapheme
 * cluster, which readers take for one letter. STATE is utf8proc's, 0 at the
 * start of a text. */
static bool
text_can_cut(char32_t before, char32_t after, utf8proc_int32_t *state)
{
    utf8proc_int32_t left = (utf8proc_int32_t)before;

    if (before < 0x300 && after < 0x300)
        return true;
    return utf8proc_grapheme_break_stateful(left, (utf8proc_int32_t)after,
                                            state) &&
           before != JOINER &&
           utf8proc_get_property(left)->combining_class != VIRAMA;
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

size_t
text_fit(const char *text, size_t columns)
{
    const char *start = text, *fits = text;
    utf8proc_int32_t state = 0;
    size_t used = 0;
    char32_t before = 0;

    for (;;) {
        const char *here = text;
        char32_t c = text_next(&text);

        if (before != 0 && (c == 0 || text_can_cut(before, c, &state)))
            fits = here;
        used += (size_t)text_char_width(c);
        if (c == 0 || used > columns)
            return (size_t)(fits - start);
        before = c;
    }
}

/* Width in columns of the word at the start of TEXT. */
static size_t
text_word_width(const char *text)
{
    size_t columns = 0;
    char32_t c;

    while ((c = text_next(&text)) != 0 && text_blank_of(c) == 0)
        columns += (size_t)text_char_width(c);
    return columns;
}

/* The part of a word read so far. */
struct word {
    const char *start;
    size_t columns;
};

/* Whether a line of COLUMNS may break inside WORD, between BEFORE and AFTER.
 * Neither is a blank; AFTER is the first character of REST. */
static bool
text_can_break(char32_t before, char32_t after, size_t columns,
               struct word word, const char *rest)
{
    size_t all;

    if (text_char_width(after) == 0)
        return false;
    if (text_char_width(before) == 2 || text_char_width(after) == 2)
        return !text_contains(opening, before) &&
               !text_contains(closing, after);
    if (before == 0x2014)
        return true;
    if ((before != '-' && before != '/') || word.columns < WORD_HEAD ||
        !iswalpha((wint_t)after))
        return false;
    all = word.columns + text_word_width(rest);
    return all > columns ||
           (all >= WORD_LONG && !web_address_begins(word.start));
}

/* Where to break a word that is longer than its LINE: at CUT, the last place
 * before HERE where text can be cut, if the line has one. */
static const char *
text_break_long(const char *line, const char *cut, const char *here)
{
    return cut > line ? cut : here;
}

const char *
text_wrap(const char **text, size_t columns, size_t *length)
{
    const char *line = *text, *at = line;
    const char *end = NULL, *resume = NULL; /* the last possible break */
    const char *cut = line; /* the last possible one inside a long word */
    utf8proc_int32_t state = 0;
    struct word word = {line, 0};
    size_t used = 0;
    char32_t before = 0;

    if (*line == '\0')
        return NULL;
    for (;;) {
        const char *here = at;
        char32_t c = text_next(&at);
        size_t width = (size_t)text_char_width(c);

        if (c == 0 || c == '\n') {
            *length = (size_t)(here - line);
            *text = at;
            return line;
        }
        if (text_blank_of(c) != 0 || c == 0x3000) {
            end = here;
            resume = at;
            word = (struct word){at, 0};
            before = 0;
        } else {
            if (before != 0 && text_can_break(before, c, columns, word, here))
                end = resume = here;
            if (before == 0 || text_can_cut(before, c, &state))
                cut = here;
            word.columns += width;
            before = c;
        }
        if (used + width > columns && here > line) {
            if (end == NULL || end == line)
                end = resume = text_break_long(line, cut, here);
            *length = (size_t)(end - line);
            *text = resume;
            return line;
        }
        used += width;
    }
}

int
text_rows(const char *text, int columns)
{
    size_t length;
    int rows = 0;

    while (text_wrap(&text, (size_t)columns, &length) != NULL)
        rows++;
    return rows;
}
