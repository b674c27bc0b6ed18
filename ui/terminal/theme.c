#include "terminal/theme.h"

#include <string.h>

#include "sshd/base/array.h"

/* Contrasts were measured against five dark and two light backgrounds: text
 * is at least 4.5:1 on each. "neutral" is for a background nobody told us. */
const struct theme
    themes[] =
        {
            {
                .name = "dark",
                .roles =
                    {
                        [ROLE_TEXT] = {252, -1},
                        [ROLE_HEADING] = {255, -1, .bold = true},
                        [ROLE_MUTED] = {246, -1},
                        [ROLE_ACCENT] = {79, -1, .bold = true},
                        [ROLE_HINT] = {222, -1, .bold = true},
                        [ROLE_AVAILABLE] = {114, -1, .bold = true},
                        [ROLE_CHIP] = {152, 236},
                        [ROLE_MATCH] = {16, 222},
                        [ROLE_MATCH_CURRENT] = {16, 208, .bold = true},
                        [ROLE_SELECTION] = {16, 79, .bold = true},
                        [ROLE_RULE] = {240, -1},
                        [ROLE_STRONG] = {252, -1, .bold = true},
                        [ROLE_EMPHASIS] = {252, -1, .underline = true},
                        [ROLE_LINK] = {79, -1},
                        [ROLE_QR] = {16, 231},
                    },
            },
            {
                .name = "light",
                .roles =
                    {
                        [ROLE_TEXT] = {236, -1},
                        [ROLE_HEADING] = {16, -1, .bold = true},
                        [ROLE_MUTED] = {241, -1},
                        [ROLE_ACCENT] = {23, -1, .bold = true},
                        [ROLE_HINT] = {88, -1, .bold = true},
                        [ROLE_AVAILABLE] = {22, -1, .bold = true},
                        [ROLE_CHIP] = {23, 254},
                        [ROLE_MATCH] = {16, 222},
                        [ROLE_MATCH_CURRENT] = {16, 208, .bold = true},
                        [ROLE_SELECTION] = {231, 23, .bold = true},
                        [ROLE_RULE] = {250, -1},
                        [ROLE_STRONG] = {236, -1, .bold = true},
                        [ROLE_EMPHASIS] = {236, -1, .underline = true},
                        [ROLE_LINK] = {23, -1},
                        [ROLE_QR] = {16, 231},
                    },
            },
            {
                .name = "neutral",
                .brackets = true,
                .roles =
                    {
                        [ROLE_TEXT] = {-1, -1},
                        [ROLE_HEADING] = {-1, -1, .bold = true},
                        [ROLE_MUTED] = {-1, -1},
                        [ROLE_ACCENT] = {31, -1, .bold = true},
                        [ROLE_HINT] = {166, -1, .bold = true},
                        [ROLE_AVAILABLE] = {65, -1, .bold = true},
                        [ROLE_CHIP] = {-1, -1},
                        [ROLE_MATCH] = {-1, -1, .reverse = true},
                        [ROLE_MATCH_CURRENT] = {-1, -1, .bold = true,
                                                .reverse = true},
                        [ROLE_SELECTION] = {-1, -1, .reverse = true},
                        [ROLE_RULE] = {-1, -1},
                        [ROLE_STRONG] = {-1, -1, .bold = true},
                        [ROLE_EMPHASIS] = {-1, -1, .underline = true},
                        [ROLE_LINK] = {-1, -1, .underline = true},
                        [ROLE_QR] = {16, 231},
                    },
            },
            {
                .name = "mono",
                .brackets = true,
                .roles =
                    {
                        [ROLE_TEXT] = {-1, -1},
                        [ROLE_HEADING] = {-1, -1, .bold = true},
                        [ROLE_MUTED] = {-1, -1},
                        [ROLE_ACCENT] = {-1, -1, .bold = true},
                        [ROLE_HINT] = {-1, -1, .bold = true},
                        [ROLE_AVAILABLE] = {-1, -1, .bold = true},
                        [ROLE_CHIP] = {-1, -1},
                        [ROLE_MATCH] = {-1, -1, .reverse = true},
                        [ROLE_MATCH_CURRENT] = {-1, -1, .underline = true,
                                                .reverse = true},
                        [ROLE_SELECTION] = {-1, -1, .reverse = true},
                        [ROLE_RULE] = {-1, -1},
                        [ROLE_STRONG] = {-1, -1, .bold = true},
                        [ROLE_EMPHASIS] = {-1, -1, .underline = true},
                        [ROLE_LINK] = {-1, -1, .underline = true},
                        [ROLE_QR] = {-1, -1},
                    },
            },
};

const size_t theme_count = COUNT(themes);

const struct theme *
theme_find(const char *name)
{
    for (size_t i = 0; i < theme_count; i++)
        if (strcmp(themes[i].name, name) == 0)
            return &themes[i];
    return NULL;
}

/* The theme for the other kind of background, or NULL. */
static const struct theme *
opposite(const struct theme *theme)
{
    if (strcmp(theme->name, "dark") == 0)
        return theme_find("light");
    return strcmp(theme->name, "light") == 0 ? theme_find("dark") : NULL;
}

const struct theme *
theme_next(const struct theme *theme, const struct theme *start)
{
    do
        theme = &themes[((size_t)(theme - themes) + 1) % theme_count];
    while (theme == opposite(start));
    return theme;
}
