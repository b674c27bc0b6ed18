#pragma once

/* QR codes (ISO/IEC 18004) of addresses. */

#include <qrencode.h>
#include <stdbool.h>

/* Returns the code of URL, which the caller frees with QRcode_free(), or NULL
 * if URL is too long or without memory. */
QRcode *qr_encode(const char *url);

/* Returns the modules per side, with the light margin that readers need. */
int qr_size(const QRcode *code);

struct canvas;

/* Return the columns and rows of CODE on a screen. A cell shows two modules,
 * one above the other. */
int qr_columns(const QRcode *code);
int qr_rows(const QRcode *code);

/* Draw CODE at ROW and COLUMN, dark on light. */
void qr_draw(struct canvas *canvas, int row, int column, const QRcode *code);

/* Whether the module at X, Y is dark. Modules outside of the code are light. */
bool qr_is_dark(const QRcode *code, int x, int y);
