#pragma once

/*
 * What a piece of text is (its role), and how a theme paints it. Pages speak
 * of roles only; colours are numbers of the 256-colour palette.
 */

#include <stdbool.h>
#include <stddef.h>

enum role {
    ROLE_TEXT,
    ROLE_HEADING,
    ROLE_MUTED,
    ROLE_ACCENT,
    ROLE_HINT,      /* the key in a hint */
    ROLE_AVAILABLE, /* the good news at the top */
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
    bool brackets; /* chips need brackets: their colour does not show */
    struct style roles[ROLE_COUNT];
};

extern const struct theme themes[];
extern const size_t theme_count;

/* The theme of that NAME, or NULL. */
const struct theme *theme_find(const char *name);

/* The one that comes after THEME when the visitor cycles. The dark and the
 * light one do not follow each other where START, with which the visit began,
 * is one of them: the background was known then. */
const struct theme *theme_next(const struct theme *theme,
                               const struct theme *start);
