#pragma once

/*
 * The role of a piece of text, and how each theme shows it. Pages name roles
 * only; a colour is an index of the terminal's palette.
 */

#include <stdbool.h>
#include <stddef.h>

enum role {
    ROLE_TEXT,
    ROLE_HEADING,
    ROLE_MUTED,
    ROLE_ACCENT,
    ROLE_HINT,      /* the key in a hint */
    ROLE_AVAILABLE, /* the availability */
    ROLE_CHIP,      /* a technology tag */
    ROLE_MATCH,     /* found by search */
    ROLE_MATCH_CURRENT,
    ROLE_SELECTION, /* the thing Enter acts on */
    ROLE_RULE,      /* lines, decoration only */
    ROLE_STRONG,    /* what the author stresses in a text */
    ROLE_EMPHASIS,
    ROLE_LINK, /* an address */
    ROLE_QR,   /* a QR code: black on white, or not drawn */
    ROLE_COUNT
};

struct style {
    short foreground, background; /* palette index, -1 the terminal's own */
    bool bold, underline, reverse;
};

struct theme {
    const char *name;
    int colours;   /* that the terminal must have: 256, 8, or 0 for none */
    bool brackets; /* chips need brackets: their colour does not show */
    const struct style *roles; /* ROLE_COUNT of them */
};

extern const struct theme themes[];
extern const size_t theme_count;

/* The theme of that NAME, or NULL. */
const struct theme *theme_find(const char *name);

/* The theme that comes after THEME when the visitor cycles. START is the one
 * that the session began with: after a dark or a light one the other is left
 * out, since the background is known, and so is what needs other colours
 * than the terminal has. */
const struct theme *theme_next(const struct theme *theme,
                               const struct theme *start);
