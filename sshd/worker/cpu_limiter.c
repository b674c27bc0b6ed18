#include "worker/cpu_limiter.h"

#define PERCENT 100
#define MILLI   1000 /* microseconds in a millisecond */

void
cpu_limiter_init(struct cpu_limiter *cpu_limiter, unsigned long share,
                 uint64_t used, uint64_t now)
{
    *cpu_limiter = (struct cpu_limiter){
        .share = share, .left = CPU_LIMITER_FULL, .used = used, .seen = now};
}

uint64_t
cpu_limiter_spend(struct cpu_limiter *cpu_limiter, uint64_t used, uint64_t now)
{
    uint64_t gained =
        (now - cpu_limiter->seen) * MILLI * cpu_limiter->share / PERCENT;
    int64_t left = cpu_limiter->left + (int64_t)gained;

    if (left > CPU_LIMITER_FULL)
        left = CPU_LIMITER_FULL;
    cpu_limiter->left = left - (int64_t)(used - cpu_limiter->used);
    if (cpu_limiter->left < -CPU_LIMITER_FULL)
        cpu_limiter->left = -CPU_LIMITER_FULL;
    cpu_limiter->used = used;
    cpu_limiter->seen = now;
    if (cpu_limiter->left >= 0 || cpu_limiter->share >= PERCENT)
        return 0;
    return now +
           (uint64_t)-cpu_limiter->left * PERCENT / cpu_limiter->share / MILLI +
           1;
}
