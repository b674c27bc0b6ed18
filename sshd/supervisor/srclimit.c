#include "supervisor/srclimit.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"
#include "net/peer.h"

struct source {
    unsigned char key[sizeof(((struct peer *)NULL)->key)];
    unsigned long visits, waiting;
    unsigned long closing; /* processes whose visits are over */
};

int
srclimit_init(struct srclimit *limit, size_t capacity,
              const struct srclimit_bounds *bounds)
{
    *limit = (struct srclimit){.capacity = capacity, .bounds = bounds};
    limit->sources = memory_map_private(capacity * sizeof(limit->sources[0]));
    return limit->sources != NULL ? 0 : -1;
}

void
srclimit_fini(struct srclimit *limit)
{
    if (limit->sources != NULL)
        munmap(limit->sources, limit->capacity * sizeof(limit->sources[0]));
    limit->sources = NULL;
}

static struct source *
find(struct srclimit *limit, const struct peer *peer)
{
    for (size_t i = 0; i < limit->count; i++)
        if (memcmp(limit->sources[i].key, peer->key, sizeof(peer->key)) == 0)
            return &limit->sources[i];
    return NULL;
}

static struct source *
add(struct srclimit *limit, const struct peer *peer)
{
    struct source *source = &limit->sources[limit->count];

    if (limit->count == limit->capacity)
        return NULL;
    limit->count++;
    memcpy(source->key, peer->key, sizeof(source->key));
    source->visits = source->waiting = source->closing = 0;
    return source;
}

/* Whether one more is too much, which is the likelier the more there are. */
static bool
drops(const struct srclimit_ramp *ramp, size_t waiting, uint32_t dice)
{
    unsigned long percent;

    if (waiting < ramp->start)
        return false;
    if (waiting >= ramp->full)
        return true;
    percent = ramp->percent + (100 - ramp->percent) * (waiting - ramp->start) /
                                  (ramp->full - ramp->start);
    return dice % 100 < percent;
}

enum srclimit_verdict
srclimit_enter(struct srclimit *limit, const struct peer *peer, uint32_t dice)
{
    const struct srclimit_bounds *bounds = limit->bounds;
    struct source *source = find(limit, peer);

    if (source != NULL && (source->visits >= bounds->per_source ||
                           source->closing >= SRCLIMIT_CLOSING))
        return SRCLIMIT_CROWDED;
    if (source != NULL && source->waiting >= bounds->waiting_per_source)
        return SRCLIMIT_WAITING;
    if (source != NULL && source->waiting > 0 &&
        drops(&bounds->early_drop, limit->waiting, dice))
        return SRCLIMIT_DROPPED;
    if (limit->waiting >= bounds->early_drop.full)
        return SRCLIMIT_FULL;
    if (source == NULL)
        source = add(limit, peer);
    if (source == NULL)
        return SRCLIMIT_CROWDED;
    source->visits++;
    source->waiting++;
    limit->waiting++;
    return SRCLIMIT_ADMIT;
}

unsigned long
srclimit_crowd(const struct srclimit *limit, unsigned char key[16])
{
    unsigned long most = 0;

    for (size_t i = 0; i < limit->count; i++)
        if (limit->sources[i].waiting > most) {
            most = limit->sources[i].waiting;
            memcpy(key, limit->sources[i].key, sizeof(limit->sources[i].key));
        }
    return most;
}

void
srclimit_establish(struct srclimit *limit, const struct peer *peer)
{
    struct source *source = find(limit, peer);

    assert(source != NULL && source->waiting > 0);
    source->waiting--;
    limit->waiting--;
}

void
srclimit_close(struct srclimit *limit, const struct peer *peer,
               bool established)
{
    struct source *source = find(limit, peer);

    assert(source != NULL && source->visits > 0);
    if (!established)
        srclimit_establish(limit, peer);
    source->visits--;
    source->closing++;
}

void
srclimit_reap(struct srclimit *limit, const struct peer *peer)
{
    struct source *source = find(limit, peer);

    assert(source != NULL && source->closing > 0);
    if (--source->closing == 0 && source->visits == 0)
        *source = limit->sources[--limit->count];
}

void
srclimit_leave(struct srclimit *limit, const struct peer *peer,
               bool established)
{
    srclimit_close(limit, peer, established);
    srclimit_reap(limit, peer);
}
