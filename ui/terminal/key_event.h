#pragma once

/* What the bytes of a terminal mean: keys, mouse reports, answers. */

#include <stdbool.h>
#include <uchar.h>

enum key {
    KEY_NONE,
    KEY_CHAR, /* .character; Ctrl-A is character 1 */
    KEY_ENTER,
    KEY_TAB,
    KEY_BACKTAB,
    KEY_BACKSPACE,
    KEY_ESCAPE,
    KEY_UP,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_INSERT,
    KEY_DELETE,
    KEY_F1,
    KEY_FOCUS_IN,
    KEY_FOCUS_OUT,
    KEY_MOUSE,      /* .mouse */
    KEY_PASTE,      /* .text */
    KEY_CURSOR,     /* answer to CSI 6n: .parameters row, column */
    KEY_ATTRIBUTES, /* answer to CSI c */
    KEY_BACKGROUND, /* answer to OSC 11: .parameters red, green, blue, 0-255 */
    KEY_SCHEME,     /* CSI ? 997: .parameters 1 dark, 2 light */
};

enum mouse_button {
    MOUSE_LEFT = 0,
    MOUSE_MIDDLE = 1,
    MOUSE_RIGHT = 2,
    MOUSE_WHEEL_UP = 64,
    MOUSE_WHEEL_DOWN = 65,
};

struct key_event {
    enum key key;
    char32_t character;
    bool escaped;     /* the Escape key, or Alt, came just before .character */
    const char *text; /* UTF-8, valid until the next byte is taken */
    int parameters[3];
    struct {
        int button;      /* enum mouse_button, or another number */
        int row, column; /* from 0 */
        bool release;
    } mouse;
};
