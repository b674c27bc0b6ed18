#include "supervisor/penalty.h"

#include <string.h>

#include "net/peer.h"

static size_t
find(const struct penalty_box *box, const struct peer *peer)
{
    size_t i = 0;

    while (i < box->count && memcmp(box->sources[i].key, peer->key,
                                    sizeof(box->sources[i].key)) != 0)
        i++;
    return i;
}

/* A free place, or that of the source which has to wait least. */
static size_t
find_place(struct penalty_box *box)
{
    size_t first = 0;

    if (box->count < PENALTY_SOURCES)
        return box->count++;
    for (size_t i = 1; i < box->count; i++)
        if (box->sources[i].until < box->sources[first].until)
            first = i;
    return first;
}

void
penalty_add(struct penalty_box *box, const struct peer *peer,
            unsigned long seconds, uint64_t now)
{
    uint64_t most = now + box->terms->most * 1000;
    size_t i = find(box, peer);

    if (seconds == 0)
        return;
    if (i == box->count) {
        i = find_place(box);
        memcpy(box->sources[i].key, peer->key, sizeof(box->sources[i].key));
        box->sources[i].until = 0;
    }
    if (box->sources[i].until < now) {
        box->sources[i].until = now;
        box->sources[i].bites = false;
    }
    box->sources[i].until += seconds * 1000;
    if (box->sources[i].until > most)
        box->sources[i].until = most;
    if (box->sources[i].until >= now + box->terms->least * 1000)
        box->sources[i].bites = true;
}

bool
penalty_holds(struct penalty_box *box, const struct peer *peer, uint64_t now)
{
    size_t i = find(box, peer);

    return i < box->count && box->sources[i].bites &&
           box->sources[i].until > now;
}
