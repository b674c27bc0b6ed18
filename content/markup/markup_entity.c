#include "markup/markup_entity.h"

#include <stdlib.h>
#include <string.h>

#include "markup/markup_parts.h"
#include "sshd/base/array.h"
#include "text/codepoint.h"
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

/* Write the character that DIGITS, before a ";", stand for: 233 or xE9; clean
 * it as any other. */
static void
markup_entity_number(struct markup *markup, const char *digits,
                     const struct look *look)
{
    bool hexadecimal = *digits == 'x' || *digits == 'X';
    char bytes[4], clean[sizeof(bytes) * 3 + 1];
    unsigned long code =
        strtoul(digits + hexadecimal, NULL, hexadecimal ? 16 : 10);
    size_t length = codepoint_encode(bytes, sizeof(bytes), (char32_t)code);

    if (code == 0xA0 || code == ' ')
        markup_put(markup, " ", 1, look);
    else
        markup_put(markup, clean, text_clean(clean, bytes, length, false),
                   look);
}

bool
markup_entity_read(struct markup *markup, const char *from, const char *to,
                   const struct look *look)
{
    const char *name = from + strlen("&");
    size_t length = (size_t)(to - name) - strlen(";");

    if (*name == '#') {
        markup_entity_number(markup, name + 1, look);
        return true;
    }
    for (size_t i = 0; i < COUNT(entities); i++)
        if (strlen(entities[i].name) == length &&
            memcmp(entities[i].name, name, length) == 0) {
            markup_put(markup, entities[i].text, strlen(entities[i].text),
                       look);
            return true;
        }
    return false;
}
