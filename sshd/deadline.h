#pragma once

/*
 * The clocks of a visit, and what is done when one of them has run out. Time
 * comes in as an argument, in milliseconds, as clock_now() counts.
 */

#include <stdint.h>

struct attendant;

enum deadline {
    DEADLINE_GRACE,  /* no shell or command yet */
    DEADLINE_IDLE,   /* no key */
    DEADLINE_TOTAL,  /* of the visit */
    DEADLINE_STALL,  /* the client takes no output */
    DEADLINE_RESIZE, /* the size that came last is due */
    DEADLINE_STOP,   /* the input has ended, the renderer has not */
    DEADLINE_KILL,   /* the renderer was asked to end */
    DEADLINE_DRAIN,  /* the renderer is dead, its output has no end */
    DEADLINE_REST,   /* the client has used enough of the processor for now */
    DEADLINE_GIVE_UP,
    DEADLINES
};

/* Start the clocks of a visit that begins. */
void deadline_init(struct attendant *attendant, uint64_t now);

/* The visitor did something: he is not idle. */
void deadline_key(struct attendant *attendant, uint64_t now);

/* Pass the size on that the client wants: now, or soon after the last one. */
void deadline_resize(struct attendant *attendant, uint64_t now);

/* Do what is due. */
void deadline_meet(struct attendant *attendant, uint64_t now);

/* When the next one is due, or CLOCK_NEVER. */
uint64_t deadline_next(const struct attendant *attendant);
