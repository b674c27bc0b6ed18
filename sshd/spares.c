#include "spares.h"

#include <assert.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ahead.h"
#include "clock.h"
#include "handover.h"
#include "mark.h"
#include "peer.h"
#include "porter.h"
#include "process.h"
#include "worker.h"

void
spares_init(struct spares *spares, size_t wanted, atomic_uchar *marks)
{
    assert(wanted <= SPARES_MAX);
    *spares = (struct spares){.wanted = wanted};
    for (size_t i = 0; i < SPARES_MAX; i++)
        spares->items[i].mark = &marks[i];
}

/* One more; where there is no room for it, visits go on without. */
static void
add(struct spares *spares, const struct worker_plan *plan,
    const struct porter *porter)
{
    struct spare *spare = &spares->items[spares->count];
    struct worker_post post = {.mark = spare->mark};
    int ends[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return;
    post.seat = porter_seat(porter);
    *spare->mark = MARK_NONE;
    pid = post.seat >= 0 ? process_fork() : -1;
    if (pid == 0)
        worker_wait(plan, &post, ends[1]);
    spare->pid = pid;
    spare->door = ends[0];
    close(ends[1]);
    if (post.seat >= 0)
        close(post.seat);
    if (pid > 0)
        spares->count++;
    else
        close(ends[0]);
}

uint64_t
spares_fill(struct spares *spares, const struct worker_plan *plan,
            const struct porter *porter, uint64_t now)
{
    if (spares->count == spares->wanted)
        return CLOCK_NEVER;
    if (now < spares->fill_at)
        return spares->fill_at;
    for (size_t i = spares->count; i < spares->wanted; i++)
        add(spares, plan, porter);
    return ahead_filled(&spares->fill_at, spares->count == spares->wanted, now);
}

/* The last takes the place of the one at INDEX, whose mark is kept. */
static void
drop(struct spares *spares, size_t index)
{
    struct spare *last = &spares->items[--spares->count];
    struct spare gone = spares->items[index];

    close(gone.door);
    spares->items[index] = *last;
    *last = gone;
}

pid_t
spares_take(struct spares *spares, int fd, const struct peer *peer,
            atomic_uchar **mark, uint64_t now)
{
    spares->fill_at = now + AHEAD_LATER;
    while (spares->count > 0) {
        struct spare *spare = &spares->items[spares->count - 1];
        pid_t pid = spare->pid;
        bool taken;

        *spare->mark = MARK_NONE; /* whoever has written there meanwhile */
        taken = handover_send(spare->door, peer, sizeof(*peer), &fd, 1) == 0;

        if (taken) {
            atomic_uchar *its = spare->mark;

            spare->mark = *mark;
            *mark = its;
        }
        drop(spares, spares->count - 1);
        if (taken)
            return pid;
    }
    return 0;
}

void
spares_dismiss(struct spares *spares)
{
    while (spares->count > 0) {
        /* It would see that its door is closed, but not where it is stopped. */
        kill(spares->items[spares->count - 1].pid, SIGKILL);
        drop(spares, spares->count - 1);
    }
}

bool
spares_ended(struct spares *spares, pid_t pid, uint64_t now)
{
    for (size_t i = 0; i < spares->count; i++)
        if (spares->items[i].pid == pid) {
            drop(spares, i);
            spares->fill_at = now + AHEAD_FAILED;
            return true;
        }
    return false;
}
