#include "terminal/theme.h"

#include <string.h>
#include <strings.h>

#include "sshd/base/array.h"

/*
 * The tables of colours. Against five dark and two light backgrounds, text has
 * a contrast of at least 4.5:1 and rules of 3:1 (test_ui_theme computes both).
 * A number is an index of the palette; -1 is the terminal's default.
 */

/* clang-format off */
static struct style dark[ROLE_COUNT] = {
    [ROLE_TEXT]          = {252, -1},
    [ROLE_HEADING]       = {255, -1, .bold = true},
    [ROLE_MUTED]         = {246, -1},
    [ROLE_ACCENT]        = {79, -1, .bold = true},
    [ROLE_HINT]          = {222, -1, .bold = true},
    [ROLE_AVAILABLE]     = {114, -1, .bold = true},
    [ROLE_CHIP]          = {152, 236},
    [ROLE_MATCH]         = {16, 222},
    [ROLE_MATCH_CURRENT] = {16, 208, .bold = true},
    [ROLE_SELECTION]     = {16, 79, .bold = true},
    [ROLE_RULE]          = {243, -1},
    [ROLE_STRONG]        = {252, -1, .bold = true},
    [ROLE_EMPHASIS]      = {252, -1, .underline = true},
    [ROLE_LINK]          = {79, -1},
    [ROLE_QR]            = {16, 231},
};

static struct style light[ROLE_COUNT] = {
    [ROLE_TEXT]          = {236, -1},
    [ROLE_HEADING]       = {16, -1, .bold = true},
    [ROLE_MUTED]         = {241, -1},
    [ROLE_ACCENT]        = {23, -1, .bold = true},
    [ROLE_HINT]          = {88, -1, .bold = true},
    [ROLE_AVAILABLE]     = {22, -1, .bold = true},
    [ROLE_CHIP]          = {23, 254},
    [ROLE_MATCH]         = {16, 222},
    [ROLE_MATCH_CURRENT] = {16, 208, .bold = true},
    [ROLE_SELECTION]     = {231, 23, .bold = true},
    [ROLE_RULE]          = {245, -1},
    [ROLE_STRONG]        = {236, -1, .bold = true},
    [ROLE_EMPHASIS]      = {236, -1, .underline = true},
    [ROLE_LINK]          = {23, -1},
    [ROLE_QR]            = {16, 231},
};

/* For an unknown background: the terminal's default colours, and palette
 * colours that are readable on dark and on light. */
static struct style neutral[ROLE_COUNT] = {
    [ROLE_TEXT]          = {-1, -1},
    [ROLE_HEADING]       = {-1, -1, .bold = true},
    [ROLE_MUTED]         = {-1, -1},
    [ROLE_ACCENT]        = {31, -1, .bold = true},
    [ROLE_HINT]          = {166, -1, .bold = true},
    [ROLE_AVAILABLE]     = {65, -1, .bold = true},
    [ROLE_CHIP]          = {-1, -1},
    [ROLE_MATCH]         = {-1, -1, .reverse = true},
    [ROLE_MATCH_CURRENT] = {-1, -1, .bold = true, .reverse = true},
    [ROLE_SELECTION]     = {-1, -1, .reverse = true},
    [ROLE_RULE]          = {244, -1},
    [ROLE_STRONG]        = {-1, -1, .bold = true},
    [ROLE_EMPHASIS]      = {-1, -1, .underline = true},
    [ROLE_LINK]          = {-1, -1, .underline = true},
    [ROLE_QR]            = {16, 231},
};

/* The eight colours of ECMA-48, on black: the consoles of Linux and Cygwin. */
static const struct style console[ROLE_COUNT] = {
    [ROLE_TEXT]          = {-1, -1},
    [ROLE_HEADING]       = {7, -1, .bold = true},
    [ROLE_MUTED]         = {-1, -1},
    [ROLE_ACCENT]        = {6, -1, .bold = true},
    [ROLE_HINT]          = {3, -1, .bold = true},
    [ROLE_AVAILABLE]     = {2, -1, .bold = true},
    [ROLE_CHIP]          = {6, -1},
    [ROLE_MATCH]         = {0, 3},
    [ROLE_MATCH_CURRENT] = {0, 7},
    [ROLE_SELECTION]     = {0, 6},
    [ROLE_RULE]          = {6, -1},
    [ROLE_STRONG]        = {7, -1, .bold = true},
    [ROLE_EMPHASIS]      = {-1, -1, .underline = true},
    [ROLE_LINK]          = {6, -1},
    [ROLE_QR]            = {0, 7},
};

