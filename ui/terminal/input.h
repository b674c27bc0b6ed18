#pragma once

/*
 * The bytes of a terminal become key events. ncurses knows one encoding of a
 * key and takes the others for ESC and letters, so this parser takes all that
 * are known: ECMA-48 control sequences, SS3, UTF-8, bracketed pastes, and the
 * answers of the terminal. Anything else is dropped: strings (OSC, DCS, PM,
 * APC, SOS), unknown sequences, and whatever does not end in time. Ctrl-C is
 * a key at any time.
 *
 * Times are milliseconds of a monotonic clock, which the caller passes to
 * input_set_time().
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "terminal/data_block.h"
#include "terminal/key_codes.h"
#include "terminal/key_event.h"

/* A lone ESC is the Escape key if nothing follows within this time. */
#define INPUT_ESCAPE_MS 50

/* A sequence that has not ended by then is dropped. A lone ESC waits for as
 * long while an answer of the terminal is due. */
#define INPUT_SEQUENCE_MS 1000

/* Maximum pause within a paste. */
#define INPUT_PASTE_MS 5000

/* Maximum time until an answer of the terminal. */
#define INPUT_ANSWER_MS 5000

#define INPUT_STRING    64
#define INPUT_PASTE_MAX 256 /* bytes of a paste that are kept, with the NUL */

struct input {
    int state;              /* enum state in input.c; 0 is the ground state */
    long long now;          /* as input_set_time() says */
    long long since;        /* when the sequence began */
    long long last;         /* when the last byte came */
    long long answer_until; /* an answer may come until then; 0: none */
    long long escape_at;    /* when a lone ESC was taken for the key */
    bool after_escape;      /* the sequence has no ESC of its own */
    bool escaped;           /* an ESC came just before the character */
    struct csi csi;
    char32_t character; /* of incomplete UTF-8 */
    int pending;        /* bytes of it that are missing */
    char32_t least;     /* a smaller one would be overlong */
    char string[INPUT_STRING];
    size_t string_length;
    char paste[INPUT_PASTE_MAX];
    size_t paste_length;
    size_t paste_matched;   /* bytes of the marker that ends it */
    bool paste_interrupted; /* its last byte was a Ctrl-C */
    struct data_block block;
};

/* Set the current time. Call it before each of the functions below. */
void input_set_time(struct input *input, long long now);

/* A question was sent to the terminal: input within INPUT_ANSWER_MS may be a
 * part of the answer. input_answered() ends that time. */
void input_expect_answer(struct input *input);
void input_answered(struct input *input);

/* A program that sent a script may send what the script would read. */
void input_expect_data(struct input *input);

/* Take one byte. Returns true if EVENT now holds a key, a report or an
 * answer. */
bool input_byte(struct input *input, unsigned char byte,
                struct key_event *event);

/* Returns when to call input_expire(), or -1 if no sequence is incomplete. */
long long input_deadline(const struct input *input);

/* If that time has come, drop the incomplete sequence, or take it for a key.
 * Returns the same as input_byte(). */
bool input_expire(struct input *input, struct key_event *event);
