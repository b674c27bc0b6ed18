#include "supervisor/srclimit.h"

#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"
#include "net/peer.h"

struct source {
    unsigned char key[sizeof(((struct peer *)NULL)->key)];
    unsigned long connections; /* open ones */
    unsigned long waiting;     /* of these, without a shell or command */
    unsigned long closing;     /* processes of closed connections */
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
srclimit_find(struct srclimit *limit, const struct peer *peer)
{
    for (size_t i = 0; i < limit->count; i++)
        if (memcmp(limit->sources[i].key, peer->key, sizeof(peer->key)) == 0)
            return &limit->sources[i];
    return NULL;
}

static struct source *
srclimit_add(struct srclimit *limit, const struct peer *peer)
{
    struct source *source = &limit->sources[limit->count];

    if (limit->count == limit->capacity)
        return NULL;
    limit->count++;
    *source = (struct source){.connections = 0};
    memcpy(source->key, peer->key, sizeof(source->key));
    return source;
}

/* Whether RAMP drops one more connection when WAITING are waiting. */
static bool
srclimit_ramp_drops(const struct srclimit_ramp *ramp, size_t waiting,
                    uint32_t random)
{
    unsigned long percent;

    if (waiting < ramp->start)
        return false;
    if (waiting >= ramp->full)
        return true;
    percent = ramp->percent + (100 - ramp->percent) * (waiting - ramp->start) /
                                  (ramp->full - ramp->start);
    return random % 100 < percent;
}

enum srclimit_verdict
srclimit_enter(struct srclimit *limit, const struct peer *peer, uint32_t random)
{
    const struct srclimit_bounds *bounds = limit->bounds;
    struct source *source = srclimit_find(limit, peer);

    if (source != NULL && (source->connections >= bounds->per_source ||
                           source->closing >= SRCLIMIT_CLOSING))
        return SRCLIMIT_PER_SOURCE;
    if (source != NULL && source->waiting >= bounds->waiting_per_source)
        return SRCLIMIT_WAITING;
    if (source != NULL && source->waiting > 0 &&
        srclimit_ramp_drops(&bounds->early_drop, limit->waiting, random))
        return SRCLIMIT_DROPPED;
    if (limit->waiting >= bounds->early_drop.full)
        return SRCLIMIT_FULL;
    if (source == NULL)
        source = srclimit_add(limit, peer);
    if (source == NULL)
        return SRCLIMIT_PER_SOURCE;
    source->connections++;
    source->waiting++;
    limit->waiting++;
    return SRCLIMIT_ADMIT;
}

unsigned long
srclimit_busiest(const struct srclimit *limit, unsigned char key[16])
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
    struct source *source = srclimit_find(limit, peer);

    if (source == NULL || source->waiting == 0)
        return;
    source->waiting--;
    limit->waiting--;
}

void
srclimit_close(struct srclimit *limit, const struct peer *peer,
               bool established)
{
    struct source *source = srclimit_find(limit, peer);

    if (source == NULL || source->connections == 0)
        return;
    if (!established)
        srclimit_establish(limit, peer);
    source->connections--;
    source->closing++;
}

void
srclimit_reap(struct srclimit *limit, const struct peer *peer)
{
    struct source *source = srclimit_find(limit, peer);

    if (source == NULL || source->closing == 0)
        return;
    if (--source->closing == 0 && source->connections == 0)
        *source = limit->sources[--limit->count];
}

void
srclimit_leave(struct srclimit *limit, const struct peer *peer,
               bool established)
{
    srclimit_close(limit, peer, established);
    srclimit_reap(limit, peer);
}

void
srclimit_cancel(struct srclimit *limit, const struct peer *peer)
{
    srclimit_leave(limit, peer, false);
}
