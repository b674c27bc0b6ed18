#pragma once

/* Input that arrives faster than it can be handled, such as a paste of
 * megabytes without markers. The caller drops it, except Ctrl-C. Times are
 * milliseconds of one monotonic clock. */

#include <stdbool.h>
#include <stddef.h>

struct flood {
    bool dropping; /* the input is a flood, and has not paused since */
    bool waiting;  /* since WAITED, for input */
    long long waited;
    long long began;   /* when input came after the last pause */
    size_t byte_count; /* since then */
};

/* The caller waits for input. */
void flood_wait(struct flood *flood, long long now);

/* COUNT bytes were read. */
void flood_add(struct flood *flood, size_t count, long long now);

/* Whether what was read last is part of a flood. */
bool flood_is_dropping(struct flood *flood, long long now);
