#pragma once

/* The parameters of a control sequence (ECMA-48 CSI), as they arrive. */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

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
