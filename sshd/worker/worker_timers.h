#pragma once

/*
 * The clocks of a visit, and what is done when one of them has run out. Time
 * comes in as an argument, in milliseconds, as clock_now() counts.
 */

#include <stdint.h>

struct worker_loop;

enum worker_timer {
    TIMER_GRACE,   /* no shell or command yet */
    TIMER_IDLE,    /* no key */
    TIMER_TOTAL,   /* of the visit */
    TIMER_STALL,   /* the client takes no output */
    TIMER_RESIZE,  /* the size that came last is due */
    TIMER_STOP,    /* the input has ended, the renderer has not */
    TIMER_KILL,    /* the renderer was asked to end */
    TIMER_DRAIN,   /* the renderer is dead, its output has no end */
    TIMER_REST,    /* the client has used enough of the processor for now */
    TIMER_GIVE_UP, /* the launcher reported no end of the renderer */
    TIMERS
};

/* Start the clocks of a visit that begins. */
void worker_timers_init(struct worker_loop *loop, uint64_t now);

/* The visitor did something: he is not idle. */
void worker_timers_key(struct worker_loop *loop, uint64_t now);

/* Pass the size on that the client wants: now, or soon after the last one. */
void worker_timers_resize(struct worker_loop *loop, uint64_t now);

/* Do what is due. */
void worker_timers_meet(struct worker_loop *loop, uint64_t now);

/* When the next one is due, or CLOCK_NEVER. */
uint64_t worker_timers_next(const struct worker_loop *loop);
