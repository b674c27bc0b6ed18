#pragma once

/*
 * The roles of text, and their style in each theme. Pages use roles only; a
 * colour is an index of the terminal's palette.
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
    ROLE_SELECTION, /* the item that Enter acts on */
    ROLE_RULE,      /* lines; decoration only */
    ROLE_STRONG,    /* strong emphasis in a text */
    ROLE_EMPHASIS,
    ROLE_LINK, /* an address */
    ROLE_QR,   /* a QR code: black on white, or not drawn */
    ROLE_COUNT
};

struct style {
    short foreground,
        background; /* palette index; -1: the terminal's default */
    bool bold, underline, reverse;
};

struct theme {
    const char *name;
    int colours; /* that the terminal must have: 256, 8, or 0 */
    bool
        brackets; /* chips need brackets, because their colour is not visible */
    const struct style *roles; /* ROLE_COUNT of them */
};

extern const struct theme themes[];
extern const size_t theme_count;

/* Use the accent NAME, one of meta.ssh.accent, in the themes of 256 colours;
 * any other NAME is teal. It takes effect with terminal_open(). */
void theme_set_accent(const char *name);

/* Returns how often the themes have changed. */
int theme_changes(void);

/* Returns the theme of that NAME, or NULL. */
const struct theme *theme_find(const char *name);

/* Returns the theme after THEME in the visitor's cycle. START is the theme that
 * the session began with. If that is dark or light, the background is known and
 * the other one is skipped. Themes that need other colours than the terminal
 * has are also skipped. */
const struct theme *theme_next(const struct theme *theme,
                               const struct theme *start);
