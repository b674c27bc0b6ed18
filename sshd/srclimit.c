#include "srclimit.h"

#include <stdlib.h>
#include <string.h>

#include "peer.h"

struct source {
    unsigned char key[sizeof(((struct peer *)NULL)->key)];
    unsigned long visits;
};

int
srclimit_init(struct srclimit *limit, size_t capacity, unsigned long per_source)
{
    limit->count = 0;
    limit->capacity = capacity;
    limit->per_source = per_source;
    limit->sources = calloc(capacity, sizeof(limit->sources[0]));
    return limit->sources != NULL ? 0 : -1;
}

void
srclimit_fini(struct srclimit *limit)
{
    free(limit->sources);
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

bool
srclimit_enter(struct srclimit *limit, const struct peer *peer)
{
    struct source *source = find(limit, peer);

    if (source == NULL) {
        if (limit->count == limit->capacity)
            return false;
        source = &limit->sources[limit->count++];
        memcpy(source->key, peer->key, sizeof(source->key));
        source->visits = 0;
    }
    if (source->visits == limit->per_source)
        return false;
    source->visits++;
    return true;
}

void
srclimit_leave(struct srclimit *limit, const struct peer *peer)
{
    struct source *source = find(limit, peer);

    if (source != NULL && --source->visits == 0)
        *source = limit->sources[--limit->count];
}
