#pragma once

/* QR codes (ISO/IEC 18004) of addresses, for a phone's camera. */

#include <qrencode.h>
#include <stdbool.h>

/* The code of URL, for the caller to QRcode_free(); NULL where it is too
 * long or there is no memory. */
QRcode *qr_encode(const char *url);

/* Modules a side, with the light margin that readers need. */
int qr_size(const QRcode *code);

/* Whether the module at X, Y is dark; outside of it all is light. */
bool qr_is_dark(const QRcode *code, int x, int y);
