#include "text/text_wrap.h"

#include <stdbool.h>
#include <uchar.h>
#include <utf8proc.h>
#include <wctype.h>

#include "text/codepoint.h"
#include "text/text.h"
#include "text/web_address.h"

/* A word of at least WORD_LONG columns, or longer than a line, may be broken
 * after a hyphen or a slash if at least WORD_HEAD columns of it stay on the
 * line. */
#define WORD_LONG 14
#define WORD_HEAD 4

/* Characters that must not begin, or end, a line of Chinese or Japanese. */
static const char32_t closing[] =
    U"、。，．・：；？！）］｝〕〉》」』】〗’”ー々"
    U"ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥";
static const char32_t opening[] = U"（［｛〔〈《「『【〖‘“";

static bool
text_contains(const char32_t *set, char32_t c)
{
    while (*set != 0 && *set != c)
        set++;
    return *set != 0;
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
           before != CODEPOINT_JOINER &&
           utf8proc_get_property(left)->combining_class != VIRAMA;
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

    while ((c = text_next(&text)) != 0 && codepoint_blank(c) == 0)
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
        if (codepoint_blank(c) != 0 || c == 0x3000) {
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
