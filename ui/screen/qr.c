#include "screen/qr.h"

#define QUIET 4 /* modules of margin (ISO/IEC 18004 §5.3.8) */

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
