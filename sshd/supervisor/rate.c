#include "supervisor/rate.h"

#include <string.h>

#include "net/peer.h"

#define SECOND 1000000 /* microseconds */

/* The index of PEER's source. If the table is full, it replaces the source that
 * was quiet for longest. */
static size_t
rate_find(struct rates *rates, const struct peer *peer)
{
    size_t oldest = 0;

    for (size_t i = 0; i < rates->count; i++) {
        if (memcmp(rates->sources[i].key, peer->key, sizeof(peer->key)) == 0)
            return i;
        if (rates->sources[i].due < rates->sources[oldest].due)
            oldest = i;
    }
    if (rates->count < RATE_SOURCES)
        oldest = rates->count++;
    memset(&rates->sources[oldest], 0, sizeof(rates->sources[oldest]));
    memcpy(rates->sources[oldest].key, peer->key, sizeof(peer->key));
    return oldest;
}

bool
rate_exceeds(struct rates *rates, const struct peer *peer, uint64_t now)
{
    uint64_t present = now * 1000, *due;

    if (rates->per_second == 0)
        return false;
    due = &rates->sources[rate_find(rates, peer)].due;
    if (*due < present)
        *due = present;
    if (*due - present >= (uint64_t)RATE_BURST * SECOND)
        return true;
    *due += SECOND / rates->per_second;
    return false;
}
