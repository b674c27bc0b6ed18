#include "worker/terminal_reset.h"

#include <stddef.h>

/* What a dead renderer's terminal is given: the modes that a full-screen
 * program may have set are undone, and a terminal that never had them
 * ignores it. */
#define RESET_TERMINAL                                                         \
    "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1004l"       \
    "\033[?2004l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n"

const char *
terminal_reset_text(bool terminal, bool started, bool asked)
{
    if (!started)
        return terminal ? "This cannot be shown just now.\r\n"
                        : "This cannot be shown just now.\n";
    if (asked)
        return terminal ? RESET_TERMINAL : NULL;
    return terminal ? RESET_TERMINAL "The program broke down; sorry.\r\n"
                    : "The program broke down; sorry.\n";
}
