#include "budget.h"

#define PERCENT 100
#define MILLI   1000 /* microseconds in a millisecond */

void
budget_init(struct budget *budget, unsigned long share, uint64_t used,
            uint64_t now)
{
    *budget = (struct budget){
        .share = share, .left = BUDGET_FULL, .used = used, .seen = now};
}

uint64_t
budget_spend(struct budget *budget, uint64_t used, uint64_t now)
{
    uint64_t gained = (now - budget->seen) * MILLI * budget->share / PERCENT;
    int64_t left = budget->left + (int64_t)gained;

    if (left > BUDGET_FULL)
        left = BUDGET_FULL;
    budget->left = left - (int64_t)(used - budget->used);
    budget->used = used;
    budget->seen = now;
    if (budget->left >= 0 || budget->share >= PERCENT)
        return 0;
    return now + (uint64_t)-budget->left * PERCENT / budget->share / MILLI + 1;
}
