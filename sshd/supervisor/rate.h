#pragma once

/*
 * The rate of new connections, per source. A source may open `per_second`
 * connections a second on average, and RATE_BURST seconds' worth at once. The
 * table has a fixed size: a full one replaces the source that was quiet for
 * longest. If `per_second` is 0, there is no limit.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer;

#define RATE_SOURCES 1024
#define RATE_BURST   2 /* seconds */

struct rates {
    struct {
        unsigned char key[16];
        uint64_t due; /* microseconds: when its connections are paid for */
    } sources[RATE_SOURCES];
    size_t count;
    unsigned long per_second;
};

/* Count a connection of PEER's source at NOW. Returns whether it exceeds the
 * rate; then it is not counted. */
bool rate_exceeds(struct rates *rates, const struct peer *peer, uint64_t now);
