#pragma once

/*
 * What kind of terminal is this? One question, one round trip, before the
 * first frame: two letters are printed and the cursor asked for, which
 * tells how the client shows UTF-8; OSC 11 asks for the background; and the
 * answer to DA1, which every terminal gives, says that nothing more will
 * come. The terminal must be raw, and the primary screen on.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "terminal/input.h"

#define PROBE_EARLY_MAX 32

/* OSC 11 alone: what the background is now. */
#define PROBE_BACKGROUND_QUESTION "\033]11;?\033\\"

enum probe_text {
    PROBE_UTF8,      /* also where no answer came */
    PROBE_WIDE,      /* CJK set-up: lines and bullets are two columns wide */
    PROBE_EIGHT_BIT, /* each byte is a character: send ASCII only */
};

enum probe_background { PROBE_UNKNOWN, PROBE_DARK, PROBE_LIGHT };

struct probe {
    enum probe_text text;
    enum probe_background background;
    struct timespec asked;
    bool done;
    int answers;    /* cursor reports so far */
    int columns[2]; /* that each letter took */
};

/* Keys that were pressed before the answer came. */
struct early_keys {
    struct key_event events[PROBE_EARLY_MAX];
    size_t count;
};

/* The bytes to send; without BACKGROUND for terminals that would print the
 * question. */
const char *probe_question(bool background);

/* Take EVENT if it is an answer, however late, or a report that the colours
 * have changed. False: it is neither. */
bool probe_take(struct probe *probe, const struct key_event *event);

/* Ask on descriptor OUT. The answer takes its time: there is something else
 * to do meanwhile, but nothing to be shown. */
void probe_ask(struct probe *probe, int out, bool background);

/* Wait for it on IN, TIMEOUT milliseconds from the question at most. What
 * comes later is for probe_take(). */
void probe_listen(struct probe *probe, struct input *input, int in, int timeout,
                  struct early_keys *early);
