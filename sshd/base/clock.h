#pragma once

/*
 * Time in milliseconds that only increases (CLOCK_MONOTONIC).
 */

#include <stdint.h>
#include <time.h>

#define CLOCK_NEVER UINT64_MAX

static inline uint64_t
clock_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* The CPU time on CLOCK, in microseconds; 0 if its process has been reaped. */
static inline uint64_t
clock_cpu_time(clockid_t clock)
{
    struct timespec used;

    if (clock_gettime(clock, &used) < 0)
        return 0;
    return (uint64_t)used.tv_sec * 1000000 + (uint64_t)used.tv_nsec / 1000;
}

/* The CPU time that this process has used, in microseconds. */
static inline uint64_t
clock_own_cpu_time(void)
{
    return clock_cpu_time(CLOCK_PROCESS_CPUTIME_ID);
}

static inline uint64_t
clock_earlier(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

/* The timeout, for poll(2), from NOW until AT: -1 for CLOCK_NEVER, 0 once AT
 * has passed. */
static inline int
clock_until(uint64_t at, uint64_t now)
{
    if (at == CLOCK_NEVER)
        return -1;
    if (at <= now)
        return 0;
    return at - now < INT32_MAX ? (int)(at - now) : INT32_MAX;
}
