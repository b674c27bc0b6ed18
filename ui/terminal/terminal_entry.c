#include "terminal/terminal_entry.h"

#include <string.h>

#include "sshd/base/array.h"

/* Entries of ncurses-base, by the beginning of the client's TERM. */
static const struct {
    const char *prefix, *entry;
} entries[] = {
    {"tmux", "tmux-256color"},
    {"screen", "screen-256color"},
    {"rxvt", "rxvt-unicode-256color"},
    {"linux", "linux"},
    {"vt100", "vt100"},
    {"vt102", "vt102"},
    {"vt220", "vt220"},
    {"ansi", "ansi"},
    {"cygwin", "cygwin"},
    {"sun", "sun"},
    {"wsvt25", "wsvt25"},
    {"xterm-mono", "xterm-mono"},
};

static bool
terminal_entry_is_name(const char *term)
{
    size_t length = strlen(term);

    return length > 0 && length <= TERMINAL_NAME_MAX &&
           strspn(term, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789+._-") == length;
}

const char *
terminal_entry(const char *term)
{
    if (term == NULL || !terminal_entry_is_name(term) ||
        strcmp(term, "dumb") == 0)
        return NULL;
    for (size_t i = 0; i < COUNT(entries); i++)
        if (strncmp(term, entries[i].prefix, strlen(entries[i].prefix)) == 0)
            return entries[i].entry;
    return TERMINAL_COMMON;
}

bool
terminal_is_modern(const char *name)
{
    static const char *const old[] = {"linux", "cygwin", "vt", "sun", "ansi"};

    for (size_t i = 0; i < COUNT(old); i++)
        if (strncmp(name, old[i], strlen(old[i])) == 0)
            return false;
    return true;
}

/* A multiplexer would rename its window, which the user has named. */
bool
terminal_takes_title(const char *name)
{
    return terminal_is_modern(name) && strncmp(name, "tmux", 4) != 0 &&
           strncmp(name, "screen", 6) != 0;
}

bool
terminal_is_console(const char *name)
{
    return strcmp(name, "linux") == 0 || strcmp(name, "cygwin") == 0;
}
