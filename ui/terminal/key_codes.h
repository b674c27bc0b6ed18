#pragma once

/*
 * The keys, mouse reports and answers of the terminal that sequences of bytes
 * stand for. Keys come in several encodings: xterm's and VT220's function keys,
 * CSI u (the kitty keyboard protocol, and xterm with formatOtherKeys=1),
 * xterm's modifyOtherKeys, and Windows' win32-input-mode.
 */

#include <uchar.h>

#include "terminal/csi.h"
#include "terminal/key_event.h"

/* The control sequence CSI ends in FINAL: fill EVENT, with KEY_NONE for
 * a sequence without a meaning here, such as the release of a key. */
void key_codes_csi(struct csi *csi, unsigned char final,
                   struct key_event *event);

/* The key that ESC O FINAL stands for (SS3), or KEY_NONE; the numeric keypad in
 * application mode among them. */
void key_codes_ss3(unsigned char final, struct key_event *event);

/* The key that character C is: KEY_ENTER for a carriage return, KEY_CHAR for
 * most. */
void key_codes_character(char32_t c, struct key_event *event);
