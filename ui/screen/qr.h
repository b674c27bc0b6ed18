#pragma once

/* QR codes (ISO/IEC 18004) of addresses, for a phone's camera. */

#include <qrencode.h>
#include <stdbool.h>

/* The code of URL, for the caller to QRcode_free(); NULL where it is too
 * long or there is no memory. */
QRcode *qr_encode(const char *url);

/* Modules a side, with the light margin that readers need. */
int qr_size(const QRcode *code);

struct canvas;

/* Columns and rows that CODE takes on a screen: two modules a cell, one above
 * the other. */
int qr_columns(const QRcode *code);
int qr_rows(const QRcode *code);

/* Draw it from ROW and COLUMN on, dark on light. */
void qr_draw(struct canvas *canvas, int row, int column, const QRcode *code);

/* Whether the module at X, Y is dark; outside of it all is light. */
bool qr_is_dark(const QRcode *code, int x, int y);
