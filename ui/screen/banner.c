#include "screen/banner.h"

#include <ctype.h>
#include <string.h>

#include "sshd/base/array.h"
#include "sshd/base/clamp.h"
#include "text/text.h"

/* A letter has three by four pixels; M and W have five columns. One cell shows
 * two pixels, one above the other. */
struct glyph {
    char letter;
    const char *rows[BANNER_ROWS];
};

static const struct glyph glyphs[] = {
    {'A', {"▄▀█", "█▀█"}},     {'B', {"█▄▄", "█▄█"}},     {'C', {"█▀▀", "█▄▄"}},
    {'D', {"█▀▄", "█▄▀"}},     {'E', {"█▀▀", "██▄"}},     {'F', {"█▀▀", "█▀ "}},
    {'G', {"█▀▀", "█▄█"}},     {'H', {"█ █", "█▀█"}},     {'I', {"█", "█"}},
    {'J', {"  █", "█▄█"}},     {'K', {"█▄▀", "█ █"}},     {'L', {"█  ", "█▄▄"}},
    {'M', {"█▀▄▀█", "█ ▀ █"}}, {'N', {"█▄ █", "█ ▀█"}},   {'O', {"█▀█", "█▄█"}},
    {'P', {"█▀█", "█▀▀"}},     {'Q', {"█▀█", "▀▀█"}},     {'R', {"█▀█", "█▀▄"}},
    {'S', {"█▀▀", "▄▄█"}},     {'T', {"▀█▀", " █ "}},     {'U', {"█ █", "█▄█"}},
    {'V', {"█ █", "▀▄▀"}},     {'W', {"█ █ █", "▀▄▀▄▀"}}, {'X', {"▀▄▀", "█ █"}},
    {'Y', {"█▄█", " █ "}},     {'Z', {"▀▀█", "█▄▄"}},     {'0', {"█▀█", "█▄█"}},
    {'1', {"▄█", " █"}},       {'2', {"▀█", "█▄"}},       {'3', {"▀▀█", "▄██"}},
    {'4', {"█ █", "▀▀█"}},     {'5', {"█▀", "▄█"}},       {'6', {"█▄▄", "█▄█"}},
    {'7', {"▀▀█", "  █"}},     {'8', {"█▀█", "███"}},     {'9', {"█▀█", "▀▀█"}},
    {' ', {" ", " "}},         {'-', {"▄▄", "  "}},       {'.', {" ", "▄"}},
    {',', {" ", "█"}},         {'\'', {"▀", " "}},        {'&', {"█▄", "█▀"}},
};

static const struct glyph *
banner_find(char letter)
{
    for (size_t i = 0; i < COUNT(glyphs); i++)
        if (glyphs[i].letter == toupper((unsigned char)letter))
            return &glyphs[i];
    return NULL;
}

int
banner_width(const char *name)
{
    int width = 0;

    for (const char *c = name; *c != '\0'; c++) {
        const struct glyph *glyph = banner_find(*c);

        if (glyph == NULL)
            return 0;
        width += (int)text_width(glyph->rows[0]) + 1;
    }
    return clamp_least(width - 1, 0);
}

void
banner_draw(struct canvas *canvas, int row, int column, const char *name)
{
    const char *last = strrchr(name, ' ');

    for (const char *c = name; *c != '\0'; c++) {
        const struct glyph *glyph = banner_find(*c);

        if (glyph == NULL)
            continue;
        for (int i = 0; i < BANNER_ROWS; i++)
            canvas_text(canvas, row + i, column,
                        last != NULL && c > last ? ROLE_ACCENT : ROLE_HEADING,
                        glyph->rows[i]);
        column += (int)text_width(glyph->rows[0]) + 1;
    }
}
