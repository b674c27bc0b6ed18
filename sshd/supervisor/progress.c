#include "supervisor/progress.h"

#include <time.h>

#include "base/clock.h"

/* Returns the CPU time that PID has used, in microseconds; 0 if unknown. */
static uint64_t
progress_used(pid_t pid)
{
    clockid_t clock;

    return clock_getcpuclockid(pid, &clock) == 0 ? clock_cpu_time(clock) : 0;
}

void
progress_begin(struct progress *progress, pid_t pid, uint64_t now)
{
    if (progress->check_at != 0)
        return;
    progress->check_at = now + PROGRESS_TIME;
    progress->used = progress_used(pid);
}

uint64_t
progress_due(const struct progress *progress)
{
    return progress->check_at != 0 ? progress->check_at : CLOCK_NEVER;
}

bool
progress_is_stuck(struct progress *progress, pid_t pid, bool work, uint64_t now)
{
    uint64_t used = progress->used;

    if (now < progress_due(progress))
        return false;
    progress->check_at = 0;
    if (!work)
        return false;
    progress_begin(progress, pid, now);
    return used != 0 && progress->used == used;
}
