#include "worker/terminal_reset.h"

#include <stdio.h>

/* Undo the modes that a full-screen program may have set: synchronised output,
 * mouse, focus events, bracketed paste, application keys, alternate screen,
 * hidden cursor, attributes. A terminal that never had them ignores it. */
#define RESET_TERMINAL                                                         \
    "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1004l"       \
    "\033[?2004l\033[?2031l\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n"

static const char *
terminal_reset_line_end(bool terminal, const char *sentence)
{
    if (*sentence == '\0')
        return "";
    return terminal ? "\r\n" : "\n";
}

void
terminal_reset_sentence(char text[TERMINAL_RESET_MAX], bool terminal,
                        const char *sentence)
{
    snprintf(text, TERMINAL_RESET_MAX, "%s%s", sentence,
             terminal_reset_line_end(terminal, sentence));
}

void
terminal_reset_write(char text[TERMINAL_RESET_MAX], bool terminal,
                     const char *sentence)
{
    snprintf(text, TERMINAL_RESET_MAX, "%s%s%s", terminal ? RESET_TERMINAL : "",
             sentence, terminal_reset_line_end(terminal, sentence));
}
