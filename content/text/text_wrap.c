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

/* Where a word longer than a line is broken, at least this many columns of it
 * stay on either side. */
#define WORD_TAIL 3

/* Characters that must not begin, or end, a line of Chinese or Japanese. */
static const char32_t closing[] =
    U",.;:!?)]}%"
    U"、。，．・：；？！）］｝〕〉》」』】〗’”ー々"
    U"ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥";
static const char32_t opening[] = U"([{（［｛〔〈《「『【〖‘“";

/* Characters of Thai and Lao that belong to the letter before them though they
 * are no marks, and vowels that belong to the letter after them. */
static const char32_t trailing[] = U"\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46"
                                   U"\u0eb0\u0eb2\u0eb3\u0ec6";
static const char32_t leading[] = U"\u0e40\u0e41\u0e42\u0e43\u0e44"
                                  U"\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4";
/* Those that end a syllable. */
static const char32_t ending[] = U"\u0e2f\u0e30\u0e33\u0e46\u0eb0\u0eb3\u0ec6";

static bool
text_wrap_contains(const char32_t *set, char32_t c)
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
text_wrap_can_cut(char32_t before, char32_t after, utf8proc_int32_t *state)
{
    utf8proc_int32_t left = (utf8proc_int32_t)before;

    if (before < 0x300 && after < 0x300)
        return true;
    return utf8proc_grapheme_break_stateful(left, (utf8proc_int32_t)after,
                                            state) &&
           before != CODEPOINT_JOINER && !text_wrap_contains(leading, before) &&
           !text_wrap_contains(trailing, after) &&
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

        if (before != 0 && (c == 0 || text_wrap_can_cut(before, c, &state)))
            fits = here;
        used += (size_t)text_char_width(c);
        if (c == 0 || used > columns)
            return (size_t)(fits - start);
        before = c;
    }
}

/* Width in columns of the word at the start of TEXT, or anything above MOST if
 * it is wider: a word can be a megabyte. */
static size_t
text_wrap_word_width(const char *text, size_t most)
{
    size_t columns = 0;
    char32_t c;

    while (columns <= most && (c = text_next(&text)) != 0 &&
           codepoint_blank(c) == 0)
        columns += (size_t)text_char_width(c);
    return columns;
}

/* Whether C is of a script whose lines break between any two letters. Korean
 * has blanks. */
static bool
text_wrap_is_ideograph(char32_t c)
{
    return text_char_width(c) == 2 && (c < 0xac00 || c > 0xd7a3);
}

/* Whether a word that is longer than a line is better broken between BEFORE and
 * AFTER than elsewhere: at a mark in an address, or where a syllable of Thai
 * ends. */
static bool
text_wrap_is_joint(char32_t before, char32_t after)
{
    if (after == U'.')
        return before != U'.';
    return (text_wrap_contains(U"@/_?&=:,;", before) &&
            iswalnum((wint_t)after)) ||
           text_wrap_contains(leading, after) ||
           text_wrap_contains(ending, before);
}

/* Whether TEXT begins with a word that is a mark alone: French "Pourquoi ?",
 * and the "." of "scp HOST:resume.pdf .", do not begin a line. */
static bool
text_wrap_is_lone_mark(const char *text)
{
    char32_t mark = text_next(&text), next = text_next(&text);

    return text_wrap_contains(U".,;:!?»%", mark) &&
           (next == 0 || codepoint_blank(next) != 0);
}

/* The part of a word read so far. */
struct word {
    const char *start;
    size_t columns;
};

/* Whether a line of COLUMNS may break inside WORD, between BEFORE and AFTER.
 * Neither is a blank; AFTER is the first character of REST. */
static bool
text_wrap_can_break(char32_t before, char32_t after, size_t columns,
                    struct word word, const char *rest)
{
    size_t all;

