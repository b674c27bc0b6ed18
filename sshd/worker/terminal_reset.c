#include "worker/terminal_reset.h"

#include <stdio.h>

/* Undo the modes that a full-screen program may have set: synchronised output,
 * mouse, focus events, bracketed paste, application keys, alternate screen,
 * hidden cursor, attributes. A terminal that never had them ignores it. */
#define RESET_TERMINAL                                                         \
    "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1004l"       \
    "\033[?2004l\033[?2031l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n"

void
terminal_reset_write(char *text, bool terminal, bool reset,
                     const char *sentence)
{
    const char *end = terminal ? "\r\n" : "\n";

    snprintf(text, TERMINAL_RESET_MAX, "%s%s%s",
             terminal && reset ? RESET_TERMINAL : "", sentence,
             sentence[0] != '\0' ? end : "");
}
