#include "keymap.h"

#define CTRL(c) ((c)&0x1f)

const struct binding bindings[] = {
    {KEY_UP, 0, "↑", ACTION_UP, 0},
    {KEY_CHAR, U'k', "k", ACTION_UP, 0},
    {KEY_DOWN, 0, "↓", ACTION_DOWN, 0},
    {KEY_CHAR, U'j', "j", ACTION_DOWN, 0},
    {KEY_RIGHT, 0, "→", ACTION_OPEN, 0},
    {KEY_ENTER, 0, "Enter", ACTION_OPEN, 0},
    {KEY_CHAR, U'l', "l", ACTION_OPEN, 0},
    {KEY_LEFT, 0, "←", ACTION_CLOSE, 0},
    {KEY_BACKSPACE, 0, "Backspace", ACTION_CLOSE, 0},
    {KEY_CHAR, U'h', "h", ACTION_CLOSE, 0},
    {KEY_CHAR, U' ', "Space", ACTION_PAGE_DOWN, 0},
    {KEY_PAGE_DOWN, 0, "PgDn", ACTION_PAGE_DOWN, 0},
    {KEY_CHAR, U'f', "f", ACTION_PAGE_DOWN, 0},
    {KEY_CHAR, CTRL('f'), "Ctrl-F", ACTION_PAGE_DOWN, 0},
    {KEY_CHAR, U'b', "b", ACTION_PAGE_UP, 0},
    {KEY_PAGE_UP, 0, "PgUp", ACTION_PAGE_UP, 0},
    {KEY_CHAR, CTRL('b'), "Ctrl-B", ACTION_PAGE_UP, 0},
    {KEY_CHAR, U'd', "d", ACTION_HALF_DOWN, 0},
    {KEY_CHAR, U'u', "u", ACTION_HALF_UP, 0},
    {KEY_CHAR, CTRL('u'), "Ctrl-U", ACTION_HALF_UP, 0},
    {KEY_CHAR, CTRL('e'), "Ctrl-E", ACTION_LINE_DOWN, 0},
    {KEY_CHAR, CTRL('y'), "Ctrl-Y", ACTION_LINE_UP, 0},
    {KEY_CHAR, U'g', "g", ACTION_TOP, 0},
    {KEY_HOME, 0, "Home", ACTION_TOP, 0},
    {KEY_CHAR, U'G', "G", ACTION_BOTTOM, 0},
    {KEY_END, 0, "End", ACTION_BOTTOM, 0},
    {KEY_TAB, 0, "Tab", ACTION_NEXT_SECTION, 0},
    {KEY_CHAR, U']', "]", ACTION_NEXT_SECTION, 0},
    {KEY_BACKTAB, 0, "Shift-Tab", ACTION_PREVIOUS_SECTION, 0},
    {KEY_CHAR, U'[', "[", ACTION_PREVIOUS_SECTION, 0},
    {KEY_CHAR, U'1', "1–9", ACTION_SECTION, 1},
    {KEY_CHAR, U'2', "2", ACTION_SECTION, 2},
    {KEY_CHAR, U'3', "3", ACTION_SECTION, 3},
    {KEY_CHAR, U'4', "4", ACTION_SECTION, 4},
    {KEY_CHAR, U'5', "5", ACTION_SECTION, 5},
    {KEY_CHAR, U'6', "6", ACTION_SECTION, 6},
    {KEY_CHAR, U'7', "7", ACTION_SECTION, 7},
    {KEY_CHAR, U'8', "8", ACTION_SECTION, 8},
    {KEY_CHAR, U'9', "9", ACTION_SECTION, 9},
    {KEY_CHAR, U'e', "e", ACTION_FOLD_ALL, 0},
    {KEY_CHAR, U'c', "c", ACTION_COLOURS, 0},
    {KEY_CHAR, U'?', "?", ACTION_HELP, 0},
    {KEY_F1, 0, "F1", ACTION_HELP, 0},
    {KEY_ESCAPE, 0, "Esc", ACTION_BACK, 0},
    {KEY_CHAR, CTRL('l'), "Ctrl-L", ACTION_REDRAW, 0},
    {KEY_CHAR, U'q', "q", ACTION_QUIT, 0},
    {KEY_CHAR, U'Q', "Q", ACTION_LEAVE, 0},
    {KEY_CHAR, CTRL('c'), "Ctrl-C", ACTION_LEAVE, 0},
    {KEY_CHAR, CTRL('d'), "Ctrl-D", ACTION_LEAVE, 0},
};

const size_t binding_count = sizeof(bindings) / sizeof(bindings[0]);

enum word
action_word(enum action action)
{
    static const enum word words[] = {
#define X(name, word) [name] = word,
        ACTIONS(X)
#undef X
    };

    return words[action];
}

const struct binding *
keymap_find(const struct key_event *event)
{
    for (size_t i = 0; i < binding_count; i++)
        if (bindings[i].key == event->key &&
            (event->key != KEY_CHAR ||
             bindings[i].character == event->character))
            return &bindings[i];
    return NULL;
}

const char *
keymap_name(enum action action, size_t ordinal)
{
    for (size_t i = 0; i < binding_count; i++)
        if (bindings[i].action == action && ordinal-- == 0)
            return bindings[i].name;
    return NULL;
}
