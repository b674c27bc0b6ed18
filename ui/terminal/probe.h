#pragma once

/*
 * Detection of the terminal's properties, in one round trip before the first
 * frame. The columns that two printed letters take show how the client
 * displays UTF-8; OSC 11 asks for the background; and DA1, which every terminal
 * answers, marks the end of the answers. The terminal must be raw and show its
 * primary screen.
 */

#include <stdbool.h>
#include <stddef.h>

#include "terminal/input.h"

#define PROBE_EARLY_MAX 32

/* OSC 11 alone: asks for the current background. */
#define PROBE_BACKGROUND_QUESTION "\033]11;?\033\\"

enum probe_text {
    PROBE_UTF8,      /* also without an answer */
    PROBE_WIDE,      /* CJK set-up: lines and bullets are two columns wide */
    PROBE_EIGHT_BIT, /* each byte is a character: send ASCII only */
};

enum probe_background { PROBE_UNKNOWN, PROBE_DARK, PROBE_LIGHT };

struct probe {
    enum probe_text text;
    enum probe_background background;
    long long asked_at; /* when the question was sent, as clock_now() counts */
    bool done;
    int answers;    /* cursor reports so far */
    int columns[2]; /* that each letter took */
};

/* Keys that were pressed before the answer came. */
struct early_keys {
    struct key_event events[PROBE_EARLY_MAX];
    size_t count;
};

/* Returns the bytes to send. Terminals that would print the question for the
 * background need it without BACKGROUND. */
const char *probe_question(bool background);

/* Take EVENT if it is an answer, however late, or a report that the colours
 * have changed. Returns false if it is neither. */
bool probe_take(struct probe *probe, const struct key_event *event);

/* Send the question to descriptor OUT. Until probe_listen(), write nothing to
 * the terminal. */
void probe_ask(struct probe *probe, int out, bool background);

/* Wait for the answers on IN until TIMEOUT milliseconds after the question.
 * Pass later ones to probe_take(). */
void probe_listen(struct probe *probe, struct input *input, int in, int timeout,
                  struct early_keys *early);