/* NO_COLOR, or a terminal without colours. */
static const struct style mono[ROLE_COUNT] = {
    [ROLE_TEXT]          = {-1, -1},
    [ROLE_HEADING]       = {-1, -1, .bold = true},
    [ROLE_MUTED]         = {-1, -1},
    [ROLE_ACCENT]        = {-1, -1, .bold = true},
    [ROLE_HINT]          = {-1, -1, .bold = true},
    [ROLE_AVAILABLE]     = {-1, -1, .bold = true},
    [ROLE_CHIP]          = {-1, -1},
    [ROLE_MATCH]         = {-1, -1, .reverse = true},
    [ROLE_MATCH_CURRENT] = {-1, -1, .underline = true, .reverse = true},
    [ROLE_SELECTION]     = {-1, -1, .reverse = true},
    [ROLE_RULE]          = {-1, -1},
    [ROLE_STRONG]        = {-1, -1, .bold = true},
    [ROLE_EMPHASIS]      = {-1, -1, .underline = true},
    [ROLE_LINK]          = {-1, -1, .underline = true},
    [ROLE_QR]            = {-1, -1},
};

const struct theme themes[] = {
    {.name = "dark",    .colours = 256, .roles = dark},
    {.name = "light",   .colours = 256, .roles = light},
    {.name = "neutral", .colours = 256, .roles = neutral, .brackets = true},
    {.name = "console", .colours = 8,   .roles = console, .brackets = true},
    {.name = "mono",    .colours = 0,   .roles = mono,    .brackets = true},
};
/* clang-format on */

const size_t theme_count = COUNT(themes);

/* The palette's nearest to the colours of meta.ssh.accent on dark and on light;
 * the last one can be read on both. The first is the tables' own. */
static const struct accent_indexes {
    const char *name;
    short dark, light, neutral;
} accents[] = {
    {"teal", 79, 23, 31},    {"blue", 111, 24, 32},  {"green", 114, 22, 28},
    {"purple", 183, 54, 98}, {"red", 210, 124, 167}, {"brown", 180, 94, 130},
    {"grey", 250, 238, 244},
};

static const struct accent_indexes *accent = &accents[0];
static int changes;

/* Chips of the tables' own accent are tinted with it; others are plain. */
static void
theme_tint(struct style *roles, short colour, short chip)
{
    roles[ROLE_ACCENT].foreground = colour;
    roles[ROLE_LINK].foreground = colour;
    roles[ROLE_SELECTION].background = colour;
    roles[ROLE_CHIP].foreground = chip;
}

void
theme_set_accent(const char *name)
{
    const struct accent_indexes *wanted = &accents[0];

    for (size_t i = 0; i < COUNT(accents); i++)
        if (strcasecmp(accents[i].name, name) == 0)
            wanted = &accents[i];
    if (wanted == accent)
        return;
    accent = wanted;
    changes++;
    theme_tint(dark, accent->dark, accent == accents ? 152 : 252);
    theme_tint(light, accent->light, accent == accents ? 23 : 236);
    neutral[ROLE_ACCENT].foreground = accent->neutral;
}

int
theme_changes(void)
{
    return changes;
}

const struct theme *
theme_find(const char *name)
{
    for (size_t i = 0; i < theme_count; i++)
        if (strcmp(themes[i].name, name) == 0)
            return &themes[i];
    return NULL;
}

/* Returns the theme for the opposite background, or NULL. */
static const struct theme *
theme_opposite(const struct theme *theme)
{
    if (strcmp(theme->name, "dark") == 0)
        return theme_find("light");
    return strcmp(theme->name, "light") == 0 ? theme_find("dark") : NULL;
}

/* Whether a session that began with START may use THEME. */
static bool
theme_suits(const struct theme *theme, const struct theme *start)
{
    if (theme == theme_opposite(start))
        return false;
    return theme->colours == 0 || start->colours == 0
               ? theme->colours != 8
               : theme->colours == start->colours;
}

const struct theme *
theme_next(const struct theme *theme, const struct theme *start)
{
    do
        theme = &themes[((size_t)(theme - themes) + 1) % theme_count];
    while (theme != start && !theme_suits(theme, start));
    return theme;
}
