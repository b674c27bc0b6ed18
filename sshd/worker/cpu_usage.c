#include "worker/cpu_usage.h"

#include "base/clock.h"

void
cpu_usage_begin(struct cpu_usage *usage, clockid_t clock)
{
    usage->clock = clock;
    usage->running = true;
    usage->seen = 0;
}

void
cpu_usage_end(struct cpu_usage *usage, uint64_t used)
{
    usage->ended += used > usage->seen ? used : usage->seen;
    usage->running = false;
    usage->seen = 0;
}

bool
cpu_usage_has_run(struct cpu_usage *usage)
{
    uint64_t before = usage->asked;

    usage->asked = usage->running ? clock_cpu_time(usage->clock) : 0;
    return usage->asked != before;
}

/* The clock of a reaped renderer cannot be read. */
uint64_t
cpu_usage_total(struct cpu_usage *usage)
{
    uint64_t now = usage->running ? clock_cpu_time(usage->clock) : 0;

    if (now > usage->seen)
        usage->seen = now;
    return clock_own_cpu_time() + usage->ended + usage->seen;
}
