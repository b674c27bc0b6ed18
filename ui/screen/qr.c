#include "screen/qr.h"

#include "terminal/canvas.h"

/* The margin in modules: ISO/IEC 18004 requires four, phones need two. */
#define QUIET 2

QRcode *
qr_encode(const char *url)
{
    return QRcode_encodeString(url, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
}

int
qr_size(const QRcode *code)
{
    return code->width + 2 * QUIET;
}

bool
qr_is_dark(const QRcode *code, int x, int y)
{
    x -= QUIET;
    y -= QUIET;
    if (x < 0 || y < 0 || x >= code->width || y >= code->width)
        return false;
    return code->data[y * code->width + x] & 1;
}

int
qr_columns(const QRcode *code)
{
    return qr_size(code);
}

int
qr_rows(const QRcode *code)
{
    return (qr_size(code) + 1) / 2;
}

void
qr_draw(struct canvas *canvas, int row, int column, const QRcode *code)
{
    static const char *const cells[2][2] = {{" ", "▄"}, {"▀", "█"}};
    int size = qr_size(code);

    for (int y = 0; y < size; y += 2)
        for (int x = 0; x < size; x++)
            canvas_text(
                canvas, row + y / 2, column + x, ROLE_QR,
                cells[qr_is_dark(code, x, y)][qr_is_dark(code, x, y + 1)]);
}
