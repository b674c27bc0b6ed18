#pragma once

/* The colours of meta.ssh.accent, for headings and links on screens and on
 * paper. Each has a contrast of at least 4.5:1: the dark one on white paper,
 * the light one on a dark screen. A test computes the contrast. */

#define ACCENT_NAMES "blue, teal, green, purple, red, brown, grey"

struct accent {
    const char *name;
    unsigned dark, light; /* 0xRRGGBB, for light and for dark backgrounds */
};

/* The accent called NAME, or NULL. */
const struct accent *accent_find(const char *name);

/* The accent called NAME; blue if NAME is not an accent. */
const struct accent *accent_or_default(const char *name);
