#include "terminal/flood.h"

/* Input without a pause is a flood after this time, if so many bytes came in
 * each such time. */
#define FLOOD_MS    300
#define FLOOD_BYTES 1024

/* A key that is held down pauses for 30 ms. The sender of a flood may have to
 * wait for a processor, so a flood ends after a longer pause. */
#define PAUSE_MS     15
#define PAUSE_END_MS 200

void
flood_wait(struct flood *flood, long long now)
{
    if (flood->waiting)
        return;
    flood->waiting = true;
    flood->waited = now;
}

void
flood_add(struct flood *flood, size_t count, long long now)
{
    long long pause = flood->waiting ? now - flood->waited : 0;

    if (flood->byte_count == 0 ||
        pause >= (flood->dropping ? PAUSE_END_MS : PAUSE_MS))
        *flood = (struct flood){.began = now};
    flood->waiting = false;
    flood->byte_count += count;
}

bool
flood_is_dropping(struct flood *flood, long long now)
{
    long long elapsed = now - flood->began;

    if (elapsed >= FLOOD_MS &&
        flood->byte_count / FLOOD_BYTES >= (size_t)(elapsed / FLOOD_MS))
        flood->dropping = true;
    return flood->dropping;
}
