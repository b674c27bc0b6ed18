#include "supervisor/rejection_log.h"

#include <stddef.h>
#include <string.h>

#include "base/clock.h"

#define INTERVAL 60000 /* milliseconds */

static void
rejection_log_write(enum log_event event, const char *reason, const char *peer)
{
    if (peer != NULL)
        LOG(event, LOG_TEXT("peer", peer), LOG_TEXT("reason", reason));
    else
        LOG(event, LOG_TEXT("reason", reason));
}

void
rejection_log_put(struct rejection_log *log, enum log_event event,
                  const char *reason, const char *peer, uint64_t now)
{
    struct rejection_log_item *item = log->items;
    struct rejection_log_item *end = item + REJECTION_LOG_REASONS;

    while (item < end && item->reason != NULL &&
           (item->event != event || strcmp(item->reason, reason) != 0))
        item++;
    if (item < end && item->reason != NULL && now < item->until) {
        item->count++;
        return;
    }
    rejection_log_write(event, reason, peer);
    if (item < end)
        *item = (struct rejection_log_item){event, reason, now + INTERVAL, 0};
}

uint64_t
rejection_log_expire(struct rejection_log *log, uint64_t now)
{
    uint64_t next = CLOCK_NEVER;

    for (size_t i = 0; i < REJECTION_LOG_REASONS; i++) {
        struct rejection_log_item *item = &log->items[i];

        if (item->count == 0)
            continue;
        if (now >= item->until) {
            LOG(item->event, LOG_TEXT("reason", item->reason),
                LOG_NUMBER("connections", item->count));
            item->count = 0;
            item->until = now < CLOCK_NEVER ? now + INTERVAL : now;
        } else {
            next = clock_earlier(next, item->until);
        }
    }
    return next;
}
