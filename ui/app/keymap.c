#include "app/keymap.h"

#include "sshd/base/array.h"

#define CTRL(c) ((c)&0x1f)

const struct binding bindings[] = {
    {MODE_BROWSE, KEY_UP, 0, "↑", ACTION_UP, 0},
    {MODE_BROWSE, KEY_CHAR, U'k', "k", ACTION_UP, 0},
    {MODE_BROWSE, KEY_DOWN, 0, "↓", ACTION_DOWN, 0},
    {MODE_BROWSE, KEY_CHAR, U'j', "j", ACTION_DOWN, 0},
    {MODE_BROWSE, KEY_RIGHT, 0, "→", ACTION_RIGHT, 0},
    {MODE_BROWSE, KEY_ENTER, 0, "Enter", ACTION_OPEN, 0},
    {MODE_BROWSE, KEY_CHAR, U'l', "l", ACTION_RIGHT, 0},
    {MODE_BROWSE, KEY_LEFT, 0, "←", ACTION_LEFT, 0},
    {MODE_BROWSE, KEY_CHAR, U'h', "h", ACTION_LEFT, 0},
    {MODE_BROWSE, KEY_BACKSPACE, 0, "Backspace", ACTION_LEFT, 0},
    {MODE_BROWSE, KEY_CHAR, U' ', "Space", ACTION_PAGE_DOWN, 0},
    {MODE_BROWSE, KEY_PAGE_DOWN, 0, "PgDn", ACTION_PAGE_DOWN, 0},
    {MODE_BROWSE, KEY_CHAR, U'f', "f", ACTION_PAGE_DOWN, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('f'), "Ctrl-F", ACTION_PAGE_DOWN, 0},
    {MODE_BROWSE, KEY_CHAR, U'b', "b", ACTION_PAGE_UP, 0},
    {MODE_BROWSE, KEY_PAGE_UP, 0, "PgUp", ACTION_PAGE_UP, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('b'), "Ctrl-B", ACTION_PAGE_UP, 0},
    {MODE_BROWSE, KEY_CHAR, U'd', "d", ACTION_HALF_DOWN, 0},
    {MODE_BROWSE, KEY_CHAR, U'u', "u", ACTION_HALF_UP, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('u'), "Ctrl-U", ACTION_HALF_UP, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('e'), "Ctrl-E", ACTION_LINE_DOWN, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('y'), "Ctrl-Y", ACTION_LINE_UP, 0},
    {MODE_BROWSE, KEY_CHAR, U'g', "g", ACTION_TOP, 0},
    {MODE_BROWSE, KEY_HOME, 0, "Home", ACTION_TOP, 0},
    {MODE_BROWSE, KEY_CHAR, U'G', "G", ACTION_BOTTOM, 0},
    {MODE_BROWSE, KEY_END, 0, "End", ACTION_BOTTOM, 0},
    {MODE_BROWSE, KEY_TAB, 0, "Tab", ACTION_NEXT_SECTION, 0},
    {MODE_BROWSE, KEY_CHAR, U']', "]", ACTION_NEXT_SECTION, 0},
    {MODE_BROWSE, KEY_BACKTAB, 0, "Shift-Tab", ACTION_PREVIOUS_SECTION, 0},
    {MODE_BROWSE, KEY_CHAR, U'[', "[", ACTION_PREVIOUS_SECTION, 0},
    {MODE_BROWSE, KEY_CHAR, U'0', "0–9", ACTION_SECTION, 0},
    {MODE_BROWSE, KEY_CHAR, U'1', "1", ACTION_SECTION, 1},
    {MODE_BROWSE, KEY_CHAR, U'2', "2", ACTION_SECTION, 2},
    {MODE_BROWSE, KEY_CHAR, U'3', "3", ACTION_SECTION, 3},
    {MODE_BROWSE, KEY_CHAR, U'4', "4", ACTION_SECTION, 4},
    {MODE_BROWSE, KEY_CHAR, U'5', "5", ACTION_SECTION, 5},
    {MODE_BROWSE, KEY_CHAR, U'6', "6", ACTION_SECTION, 6},
    {MODE_BROWSE, KEY_CHAR, U'7', "7", ACTION_SECTION, 7},
    {MODE_BROWSE, KEY_CHAR, U'8', "8", ACTION_SECTION, 8},
    {MODE_BROWSE, KEY_CHAR, U'9', "9", ACTION_SECTION, 9},
    {MODE_BROWSE, KEY_CHAR, U'e', "e", ACTION_FOLD_ALL, 0},
    {MODE_BROWSE, KEY_CHAR, U'/', "/", ACTION_SEARCH, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('s'), "Ctrl-S", ACTION_SEARCH, 0},
    {MODE_BROWSE, KEY_CHAR, U'n', "n", ACTION_NEXT_MATCH, 0},
    {MODE_BROWSE, KEY_CHAR, U'N', "N", ACTION_PREVIOUS_MATCH, 0},
    {MODE_BROWSE, KEY_CHAR, U'y', "y", ACTION_COPY, 0},
    {MODE_BROWSE, KEY_CHAR, U'Y', "Y", ACTION_COPY_PHONE, 0},
    {MODE_BROWSE, KEY_CHAR, U'o', "o", ACTION_LINK, 0},
    {MODE_BROWSE, KEY_CHAR, U's', "s", ACTION_CONTACT, 0},
    {MODE_BROWSE, KEY_CHAR, U'L', "L", ACTION_LANGUAGE, 0},
    {MODE_BROWSE, KEY_CHAR, U'p', "p", ACTION_PAUSE, 0},
    {MODE_BROWSE, KEY_CHAR, U'c', "c", ACTION_COLOURS, 0},
    {MODE_BROWSE, KEY_CHAR, U'a', "a", ACTION_CHARSET, 0},
    /* ssh reads "~" after Enter as its escape character. */
    {MODE_BROWSE, KEY_CHAR, U'~', "~", ACTION_CHARSET, 0},
    {MODE_BROWSE, KEY_CHAR, U'm', "m", ACTION_MOUSE, 0},
    {MODE_BROWSE, KEY_CHAR, U'?', "?", ACTION_HELP, 0},
    {MODE_BROWSE, KEY_F1, 0, "F1", ACTION_HELP, 0},
    {MODE_BROWSE, KEY_ESCAPE, 0, "Esc", ACTION_BACK, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('l'), "Ctrl-L", ACTION_REDRAW, 0},
    {MODE_BROWSE, KEY_CHAR, U'q', "q", ACTION_QUIT, 0},
    {MODE_BROWSE, KEY_CHAR, U'Q', "Q", ACTION_LEAVE, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('c'), "Ctrl-C", ACTION_LEAVE, 0},
    {MODE_BROWSE, KEY_CHAR, CTRL('d'), "Ctrl-D", ACTION_LEAVE, 0},

    {MODE_TYPING, KEY_ENTER, 0, "Enter", ACTION_KEEP, 0},
    {MODE_TYPING, KEY_DOWN, 0, "↓", ACTION_NEXT_MATCH, 0},
    {MODE_TYPING, KEY_UP, 0, "↑", ACTION_PREVIOUS_MATCH, 0},
    {MODE_TYPING, KEY_TAB, 0, "Tab", ACTION_NEXT_MATCHES, 0},
    {MODE_TYPING, KEY_BACKTAB, 0, "Shift-Tab", ACTION_PREVIOUS_MATCHES, 0},
    {MODE_TYPING, KEY_BACKSPACE, 0, "Backspace", ACTION_ERASE, 0},
    {MODE_TYPING, KEY_CHAR, CTRL('u'), "Ctrl-U", ACTION_ERASE_ALL, 0},
    {MODE_TYPING, KEY_ESCAPE, 0, "Esc", ACTION_BACK, 0},
    {MODE_TYPING, KEY_CHAR, CTRL('l'), "Ctrl-L", ACTION_REDRAW, 0},
    {MODE_TYPING, KEY_CHAR, CTRL('c'), "Ctrl-C", ACTION_LEAVE, 0},
    {MODE_TYPING, KEY_CHAR, CTRL('d'), "Ctrl-D", ACTION_LEAVE, 0},
};

