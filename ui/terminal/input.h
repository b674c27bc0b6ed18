#pragma once

/*
 * Bytes from a terminal become keys. ncurses knows one encoding of a key
 * and takes the others for ESC and letters, so this parser takes them all
 * (ECMA-48 sequences, SS3, xterm's SGR mouse and focus reports, urxvt's and
 * PuTTY's variants) and swallows whatever is no key: late answers to
 * queries, strings (OSC, DCS, PM, APC, SOS), bracketed pastes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* A lone ESC is the Escape key once nothing has followed for so long. */
#define INPUT_ESCAPE_MS 50

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
    KEY_CURSOR,     /* answer to CSI 6n: .parameters row, column */
    KEY_ATTRIBUTES, /* answer to CSI c */
    KEY_BACKGROUND, /* answer to OSC 11: .parameters red, green, blue, 0-255 */
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
    int parameters[3];
    struct {
        int button;      /* enum mouse_button, or another number */
        int row, column; /* from 0 */
        bool release;
    } mouse;
};

#define INPUT_PARAMETERS 8
#define INPUT_STRING     64

struct input {
    int state; /* enum state in input.c; 0 is the ground state */
    int parameters[INPUT_PARAMETERS];
    size_t parameter_count;
    char prefix;        /* '<', '?', '>' or '=' after CSI, or 0 */
    bool intermediate;  /* the sequence has bytes that no key has */
    char32_t character; /* UTF-8 under way */
    int pending;        /* bytes of it still to come */
    char32_t least;     /* what it must not be below: it would be overlong */
    char string[INPUT_STRING];
    size_t string_length;
    bool pasting;
};

/* Take one byte. Returns true where EVENT now holds a key. */
bool input_byte(struct input *input, unsigned char byte,
                struct key_event *event);

/* Whether a lone ESC waits for INPUT_ESCAPE_MS to pass. */
bool input_is_waiting(const struct input *input);

/* That time has passed: the same as input_byte(). */
bool input_timeout(struct input *input, struct key_event *event);
