#include "text/fold.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <utf8proc.h>

#include "sshd/base/array.h"
#include "text/codepoint.h"
#include "text/text_ascii.h"

struct fold_pair {
    char32_t c;
    const char *letters;
};

bool
fold_is_mark(char32_t c)
{
    return (c >= 0x300 && c < 0x370) ||  /* of Latin, Greek and Cyrillic */
           (c >= 0x591 && c <= 0x5bd) || /* the vowels of Hebrew */
           c == 0x640 ||                 /* the line in an Arabic word */
           (c >= 0x64b && c <= 0x65f) || c == 0x670; /* the vowels of Arabic */
}

bool
fold_is_latin(char32_t c)
{
    return (c >= 0xc0 && c < 0x250) || (c >= 0x1e00 && c < 0x1f00);
}

/* Returns the digit that C stands for in its script, or C. */
static char32_t
fold_digit(char32_t c)
{
    static const char32_t zeros[] = {0x660, 0x6f0, 0x966, 0x9e6, 0xa66,
                                     0xae6, 0xb66, 0xbe6, 0xc66, 0xce6,
                                     0xd66, 0xe50, 0xed0, 0x1040};

    for (size_t i = 0; i < COUNT(zeros); i++)
        if (c >= zeros[i] && c < zeros[i] + 10)
            return U'0' + (c - zeros[i]);
    return c;
}

/* Arabic and Persian letters that are typed for one another. */
static char32_t
fold_arabic(char32_t c)
{
    switch (c) {
    case 0x629: /* teh marbuta */
        return 0x647;
    case 0x649: /* alef maksura */
    case 0x6cc: /* Farsi yeh */
        return 0x64a;
    case 0x671: /* alef wasla */
        return 0x627;
    case 0x6a9: /* keheh */
        return 0x643;
    default:
        return c;
    }
}

/* Write LETTERS, or nothing if one of them is no letter. */
static size_t
fold_letters(const char *letters, bool exact_case, char32_t out[FOLD_MAX])
{
    size_t count = 0;

    for (; *letters != '\0' && count < FOLD_MAX; letters++) {
        unsigned char c = (unsigned char)*letters;

        if (!isalpha(c))
            return 0;
        out[count++] = (char32_t)(exact_case ? c : tolower(c));
    }
    return count;
}

static size_t
fold_latin(char32_t c, bool exact_case, enum fold_spelling spelling,
           char32_t out[FOLD_MAX])
{
    static const struct fold_pair pairs[] = {
        {0xc4, "Ae"}, {0xc5, "Aa"}, {0xd6, "Oe"}, {0xd8, "Oe"}, {0xdc, "Ue"},
        {0xe4, "ae"}, {0xe5, "aa"}, {0xf6, "oe"}, {0xf8, "oe"}, {0xfc, "ue"},
    };
    char text[MB_LEN_MAX + 1] = "", ascii[16];

    for (size_t i = 0; spelling == FOLD_PAIRS && i < COUNT(pairs); i++)
        if (pairs[i].c == c)
            return fold_letters(pairs[i].letters, exact_case, out);
    text[codepoint_encode(text, MB_LEN_MAX, c)] = '\0';
    return fold_letters(text_ascii(ascii, sizeof(ascii), text), exact_case,
                        out);
}

/* Fold any other character. Do not decompose a syllable of Hangul, or a search
 * would find it by its first letters. */
static size_t
fold_any(char32_t c, bool exact_case, char32_t out[FOLD_MAX])
{
    int options = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                  (exact_case ? 0 : UTF8PROC_CASEFOLD);
    utf8proc_int32_t parts[FOLD_MAX];
    utf8proc_ssize_t got = 0;
    size_t count = 0;
    int state = 0;

    if (c < 0xac00 || c > 0xd7a3)
        got = utf8proc_decompose_char((utf8proc_int32_t)c, parts, FOLD_MAX,
                                      (utf8proc_option_t)options, &state);
    if (got <= 0 || got > FOLD_MAX) {
        out[0] = c;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < got; i++)
        if (!fold_is_mark((char32_t)parts[i]))
            out[count++] = fold_arabic(fold_digit((char32_t)parts[i]));
    return count;
}

size_t
fold_character(char32_t c, bool exact_case, enum fold_spelling spelling,
               char32_t out[FOLD_MAX])
{
    size_t count;

    if (c < 0x80) {
        out[0] = exact_case || c < U'A' || c > U'Z' ? c : c - U'A' + U'a';
        return 1;
    }
    count = fold_is_latin(c) ? fold_latin(c, exact_case, spelling, out) : 0;
    return count > 0 ? count : fold_any(c, exact_case, out);
}
