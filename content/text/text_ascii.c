#include "text/text_ascii.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "sshd/base/array.h"
#include "text/text.h"

#define PARTS_MAX 18 /* of the longest decomposition, U+FDFA */

/*
 * The ASCII equivalents of characters. utf8proc decomposes accented letters and
 * ligatures; the rest is here. A run is a string with one character per code
 * point, '?' for none; a character that becomes several, or that is in no run,
 * is a likeness.
 */
struct run {
    char32_t first;
    const char *codepoints;
};

struct likeness {
    char32_t c;
    const char *ascii;
};

/* clang-format off */
static const struct run runs[] = {
    {0x0391, "AVGDEZI?IKLMNXOPR?STYF??OIYaeii?"
             "avgdezi?iklmnxoprsstyf??oiyoyo"}, /* Greek; th, ch, ps are likenesses */
    {0x0410, "ABVGDE?ZIJKLMNOPRSTUF??????Y?E??"
             "abvgde?zijklmnoprstuf??????y?e??"}, /* Cyrillic; the others are likenesses */
    {0x2010, "-----"},                           /* hyphens and dashes */
    {0x2018, "''''\"\"\"\""},                    /* quotation marks */
    {0x2190, "<^>v-|"},                          /* arrows */
    {0x2500, "--||--||--||++++++++++++++++++++++++++++++++++++++++++++++++++"
             "++++++++++++++++++=|+++++++++++++++++++++++++++++++/\\X"},
    {0x2580, "##########|||||||####"},           /* blocks and shades */
};

static const struct likeness likenesses[] = {
    {0x00A0, " "}, {0x00A1, "!"}, {0x00A2, "c"}, {0x00A3, "GBP"},
    {0x00A5, "JPY"}, {0x00A6, "|"}, {0x00A7, "S."}, {0x00A8, "\""},
    {0x00A9, "(c)"}, {0x00AB, "\""}, {0x00AC, "!"}, {0x00AE, "(R)"},
    {0x00AF, "-"}, {0x00B0, " deg"}, {0x00B1, "+/-"}, {0x00B4, "'"},
    {0x00B5, "u"}, {0x00B7, "*"}, {0x00B8, ","}, {0x00BB, "\""}, {0x00BF, "?"},
    {0x00C6, "AE"}, {0x00D0, "D"}, {0x00D7, "x"}, {0x00D8, "O"}, {0x00DE, "Th"},
    {0x00DF, "ss"}, {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F7, "/"}, {0x00F8, "o"},
    {0x00FE, "th"}, {0x0110, "D"}, {0x0111, "d"}, {0x0126, "H"}, {0x0127, "h"},
    {0x0131, "i"}, {0x0138, "k"}, {0x0141, "L"}, {0x0142, "l"}, {0x0149, "n"},
    {0x014A, "N"}, {0x014B, "n"}, {0x0152, "OE"}, {0x0153, "oe"}, {0x0166, "T"},
    {0x0167, "t"}, {0x018F, "E"}, {0x0192, "f"}, {0x01DD, "e"}, {0x01E4, "G"},
    {0x01E5, "g"}, {0x0259, "e"}, {0x02BB, "'"}, {0x02BC, "'"}, {0x0398, "Th"},
    {0x03A7, "Ch"}, {0x03A8, "Ps"}, {0x03B8, "th"}, {0x03C7, "ch"},
    {0x03C8, "ps"}, {0x0401, "E"}, {0x0404, "Ye"}, {0x0406, "I"},
    {0x0407, "Yi"}, {0x0416, "Zh"}, {0x0425, "Kh"}, {0x0426, "Ts"},
    {0x0427, "Ch"}, {0x0428, "Sh"}, {0x0429, "Shch"}, {0x042A, ""},
    {0x042C, ""}, {0x042E, "Yu"}, {0x042F, "Ya"}, {0x0436, "zh"},
    {0x0445, "kh"}, {0x0446, "ts"}, {0x0447, "ch"}, {0x0448, "sh"},
    {0x0449, "shch"}, {0x044A, ""}, {0x044C, ""}, {0x044E, "yu"},
    {0x044F, "ya"}, {0x0451, "e"}, {0x0454, "ye"}, {0x0456, "i"},
    {0x0457, "yi"}, {0x0490, "G"}, {0x0491, "g"}, {0x1E9E, "SS"}, {0x200C, ""},
    {0x200D, ""}, {0x2015, "--"}, {0x2016, "||"}, {0x2020, "+"}, {0x2021, "++"},
    {0x2022, "*"}, {0x2023, ">"}, {0x2027, "*"}, {0x202F, " "},
    {0x2030, " per mille"}, {0x2032, "'"}, {0x2035, "'"}, {0x2039, "<"},
    {0x203A, ">"}, {0x2043, "-"}, {0x2044, "/"}, {0x204E, "*"}, {0x20A9, "KRW"},
    {0x20AC, "EUR"}, {0x20B9, "INR"}, {0x20BD, "RUB"}, {0x2116, "No."},
    {0x2122, "(TM)"}, {0x2126, "Ohm"}, {0x21D0, "<="}, {0x21D2, "=>"},
    {0x21D4, "<=>"}, {0x21E8, "=>"}, {0x2202, "d"}, {0x2206, "D"},
    {0x2211, "sum"}, {0x2212, "-"}, {0x2215, "/"}, {0x2217, "*"}, {0x2219, "*"},
    {0x221A, "sqrt"}, {0x221E, "inf"}, {0x2248, "~"}, {0x2260, "!="},
    {0x2264, "<="}, {0x2265, ">="}, {0x22C5, "*"}, {0x22EF, "..."},
    {0x25A0, "*"}, {0x25A1, "o"}, {0x25AA, "*"}, {0x25AB, "o"}, {0x25B2, "^"},
    {0x25B6, ">"}, {0x25B8, ">"}, {0x25B9, ">"}, {0x25BA, ">"}, {0x25BC, "v"},
    {0x25BE, "v"}, {0x25C0, "<"}, {0x25C4, "<"}, {0x25C6, "*"}, {0x25C7, "o"},
    {0x25CB, "o"}, {0x25CF, "*"}, {0x25E6, "o"}, {0x2605, "*"}, {0x2606, "*"},
    {0x2610, "[ ]"}, {0x2611, "[x]"}, {0x2612, "[x]"}, {0x2713, "v"},
    {0x2714, "v"}, {0x2715, "x"}, {0x2717, "x"}, {0x2718, "x"}, {0x2794, "->"},
    {0x279C, "->"}, {0x27A1, "->"}, {0x27A4, ">"}, {0x27F6, "-->"},
    {0x3000, " "}, {0x3001, ","}, {0x3002, "."}, {0xFFFD, "?"},
};
/* clang-format on */

