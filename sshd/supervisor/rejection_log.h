#pragma once

/*
 * The log of rejected and dropped connections. A flood of them is one line a
 * minute for each reason, so that it cannot fill a disk: the first connection
 * has a line of its own, and the others of that minute are counted.
 */

#include <stdint.h>

#include "process/log.h"

#define REJECTION_LOG_REASONS 24

struct rejection_log {
    struct rejection_log_item {
        enum log_event event;
        const char *reason; /* borrowed, a constant; NULL: none */
        uint64_t until;     /* when the count is logged */
        unsigned long count;
    } items[REJECTION_LOG_REASONS];
};

/* Log EVENT for REASON, a string that is never freed, at NOW; PEER may be
 * NULL. All zero, a log is empty. */
void rejection_log_put(struct rejection_log *log, enum log_event event,
                       const char *reason, const char *peer, uint64_t now);

/* Log the counts that are due at NOW; with CLOCK_NEVER all. Returns when the
 * next one is, or CLOCK_NEVER. */
uint64_t rejection_log_expire(struct rejection_log *log, uint64_t now);
