#pragma once

/*
 * Whether a child process that has work to do runs at all. One that a signal
 * stopped is reported by wait(2); one in a frozen control group, or stopped by
 * a tracer, is not.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Milliseconds without a moment of CPU time; an overloaded machine gives some
 * to every process. */
#define PROGRESS_TIME 5000

struct progress {
    uint64_t check_at; /* as clock_now() counts; 0: nothing is to be checked */
    uint64_t used;     /* microseconds of CPU time at the beginning */
};

/* PID was given work at NOW. */
void progress_begin(struct progress *progress, pid_t pid, uint64_t now);

/* When to call progress_is_stuck(), or CLOCK_NEVER. */
uint64_t progress_due(const struct progress *progress);

/* Whether PID, which still has WORK to do, has not run since. Where it has,
 * look again: it may have got that work after it last ran. */
bool progress_is_stuck(struct progress *progress, pid_t pid, bool work,
                       uint64_t now);
