#include "berths.h"

#include "ahead.h"
#include "clock.h"
#include "nursery.h"

uint64_t
berths_fill(struct berths *berths, struct nursery *nursery, uint64_t now)
{
    if (berths->count == berths->wanted || !nursery->ready)
        return CLOCK_NEVER;
    if (now < berths->fill_at)
        return berths->fill_at;
    while (berths->count < berths->wanted &&
           renderer_bear(&berths->items[berths->count], nursery, true) == 0)
        berths->count++;
    return ahead_filled(&berths->fill_at, berths->count == berths->wanted, now);
}

bool
berths_take(struct berths *berths, struct renderer *renderer, uint64_t now)
{
    berths->fill_at = now + AHEAD_LATER;
    if (berths->count == 0)
        return false;
    *renderer = berths->items[--berths->count];
    return true;
}

void
berths_dismiss(struct berths *berths)
{
    while (berths->count > 0)
        renderer_dismiss(&berths->items[--berths->count]);
}

void
berths_ended(struct berths *berths, pid_t pid, uint64_t now)
{
    for (size_t i = 0; i < berths->count; i++)
        if (berths->items[i].pid == pid) {
            renderer_dismiss(&berths->items[i]);
            berths->items[i] = berths->items[--berths->count];
            berths->fill_at = now + AHEAD_FAILED;
            return;
        }
}
