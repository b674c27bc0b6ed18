#include "markup/markup_entity.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "markup/markup_parts.h"
#include "sshd/base/array.h"
#include "text/text_clean.h"

static const struct {
    const char *name, *text;
} entities[] = {
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},
    {"apos", "'"},   {"nbsp", " "},   {"ndash", "–"},  {"mdash", "—"},
    {"hellip", "…"}, {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},
    {"rdquo", "”"},  {"laquo", "«"},  {"raquo", "»"},  {"bull", "•"},
    {"middot", "·"}, {"copy", "©"},   {"reg", "®"},    {"trade", "™"},
    {"euro", "€"},   {"pound", "£"},  {"yen", "¥"},    {"deg", "°"},
    {"plusmn", "±"}, {"times", "×"},  {"frac12", "½"}, {"rarr", "→"},
    {"larr", "←"},   {"uarr", "↑"},   {"darr", "↓"},   {"ge", "≥"},
    {"le", "≤"},     {"agrave", "à"}, {"aacute", "á"}, {"acirc", "â"},
    {"atilde", "ã"}, {"auml", "ä"},   {"aring", "å"},  {"aelig", "æ"},
    {"ccedil", "ç"}, {"egrave", "è"}, {"eacute", "é"}, {"ecirc", "ê"},
    {"euml", "ë"},   {"iacute", "í"}, {"icirc", "î"},  {"iuml", "ï"},
    {"ntilde", "ñ"}, {"oacute", "ó"}, {"ocirc", "ô"},  {"otilde", "õ"},
    {"ouml", "ö"},   {"oslash", "ø"}, {"oelig", "œ"},  {"uacute", "ú"},
    {"ucirc", "û"},  {"uuml", "ü"},   {"szlig", "ß"},  {"Auml", "Ä"},
    {"Ouml", "Ö"},   {"Uuml", "Ü"},   {"Eacute", "É"}, {"shy", ""},
    {"zwnj", ""},    {"zwj", ""},
};

/* Read &#233; or &#xE9;; clean the character as any other. */
static const char *
markup_entity_number(struct markup *markup, const char *digits, const char *end,
                     const struct look *look)
{
    bool hexadecimal = *digits == 'x' || *digits == 'X';
    char bytes[8], clean[sizeof(bytes) * 3 + 1], *stop;
    unsigned long code =
        strtoul(digits + hexadecimal, &stop, hexadecimal ? 16 : 10);
    int length;

    if (stop != end || !isxdigit((unsigned char)digits[hexadecimal]))
        return NULL;
    length = code > 0x10FFFF
                 ? -1
                 : snprintf(bytes, sizeof(bytes), "%lc", (wint_t)code);
    if (code == 0xA0 || code == ' ')
        markup_put(markup, " ", 1, look);
    else if (length > 0)
        markup_put(markup, clean,
                   text_clean(clean, bytes, (size_t)length, TEXT_ONE_LINE),
                   look);
    return end + 1;
}

const char *
markup_entity_read(struct markup *markup, const char *from, const char *to,
                   const struct look *look)
{
    const char *end = from + 1;

    while (end < to && end - from < 10 &&
           (isalnum((unsigned char)*end) || (*end == '#' && end == from + 1)))
        end++;
    if (end == to || *end != ';')
        return NULL;
    if (from[1] == '#')
        return markup_entity_number(markup, from + 2, end, look);
    for (size_t i = 0; i < COUNT(entities); i++) {
        size_t length = strlen(entities[i].name);

        if (length == (size_t)(end - from - 1) &&
            memcmp(entities[i].name, from + 1, length) == 0) {
            markup_put(markup, entities[i].text, strlen(entities[i].text),
                       look);
            return end + 1;
        }
    }
    return NULL;
}
