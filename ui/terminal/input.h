#pragma once

/*
 * The bytes of a terminal become key events. ncurses knows one encoding of a
 * key and takes the others for ESC and letters, so this parser takes all that
 * are known: ECMA-48 control sequences, SS3, UTF-8, bracketed pastes, and the
 * answers of the terminal. What is no key is dropped: strings (OSC, DCS, PM,
 * APC, SOS), unknown sequences, and whatever does not end in time. Ctrl-C is
 * a key at any time.
 *
 * Times are milliseconds of a steady clock, which the caller tells with
 * input_set_time().
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "terminal/data_block.h"
#include "terminal/key_codes.h"
#include "terminal/key_event.h"

/* A lone ESC is the Escape key once nothing has followed for so long. */
#define INPUT_ESCAPE_MS 50

/* A sequence that has not ended by then is dropped. A lone ESC waits for as
 * long while an answer of the terminal is due. */
#define INPUT_SEQUENCE_MS 1000

/* So long may a paste pause. */
#define INPUT_PASTE_MS 5000

/* How long an answer may be due. */
#define INPUT_ANSWER_MS 5000

#define INPUT_STRING    64
#define INPUT_PASTE_MAX 256 /* bytes of a paste that are kept, with the NUL */

struct input {
    int state;              /* enum state in input.c; 0 is the ground state */
    long long now;          /* as input_set_time() says */
    long long since;        /* when the sequence began */
    long long last;         /* when the last byte came */
    long long answer_until; /* an answer is due until then; 0 none */
    long long escape_at;    /* when a lone ESC was taken for the key */
    bool after_escape;      /* the sequence has no ESC of its own */
    bool escaped;           /* an ESC came just before the character */
    struct csi csi;
    char32_t character; /* UTF-8 under way */
    int pending;        /* bytes of it still to come */
    char32_t least;     /* what it must not be below: it would be overlong */
    char string[INPUT_STRING];
    size_t string_length;
    char paste[INPUT_PASTE_MAX];
    size_t paste_length;
    size_t paste_matched;   /* bytes of the marker that ends it */
    bool paste_interrupted; /* its last byte was a Ctrl-C */
    struct data_block block;
};

/* It is NOW: to be told before the functions below are called. */
void input_set_time(struct input *input, long long now);

/* The terminal was asked something: what comes within INPUT_ANSWER_MS may be
 * pieces of the answer. input_answered() ends that. */
void input_expect_answer(struct input *input);
void input_answered(struct input *input);

/* A program that sent a script may send what the script would read. */
void input_expect_data(struct input *input);

/* Take one byte. Returns true where EVENT now holds a key, a report or an
 * answer. */
bool input_byte(struct input *input, unsigned char byte,
                struct key_event *event);

/* When input_expire() is wanted; -1: nothing is under way. */
long long input_deadline(const struct input *input);

/* If that time has come: drop what is under way, or take it for a key. Returns
 * the same as input_byte(). */
bool input_expire(struct input *input, struct key_event *event);