static const char *
ascii_likeness_of(char32_t c)
{
    size_t low = 0, high = COUNT(likenesses);

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (c == likenesses[middle].c)
            return likenesses[middle].ascii;
        if (c > likenesses[middle].c)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The equivalent of C in the runs, or 0. */
static char
ascii_run_of(char32_t c)
{
    char same = '\0';

    for (size_t i = 0; i < COUNT(runs); i++)
        if (c >= runs[i].first &&
            c - runs[i].first < strlen(runs[i].codepoints))
            same = runs[i].codepoints[c - runs[i].first];
    return same != '?' ? same : '\0';
}

struct ascii {
    char *at, *end;
};

static bool
ascii_put(struct ascii *out, const char *text, size_t length)
{
    if (length > (size_t)(out->end - out->at))
        return false;
    memcpy(out->at, text, length);
    out->at += length;
    return true;
}

/* Append the equivalent of C. Returns whether there was room for it. */
static bool
ascii_put_char(struct ascii *out, char32_t c)
{
    const char *likeness = c < 0x80 ? NULL : ascii_likeness_of(c);
    char same = c < 0x80 ? (char)c : ascii_run_of(c);

    if (likeness != NULL)
        return ascii_put(out, likeness, strlen(likeness));
    if (same == 0 && text_char_width(c) == 0)
        return true;
    return ascii_put(out, same != 0 ? &same : "?", 1);
}

/* Append C, decomposed into letters without accents: "ǖ" is u, "ﬁ" f and i. A
 * letter that is in a table is not decomposed. */
static bool
ascii_put_parts(struct ascii *out, char32_t c)
{
    const int apart = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK;
    utf8proc_int32_t parts[PARTS_MAX];
    utf8proc_ssize_t count = 0;
    char *start = out->at;
    int state = 0;

    if (c >= 0x80 && ascii_likeness_of(c) == NULL && ascii_run_of(c) == 0)
        count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, PARTS_MAX,
                                        (utf8proc_option_t)apart, &state);
    if (count <= 0 || count > PARTS_MAX)
        return ascii_put_char(out, c);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (!ascii_put_char(out, (char32_t)parts[i])) {
            out->at = start;
            return false;
        }
    return true;
}

char *
text_ascii(char *out, size_t size, const char *text)
{
    struct ascii ascii = {out, out + size - 1};

    for (char32_t c; (c = text_next(&text)) != 0;)
        if (!ascii_put_parts(&ascii, c))
            break;
    *ascii.at = '\0';
    return out;
}
