#include "supervisor/penalty.h"

#include <string.h>

#include "net/peer.h"

/* The index of PEER's source; the count if it has no penalty. */
static size_t
penalty_find(const struct penalties *penalties, const struct peer *peer)
{
    size_t i = 0;

    while (i < penalties->count &&
           memcmp(penalties->sources[i].key, peer->key,
                  sizeof(penalties->sources[i].key)) != 0)
        i++;
    return i;
}

/* The index of a free entry, or of the one that ends first. */
static size_t
penalty_allocate(struct penalties *penalties)
{
    size_t first = 0;

    if (penalties->count < PENALTY_SOURCES)
        return penalties->count++;
    for (size_t i = 1; i < penalties->count; i++)
        if (penalties->sources[i].until < penalties->sources[first].until)
            first = i;
    return first;
}

void
penalty_add(struct penalties *penalties, const struct peer *peer,
            unsigned long seconds, uint64_t now)
{
    uint64_t max = now + penalties->terms->max * 1000;
    size_t i = penalty_find(penalties, peer);

    if (seconds == 0 || penalties->terms->max == 0)
        return;
    if (i == penalties->count) {
        i = penalty_allocate(penalties);
        memcpy(penalties->sources[i].key, peer->key,
               sizeof(penalties->sources[i].key));
        penalties->sources[i].until = 0;
    }
    if (penalties->sources[i].until <= now) {
        penalties->sources[i].until = now;
        penalties->sources[i].active = false;
    }
    penalties->sources[i].until += seconds * 1000;
    if (penalties->sources[i].until > max)
        penalties->sources[i].until = max;
    if (penalties->sources[i].until >= now + penalties->terms->min * 1000)
        penalties->sources[i].active = true;
}

bool
penalty_is_pending(const struct penalties *penalties, const struct peer *peer,
                   uint64_t now)
{
    size_t i = penalty_find(penalties, peer);

    return i < penalties->count && penalties->sources[i].until > now;
}

bool
penalty_is_recent(const struct penalties *penalties, const struct peer *peer,
                  uint64_t now)
{
    size_t i = penalty_find(penalties, peer);

    return i < penalties->count &&
           penalties->sources[i].until + PENALTY_RECENT > now;
}

bool
penalty_is_active(const struct penalties *penalties, const struct peer *peer,
                  uint64_t now)
{
    size_t i = penalty_find(penalties, peer);

    return i < penalties->count && penalties->sources[i].active &&
           penalties->sources[i].until > now;
}
