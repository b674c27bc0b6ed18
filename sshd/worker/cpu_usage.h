#pragma once

/*
 * The CPU time that a connection has caused: that of its worker and of its
 * renderers, in microseconds.
 */

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* All zero: no renderer yet. */
struct cpu_usage {
    clockid_t clock; /* of the CPU time of the running renderer */
    bool running;
    uint64_t seen;  /* the last reading of that clock */
    uint64_t asked; /* its reading at the last cpu_usage_has_run() */
    uint64_t ended; /* of the renderers before it */
};

/* A renderer has started; CLOCK measures its CPU time. */
void cpu_usage_begin(struct cpu_usage *usage, clockid_t clock);

/* It has ended, after USED in all. */
void cpu_usage_end(struct cpu_usage *usage, uint64_t used);

/* Whether the renderer has run since the last call. */
bool cpu_usage_has_run(struct cpu_usage *usage);

/* All CPU time up to now. */
uint64_t cpu_usage_total(struct cpu_usage *usage);
