#include "terminal/charset.h"

#include <stdbool.h>
#include <stddef.h>

#include "sshd/base/array.h"
#include "text/codepoint.h"
#include "text/text.h"
#include "text/text_ascii.h"

/* The symbols that the screens use, and the quotes and dashes of the content.
 * All have ambiguous width: two columns in CJK terminals. */
static const struct {
    char32_t from;
    char to;
} signs[] = {{U'─', '-'},  {U'│', '|'},  {U'┌', '+'}, {U'┐', '+'}, {U'└', '+'},
             {U'┘', '+'},  {U'├', '+'},  {U'┤', '+'}, {U'┬', '+'}, {U'┴', '+'},
             {U'┼', '+'},  {U'═', '='},  {U'▀', '"'}, {U'▄', '_'}, {U'█', '#'},
             {U'▌', '|'},  {U'▐', '|'},  {U'░', '.'}, {U'▒', ':'}, {U'▓', '#'},
             {U'●', '*'},  {U'○', 'o'},  {U'•', '*'}, {U'·', '-'}, {U'►', '>'},
             {U'▼', 'v'},  {U'◄', '<'},  {U'▲', '^'}, {U'←', '<'}, {U'↑', '^'},
             {U'→', '>'},  {U'↓', 'v'},  {U'–', '-'}, {U'—', '-'}, {U'…', '.'},
             {U'‘', '\''}, {U'’', '\''}, {U'“', '"'}, {U'”', '"'}, {U'«', '<'},
             {U'»', '>'},  {U'‹', '<'},  {U'›', '>'}, {U'×', 'x'}, {U'°', 'o'},
             {U'±', '+'}};

static char32_t
charset_sign(char32_t c)
{
    for (size_t i = 0; i < COUNT(signs); i++)
        if (signs[i].from == c)
            return (char32_t)signs[i].to;
    return 0;
}

/* Returns the first letter of the transliteration of C: a cell has room for
 * one. */
static char32_t
charset_ascii(char32_t c)
{
    char utf8[8] = "", ascii[16];

    codepoint_encode(utf8, sizeof(utf8) - 1, c);
    text_ascii(ascii, sizeof(ascii), utf8);
    return ascii[0] == '\0' ? U'?' : (char32_t)ascii[0];
}

/* Whether C is an accented Latin letter or a symbol, which is two columns wide
 * in CJK terminals. */
static bool
charset_may_be_wide(char32_t c)
{
    return c < 0x250 || (c >= 0x2000 && c < 0x2c00);
}

char32_t
charset_map(enum charset charset, char32_t c)
{
    char32_t mapped;

    if (charset == CHARSET_UNICODE || c < 0x80)
        return c;
    mapped = charset_sign(c);
    if (mapped != 0)
        return mapped;
    if (text_char_width(c) == 0)
        return c;
    if (charset == CHARSET_NARROW && !charset_may_be_wide(c))
        return c;
    return charset_ascii(c);
}
