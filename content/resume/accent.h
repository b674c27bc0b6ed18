#pragma once

/* The colours of meta.ssh.accent: one for headings and links, on a screen and
 * on paper. Each has a contrast of 4.5:1 at least, dark on white paper and
 * light on a dark screen; a test computes it. */

#define ACCENT_NAMES "blue, teal, green, purple, red, brown, grey"

struct accent {
    const char *name;
    unsigned dark, light; /* 0xRRGGBB, for light and for dark backgrounds */
};

/* The accent called NAME, or NULL. */
const struct accent *accent_find(const char *name);

/* The accent of a résumé that names NAME: blue where that is none. */
const struct accent *accent_or_default(const char *name);
