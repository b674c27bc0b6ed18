#include "terminal/osc.h"

#include <stdio.h>
#include <string.h>

#include "terminal/output.h"
#include "text/codepoint.h"

#define OSC "\033]"
#define ST  "\033\\"

#define CELL_BYTES_MAX 64 /* a cell with its style */

void
osc_title(const char *title)
{
    char text[512];

    if (snprintf(text, sizeof(text), OSC "2;%s" ST, title) < (int)sizeof(text))
        output_put(text);
}

/* RFC 4648 §4 */
static void
osc_base64(char *out, const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
                                 "pqrstuvwxyz0123456789+/";
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i += 3) {
        unsigned long group = (unsigned long)(unsigned char)text[i] << 16;

        if (i + 1 < length)
            group |= (unsigned long)(unsigned char)text[i + 1] << 8;
        if (i + 2 < length)
            group |= (unsigned char)text[i + 2];
        *out++ = digits[group >> 18];
        *out++ = digits[group >> 12 & 63];
        *out++ = i + 1 < length ? digits[group >> 6 & 63] : '=';
        *out++ = i + 2 < length ? digits[group & 63] : '=';
    }
    *out = '\0';
}

void
osc_copy(const char *text)
{
    char encoded[512], sequence[600];

    if (strlen(text) / 3 * 4 + 5 > sizeof(encoded))
        return;
    osc_base64(encoded, text);
    snprintf(sequence, sizeof(sequence), OSC "52;c;%s" ST, encoded);
    output_put(sequence);
}

/* Write the SGR sequence for STYLE. Returns its length. */
static int
osc_style(char *out, size_t size, const struct style *style)
{
    int length =
        snprintf(out, size, "\033[0%s%s%s", style->bold ? ";1" : "",
                 style->underline ? ";4" : "", style->reverse ? ";7" : "");

    if (style->foreground >= 0)
        length += snprintf(out + length, size - (size_t)length, ";38;5;%d",
                           style->foreground);
    if (style->background >= 0)
        length += snprintf(out + length, size - (size_t)length, ";48;5;%d",
                           style->background);
    return length + snprintf(out + length, size - (size_t)length, "m");
}

/* Write the cells of LINK, with an SGR sequence at each change of style, so
 * that a match in an address can be seen. The first style is set already. */
static void
osc_cells(char *out, size_t size, const struct canvas *canvas,
          const struct hyperlink *link, const struct theme *theme)
{
    int role = canvas_cell(canvas, link->row, link->column)->role;
    size_t length = 0;

    for (int i = 0; i < link->columns; i++) {
        const struct cell *cell =
            canvas_cell(canvas, link->row, link->column + i);

        if (size - length < CELL_BYTES_MAX)
            break;
        if (cell->role != role)
            length += (size_t)osc_style(out + length, size - length,
                                        &theme->roles[cell->role]);
        role = cell->role;
        for (int j = 0; j < 3 && cell->width > 0 && cell->text[j] != 0; j++)
            length += codepoint_encode(out + length, size - 1 - length,
                                       cell->text[j]);
    }
    out[length] = '\0';
}

void
osc_link(const struct canvas *canvas, const struct hyperlink *link,
         const struct theme *theme)
{
    const struct cell *first = canvas_cell(canvas, link->row, link->column);
    char style[CELL_BYTES_MAX], cells[2048];
    char sequence[sizeof(cells) + CANVAS_URL_MAX + 2 * CELL_BYTES_MAX];

    osc_style(style, sizeof(style), &theme->roles[first->role]);
    osc_cells(cells, sizeof(cells), canvas, link, theme);
    if (snprintf(sequence, sizeof(sequence),
                 "\0337\033[%d;%dH%s" OSC "8;;%s" ST "%s" OSC "8;;" ST "\0338",
                 link->row + 1, link->column + 1, style, link->url,
                 cells) < (int)sizeof(sequence))
        output_put(sequence);
}
