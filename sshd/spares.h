#pragma once

/*
 * Workers forked ahead of need: they have done what can be done before there
 * is a visitor, their locks included, and wait for one. So whoever comes
 * waits for nothing; in a crowd the others are forked as it comes.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct peer;
struct porter;
struct worker_plan;

#define SPARES_MAX 16

struct spare {
    pid_t pid;
    int door; /* where its visitor is handed over */
    atomic_uchar *mark;
};

struct spares {
    struct spare items[SPARES_MAX]; /* `count`, and behind them marks */
    size_t count, wanted;
    uint64_t fill_at; /* when there is time for another */
};

/* WANTED of them, whose marks are MARKS. */
void spares_init(struct spares *spares, size_t wanted, atomic_uchar *marks);

/* Fork those that are missing, once that has time. Returns when that is. */
uint64_t spares_fill(struct spares *spares, const struct worker_plan *plan,
                     const struct porter *porter, uint64_t now);

/* Give the connection FD of PEER to one of them, and exchange its mark for
 * *MARK. Returns its pid, or 0 where there is none; FD stays the caller's. */
pid_t spares_take(struct spares *spares, int fd, const struct peer *peer,
                  atomic_uchar **mark, uint64_t now);

/* Send all away: what they have inherited is old. */
void spares_dismiss(struct spares *spares);

/* PID has ended. Returns whether it was one of them. */
bool spares_ended(struct spares *spares, pid_t pid, uint64_t now);
