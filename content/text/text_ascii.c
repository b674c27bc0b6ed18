#include "text/text.h"

#include <string.h>

#include "sshd/base/array.h"

/*
 * The ASCII equivalents of characters. Most letters become their base letter: a
 * run is a string with one character per code point, '?' for none. A character
 * that becomes several, or that is in no run, is a likeness.
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
    {0x00C0, "AAAAAA?CEEEEIIIIDNOOOOOxOUUUUY??"
             "aaaaaa?ceeeeiiiidnooooo/ouuuuy?y"
             "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKkk"
             "LlLlLlLlLlNnNnNnnNnOoOoOo??RrRrRrSsSsSsSsTtTtTt"
             "UuUuUuUuUuUuWwYyYZzZzZzs"},
    {0x01CD, "AaIiOoUuUuUuUuUueAaAa??GgGgKkOoOo??j???Gg??NnAa??OoAaAa"
             "EeEeIiIiOoOoRrRrUuUuSsTt??Hh????ZzAaEeOoOoOoOoYy"},
    {0x1E00, "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKk"
             "LlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSs"
             "TtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwy?sss??"
             "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIi"
             "OoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy"},
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
    {0x2070, "0i??456789+-=()n0123456789+-=()"}, /* super-, subscripts */
};