    if (text_char_width(after) == 0)
        return false;
    if (text_wrap_is_ideograph(before) || text_wrap_is_ideograph(after))
        return !text_wrap_contains(opening, before) &&
               !text_wrap_contains(closing, after);
    if (before == 0x2014)
        return true;
    if ((before != '-' && before != '/') || word.columns < WORD_HEAD ||
        !iswalpha((wint_t)after))
        return false;
    all = word.columns + text_wrap_word_width(rest, columns + WORD_LONG);
    return all > columns ||
           (all >= WORD_LONG && !web_address_begins(word.start));
}

/* Where a word that is longer than its line can be broken; at first, at the
 * start of the line. */
struct cuts {
    const char *last[WORD_TAIL]; /* newest first */
    const char *joint;           /* the last good place */
    size_t joint_columns;        /* of the line before it */
};

static void
text_wrap_add_cut(struct cuts *cuts, const char *here, bool joint, size_t used)
{
    for (size_t i = WORD_TAIL - 1; i > 0; i--)
        cuts->last[i] = cuts->last[i - 1];
    cuts->last[0] = here;
    if (joint) {
        cuts->joint = here;
        cuts->joint_columns = used;
    }
}

/* Returns where to break a word that is longer than its LINE, which has USED
 * columns: at HERE if it has no other place. */
static const char *
text_wrap_break_long(const char *line, const struct cuts *cuts, size_t used,
                     const char *here)
{
    const char *last = cuts->last[0], *earlier;
    size_t tail, back;

    if (cuts->joint > line && 2 * cuts->joint_columns >= used)
        return cuts->joint;
    if (last <= line)
        return here;
    tail = text_wrap_word_width(last, WORD_TAIL);
    back = tail < WORD_TAIL ? WORD_TAIL - tail : 0;
    earlier = cuts->last[back];
    return used >= WORD_TAIL + back && earlier > line ? earlier : last;
}

/* A line as far as it was read. */
struct line {
    const char *start;
    size_t columns;           /* that it may have */
    size_t used;              /* columns that it has */
    bool breaks;              /* it has a possible break */
    const char *end, *resume; /* the last one, and the next line's start */
    struct cuts cuts;
    struct word word;
    char32_t before; /* 0 after a blank */
    utf8proc_int32_t state;
};

/* Note that the line may end at the blank at HERE, which ends before AT. */
static void
text_wrap_note_blank(struct line *line, const char *here, const char *at)
{
    if (!line->breaks || !text_wrap_is_lone_mark(at)) {
        line->breaks = true;
        line->end = here;
        line->resume = at;
    }
    line->word = (struct word){at, 0};
    line->before = 0;
}

/* Note whether the line may end before C, which is no blank, at HERE. */
static void
text_wrap_note_character(struct line *line, char32_t c, const char *here)
{
    char32_t before = line->before;

    if (before != 0 &&
        text_wrap_can_break(before, c, line->columns, line->word, here)) {
        line->breaks = true;
        line->end = line->resume = here;
    }
    if (before == 0 || text_wrap_can_cut(before, c, &line->state))
        text_wrap_add_cut(&line->cuts, here, text_wrap_is_joint(before, c),
                          line->used);
    line->before = c;
}

const char *
text_wrap(const char **text, size_t columns, size_t *length)
{
    const char *at = *text;
    struct line line = {
        .start = at,
        .columns = columns,
        .cuts = {.last = {at, at, at}, .joint = at},
        .word = {.start = at},
    };

    if (*at == '\0')
        return NULL;
    for (;;) {
        const char *here = at;
        char32_t c = text_next(&at);
        size_t width = (size_t)text_char_width(c);

        if (c == 0 || c == '\n') {
            *length = (size_t)(here - line.start);
            *text = at;
            return line.start;
        }
        if (codepoint_blank(c) != 0 || c == 0x3000) {
            text_wrap_note_blank(&line, here, at);
        } else {
            text_wrap_note_character(&line, c, here);
            line.word.columns += width;
        }
        if (line.used + width > columns && here > line.start) {
            if (!line.breaks || line.end == line.start)
                line.end = line.resume = text_wrap_break_long(
                    line.start, &line.cuts, line.used, here);
            *length = (size_t)(line.end - line.start);
            *text = line.resume;
            return line.start;
        }
        line.used += width;
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
