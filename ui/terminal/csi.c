#include "terminal/csi.h"

#define PARAMETER_MAX 0x200000 /* above every code point and coordinate */

void
csi_start(struct csi *csi)
{
    char16_t high_surrogate = csi->high_surrogate;

    *csi = (struct csi){.high_surrogate = high_surrogate};
}

void
csi_take(struct csi *csi, unsigned char byte)
{
    if (byte >= '<' && byte <= '?') {
        csi->prefix = (char)byte;
    } else if (byte < '0') {
        csi->intermediate = true;
    } else {
        if (csi->parameter_count == 0)
            csi->parameter_count = 1;
        /* DA1 may list more than this keeps; none of those is needed. */
        if (byte == ';') {
            csi->subparameter = 0;
            csi->parameter_count += csi->parameter_count < CSI_PARAMETERS;
        } else if (byte == ':') {
            csi->subparameter++;
        } else if (csi->subparameter < CSI_SUBPARAMETERS) {
            int *parameter =
                &csi->parameters[csi->parameter_count - 1][csi->subparameter];

            if (*parameter < PARAMETER_MAX)
                *parameter = *parameter * 10 + (byte - '0');
        }
    }
}