static const struct likeness likenesses[] = {
    {0x00A0, " "},    {0x00A1, "!"},     {0x00A2, "c"},    {0x00A3, "GBP"},
    {0x00A5, "JPY"},  {0x00A6, "|"},     {0x00A7, "S."},   {0x00A8, "\""},
    {0x00A9, "(c)"},  {0x00AA, "a"},     {0x00AB, "\""},   {0x00AC, "!"},
    {0x00AE, "(R)"},  {0x00AF, "-"},     {0x00B0, " deg"}, {0x00B1, "+/-"},
    {0x00B2, "2"},    {0x00B3, "3"},     {0x00B4, "'"},    {0x00B5, "u"},
    {0x00B7, "*"},    {0x00B8, ","},     {0x00B9, "1"},    {0x00BA, "o"},
    {0x00BB, "\""},   {0x00BC, "1/4"},   {0x00BD, "1/2"},  {0x00BE, "3/4"},
    {0x00BF, "?"},    {0x00C6, "AE"},    {0x00DE, "Th"},   {0x00DF, "ss"},
    {0x00E6, "ae"},   {0x00FE, "th"},    {0x0132, "IJ"},   {0x0133, "ij"},
    {0x0152, "OE"},   {0x0153, "oe"},    {0x018F, "E"},    {0x0192, "f"},
    {0x01A0, "O"},    {0x01A1, "o"},     {0x01AF, "U"},    {0x01B0, "u"},
    {0x01C4, "DZ"},   {0x01C5, "Dz"},    {0x01C6, "dz"},   {0x01C7, "LJ"},
    {0x01C8, "Lj"},   {0x01C9, "lj"},    {0x01CA, "NJ"},   {0x01CB, "Nj"},
    {0x01CC, "nj"},   {0x01E2, "AE"},    {0x01E3, "ae"},   {0x0259, "e"},    {0x02BB, "'"},
    {0x02BC, "'"},         {0x0386, "A"},    {0x0388, "E"},
    {0x0389, "I"},    {0x038A, "I"},     {0x038C, "O"},    {0x038E, "Y"},
    {0x038F, "O"},    {0x0398, "Th"},    {0x03A7, "Ch"},   {0x03A8, "Ps"},
    {0x03B8, "th"},   {0x03C7, "ch"},    {0x03C8, "ps"},   {0x0401, "E"},
    {0x0404, "Ye"},   {0x0406, "I"},     {0x0407, "Yi"},   {0x0416, "Zh"},
    {0x0425, "Kh"},   {0x0426, "Ts"},    {0x0427, "Ch"},   {0x0428, "Sh"},
    {0x0429, "Shch"}, {0x042A, ""},      {0x042C, ""},     {0x042E, "Yu"},
    {0x042F, "Ya"},   {0x0436, "zh"},    {0x0445, "kh"},   {0x0446, "ts"},
    {0x0447, "ch"},   {0x0448, "sh"},    {0x0449, "shch"}, {0x044A, ""},
    {0x044C, ""},     {0x044E, "yu"},    {0x044F, "ya"},   {0x0451, "e"},
    {0x0454, "ye"},   {0x0456, "i"},     {0x0457, "yi"},   {0x0490, "G"},
    {0x0491, "g"},    {0x1E9E, "SS"},    {0x200C, ""},     {0x200D, ""},
    {0x2015, "--"},   {0x2016, "||"},
    {0x2020, "+"},    {0x2021, "++"},    {0x2022, "*"},    {0x2023, ">"},
    {0x2024, "."},    {0x2025, ".."},    {0x2026, "..."},  {0x2027, "*"},
    {0x202F, " "},    {0x2030, " per mille"},              {0x2032, "'"},
    {0x2033, "\""},   {0x2035, "'"},     {0x2039, "<"},    {0x203A, ">"},
    {0x203C, "!!"},   {0x2043, "-"},     {0x2044, "/"},    {0x2047, "??"},
    {0x204E, "*"},    {0x20A9, "KRW"},   {0x20AC, "EUR"},  {0x20B9, "INR"},
    {0x20BD, "RUB"},  {0x2116, "No."},   {0x2122, "(TM)"}, {0x2126, "Ohm"},
    {0x2153, "1/3"},  {0x2154, "2/3"},   {0x21D0, "<="},   {0x21D2, "=>"},
    {0x21D4, "<=>"},  {0x21E8, "=>"},    {0x2202, "d"},    {0x2206, "D"},
    {0x2211, "sum"},  {0x2212, "-"},     {0x2215, "/"},    {0x2217, "*"},
    {0x2219, "*"},    {0x221A, "sqrt"},  {0x221E, "inf"},  {0x2248, "~"},
    {0x2260, "!="},   {0x2264, "<="},    {0x2265, ">="},   {0x22C5, "*"},
    {0x22EF, "..."},  {0x25A0, "*"},     {0x25A1, "o"},    {0x25AA, "*"},
    {0x25AB, "o"},    {0x25B2, "^"},     {0x25B6, ">"},    {0x25B8, ">"},
    {0x25B9, ">"},    {0x25BA, ">"},     {0x25BC, "v"},    {0x25BE, "v"},
    {0x25C0, "<"},    {0x25C4, "<"},     {0x25C6, "*"},    {0x25C7, "o"},
    {0x25CB, "o"},    {0x25CF, "*"},     {0x25E6, "o"},    {0x2605, "*"},
    {0x2606, "*"},    {0x2610, "[ ]"},   {0x2611, "[x]"},  {0x2612, "[x]"},
    {0x2713, "v"},    {0x2714, "v"},     {0x2715, "x"},    {0x2717, "x"},
    {0x2718, "x"},    {0x2794, "->"},    {0x279C, "->"},   {0x27A1, "->"},
    {0x27A4, ">"},    {0x27F6, "-->"},   {0x3000, " "},    {0x3001, ","},
    {0x3002, "."},    {0xFB00, "ff"},    {0xFB01, "fi"},   {0xFB02, "fl"},
    {0xFB03, "ffi"},  {0xFB04, "ffl"},   {0xFFFD, "?"},
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

/* C in ASCII; a single character is stored in the two bytes at CODEPOINT. */
static const char *
ascii_of(char32_t c, char codepoint[2])
{
    const char *likeness;

    codepoint[0] = '?';
    codepoint[1] = '\0';
    if (c < 0x80) {
        codepoint[0] = (char)c;
        return codepoint;
    }
    likeness = ascii_likeness_of(c);
    if (likeness != NULL)
        return likeness;
    if (c >= 0xFF01 && c <= 0xFF5E) { /* full-width forms */
        codepoint[0] = (char)(c - 0xFF01 + '!');
        return codepoint;
    }
    for (size_t i = 0; i < COUNT(runs); i++)
        if (c >= runs[i].first &&
            c - runs[i].first < strlen(runs[i].codepoints))
            codepoint[0] = runs[i].codepoints[c - runs[i].first];
    return codepoint[0] == '?' && text_char_width(c) == 0 ? "" : codepoint;
}

char *
text_ascii(char *out, size_t size, const char *text)
{
    char *at = out, *end = out + size - 1;

    for (char32_t c; (c = text_next(&text)) != 0;) {
        char codepoint[2];
        const char *ascii = ascii_of(c, codepoint);
        size_t length = strlen(ascii);

        if (length > (size_t)(end - at))
            break;
        memcpy(at, ascii, length);
        at += length;
    }
    *at = '\0';
    return out;
}
