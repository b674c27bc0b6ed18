#pragma once

/*
 * Control sequences (ECMA-48 CSI) that stand for keys, mouse reports, and
 * answers of the terminal. Keys come in several encodings:
 * xterm's and VT220's function keys, CSI u (the kitty keyboard protocol, and
 * xterm with formatOtherKeys=1), xterm's modifyOtherKeys, and Windows'
 * win32-input-mode.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "terminal/key_event.h"

#define CSI_PARAMETERS    8
#define CSI_SUBPARAMETERS 3

/* One sequence: "CSI ? 1;2:3 c". A parameter that is left out is 0. */
struct csi {
    char prefix;       /* '<', '?', '>' or '=' after CSI, or 0 */
    bool intermediate; /* it has intermediate bytes, which no key has */
    int parameters[CSI_PARAMETERS][CSI_SUBPARAMETERS];
    size_t parameter_count, subparameter; /* the one that digits go to */
    char16_t high_surrogate; /* of win32-input-mode, until its second half */
};

/* Begin a new sequence. */
void csi_start(struct csi *csi);

/* Take BYTE of the parameters, 0x20 to 0x3f. */
void csi_take(struct csi *csi, unsigned char byte);

/* The sequence ends in FINAL: fill EVENT, with KEY_NONE for a sequence without
 * a meaning here, such as the release of a key. */
void csi_finish(struct csi *csi, unsigned char final, struct key_event *event);

/* The key that ESC O FINAL stands for (SS3), or KEY_NONE; the numeric keypad in
 * application mode among them. */
void ss3_finish(unsigned char final, struct key_event *event);

/* The key that character C is: KEY_ENTER for a carriage return, KEY_CHAR for
 * most. */
void character_key(char32_t c, struct key_event *event);
