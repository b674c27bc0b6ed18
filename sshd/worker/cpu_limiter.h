#pragma once

/*
 * Limits the CPU time of a connection by a token bucket: it holds one second,
 * is full at the start, and fills again by the connection's share. A client
 * that causes more work than that, by repeated key exchanges or by many
 * requests, waits until the bucket has filled; no other client does. It is
 * never overdrawn by more than it holds.
 */

#include <stdint.h>

#define CPU_LIMITER_FULL 1000000 /* microseconds of CPU */

struct cpu_limiter {
    unsigned long share; /* percent of one processor, 100 is no limit */
    int64_t left;        /* microseconds of CPU; below 0: overdrawn */
    uint64_t used;       /* of CPU, at the last call */
    uint64_t seen;       /* the time of the last call, in milliseconds */
};

/* Fill the bucket, for a process that has USED microseconds of CPU time at
 * NOW, in milliseconds. */
void cpu_limiter_init(struct cpu_limiter *cpu_limiter, unsigned long share,
                      uint64_t used, uint64_t now);

/* The process has USED microseconds of CPU time at NOW. Returns when it may
 * run again, in milliseconds, or 0 for now. */
uint64_t cpu_limiter_spend(struct cpu_limiter *cpu_limiter, uint64_t used,
                           uint64_t now);