const size_t binding_count = COUNT(bindings);

enum word
action_word(enum action action)
{
    static const enum word words[] = {
#define X(name, word) [name] = (word),
        ACTIONS(X)
#undef X
    };

    return words[action];
}

const struct binding *
keymap_find(enum key_mode mode, const struct key_event *event)
{
    for (size_t i = 0; i < binding_count; i++)
        if (bindings[i].mode == mode && bindings[i].key == event->key &&
            (event->key != KEY_CHAR ||
             bindings[i].character == event->character))
            return &bindings[i];
    return NULL;
}

/* Keyboards say "Espace", "Entrée": these names are words of the language. */
static const char *
keymap_label(const struct language *language, const struct binding *binding)
{
    if (binding->key == KEY_ENTER)
        return language_word(language, WORD_KEY_ENTER);
    if (binding->key == KEY_ESCAPE)
        return language_word(language, WORD_KEY_ESCAPE);
    if (binding->key == KEY_CHAR && binding->character == U' ')
        return language_word(language, WORD_KEY_SPACE);
    return binding->name;
}

const char *
keymap_name(const struct language *language, enum key_mode mode,
            enum action action, size_t ordinal)
{
    for (size_t i = 0; i < binding_count; i++)
        if (bindings[i].mode == mode && bindings[i].action == action &&
            ordinal-- == 0)
            return keymap_label(language, &bindings[i]);
    return NULL;
}
