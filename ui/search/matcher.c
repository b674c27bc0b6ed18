#include "search/matcher.h"

#include <wctype.h>

#include "text/fold.h"
#include "text/text.h"

/* A match that crosses a blank of the text that the pattern does not have needs
 * this many code points on either side: "opensource" matches "open source", but
 * "ai" does not match "a incident". */
#define PIECE_MIN 2

static bool
matcher_is_blank(char32_t c)
{
    return c == U' ' || c == U'\n' || c == 0xa0 || c == 0x202f || c == 0x3000;
}

static bool
matcher_is_skipped(char32_t c)
{
    return c == U'.' || c == U'/' || c == U'-' || c == U'\'' || c == 0x2019 ||
           c == 0x2010 || c == 0x2011 || c == 0x2013 || matcher_is_blank(c) ||
           fold_is_mark(c);
}

/* Whether C belongs to a script without blanks between words: each of its
 * characters begins a word. */
static bool
matcher_has_no_blanks(char32_t c)
{
    return (c >= 0xe00 && c < 0xf00) || (c >= 0x1000 && c < 0x10a0) ||
           (c >= 0x1780 && c < 0x1800) || (c >= 0x3040 && c < 0x3100) ||
           (c >= 0x3400 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) ||
           (c >= 0xff66 && c < 0xffa0) || c >= 0x20000;
}

static bool
matcher_is_word(char32_t c)
{
    if (c < 0x80)
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
               (c >= U'0' && c <= U'9') || c == U'_';
    return iswalnum((wint_t)c) != 0 || fold_is_mark(c);
}

/* Whether "ae", "oe", "ue" or "aa", as some write one letter, ends before AT.
 */
static bool
matcher_is_pair(const char32_t *at)
{
    return at[-1] == U'e' ? at[-2] == U'a' || at[-2] == U'o' || at[-2] == U'u'
                          : at[-1] == U'a' && at[-2] == U'a';
}

/* Add C; GAP: characters before it were skipped. */
static void
matcher_add(struct matcher *matcher, char32_t c, bool gap)
{
    char32_t folded[FOLD_MAX];
    size_t count = fold_character(c, matcher->exact_case, FOLD_PLAIN, folded);

    for (size_t i = 0; i < count && matcher->count < MATCHER_MAX; i++) {
        matcher->gaps[matcher->count] = gap && i == 0;
        matcher->codepoints[matcher->count++] = folded[i];
        if (matcher->count > 1 &&
            matcher_is_pair(matcher->codepoints + matcher->count))
            matcher->pairs = true;
    }
}

void
matcher_compile(struct matcher *matcher, const char *pattern, size_t length,
                enum matcher_case letter_case)
{
    const char *end = pattern + length;
    bool gap = false;
    char32_t c;

    matcher->count = 0;
    matcher->exact_case = letter_case == MATCHER_EXACT_CASE;
    matcher->pairs = false;
    while (pattern < end && (c = text_next(&pattern)) != 0) {
        if (matcher_is_skipped(c)) {
            gap = gap || !fold_is_mark(c);
            continue;
        }
        matcher_add(matcher, c, gap);
        gap = false;
    }
}

/* Whether a word begins at C after the character BEFORE (0: none). */
static bool
matcher_begins_word(char32_t before, char32_t c)
{
    return !matcher_is_word(before) || !matcher_is_word(c) ||
           matcher_has_no_blanks(before) || matcher_has_no_blanks(c);
}

/* Whether a word whose last character is LAST ends before AT. */
static bool
matcher_ends_word(char32_t last, const char *at)
{
    char32_t next = text_next(&at);

    return matcher_begins_word(last, next) && next != U'+' && next != U'#';
}

/* Compare C with the code points of MATCHER from *I on, and add to *I the
 * number of those that it stands for. A Latin letter may stand for more than
 * the last of a pattern, unless that has to end a word: "weis" begins "weiß".
 */
static bool
matcher_take(const struct matcher *matcher, enum matcher_mode mode,
             enum fold_spelling spelling, char32_t c, size_t *i)
{
    char32_t folded[FOLD_MAX];
    size_t count = fold_character(c, matcher->exact_case, spelling, folded);

    for (size_t k = 0; k < count; k++) {
        if (*i == matcher->count)
            return mode != MATCHER_WORD && fold_is_latin(c);
        if (folded[k] != matcher->codepoints[(*i)++])
            return false;
    }
    return count > 0;
}

/* Returns the end of a match that begins at AT, or NULL. */
static const char *
matcher_match(const struct matcher *matcher, enum matcher_mode mode,
              enum fold_spelling spelling, const char *at)
{
    const char *end = at;
    size_t piece = 0;
    bool joined = false;
    char32_t c = 0;

    for (size_t i = 0; i < matcher->count;) {
        c = text_next(&at);
        if (i > 0 && matcher_is_skipped(c)) {
            if (matcher_is_blank(c) && !matcher->gaps[i]) {
                if (piece < PIECE_MIN)
                    return NULL;
                joined = true;
                piece = 0;
            }
            continue;
        }
        if (!matcher_take(matcher, mode, spelling, c, &i))
            return NULL;
        piece++;
        end = at;
    }
    while (fold_is_mark(text_next(&at)))
        end = at;
    if (joined && piece < PIECE_MIN)
        return NULL;
    if (mode == MATCHER_WORD || joined)
        return matcher_ends_word(c, end) ? end : NULL;
    return end;
}

static char32_t
matcher_codepoint_before(const char *text, const char *at)
{
    if (at == text)
        return 0;
    do
        at--;
    while (at > text && (*at & 0xc0) == 0x80);
    return text_next(&at);
}

/* Returns the first byte at or after AT that may begin a match: every match of
 * an ASCII pattern begins with one of two letters, or outside of ASCII. The
 * skills of a résumé are counted in its whole text: this saves a third of a
 * renderer's instructions. */
static const char *
matcher_skip(const struct matcher *matcher, const char *at)
{
    char32_t first = matcher->codepoints[0];
    char32_t other = !matcher->exact_case && first >= U'a' && first <= U'z'
                         ? first - U'a' + U'A'
                         : first;

    for (;; at++) {
        unsigned char byte = (unsigned char)*at;

        if (byte == '\0' || byte >= 0x80 || byte == first || byte == other)
            return at;
    }
}

const char *
matcher_find(const struct matcher *matcher, enum matcher_mode mode,
             const char *text, const char *from, size_t *length)
{
    const char *at = from, *next;
    char32_t c;

    if (matcher->count == 0)
        return NULL;
    for (; *(at = matcher_skip(matcher, at)) != '\0'; at = next) {
        const char *end;

        next = at;
        c = text_next(&next);
        end = matcher_match(matcher, mode, FOLD_PLAIN, at);
        if (end == NULL && matcher->pairs)
            end = matcher_match(matcher, mode, FOLD_PAIRS, at);
        if (end != NULL &&
            (mode == MATCHER_INSIDE ||
             matcher_begins_word(matcher_codepoint_before(text, at), c))) {
            *length = (size_t)(end - at);
            return at;
        }
    }
    return NULL;
}
