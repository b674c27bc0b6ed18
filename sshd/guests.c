#include "guests.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/wait.h>

#include "clock.h"
#include "limit.h"
#include "log.h"
#include "memory.h"
#include "worker.h"

/* Milliseconds in which a client can be expected to have a shell. */
#define HANDSHAKE 2000

/* Seconds past a deadline of the worker's own, when its alarm has been, too. */
#define SLACK (LIMIT_ALARM_SLACK + 2)

/* Seconds in which a process exits whose connection is closed: what takes
 * milliseconds, on a machine that hardly moves. */
#define EXIT_TIME 30

static const char rush[] = "Too many visitors are coming in just now; please "
                           "try again in a minute.";

static const struct excuse excuses[] = {
    [SRCLIMIT_CROWDED] = {"per-source",
                          "Too many visits from your address at once; please "
                          "close one first."},
    [SRCLIMIT_WAITING] = {"per-source-waiting",
                          "Too many visits from your address at once have yet "
                          "to begin; please wait for one."},
    [SRCLIMIT_DROPPED] = {"early-drop", rush},
    [SRCLIMIT_FULL] = {"early-drop", rush},
};

static const struct excuse full = {
    "max-sessions",
    "Too many visitors just now; please try again in a minute."};
static const struct excuse penalized = {
    "penalty", "Your address has to wait for a while; please come back later."};

struct guests *
guests_open(size_t max, const struct srclimit_bounds *bounds,
            const struct penalty_terms *terms)
{
    struct guests *guests = memory_private(sizeof(*guests));

    if (guests == NULL)
        return NULL;
    guests->max = max;
    guests->places = max + GUESTS_CLOSING;
    guests->box.terms = terms;
    guests->marks = mmap(NULL, guests->places, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    guests->items = memory_private(guests->places * sizeof(*guests->items));
    if (guests->marks == MAP_FAILED || guests->items == NULL ||
        srclimit_init(&guests->limit, guests->places, bounds) < 0)
        return NULL;
    for (size_t i = 0; i < guests->places; i++)
        guests->items[i].mark = &guests->marks[i];
    return guests;
}

void
guests_close(struct guests *guests)
{
    if (guests == NULL)
        return;
    srclimit_fini(&guests->limit);
    munmap(guests->items, guests->places * sizeof(*guests->items));
    munmap(guests->marks, guests->places);
    munmap(guests, sizeof(*guests));
}

/* See who has a shell by now, and whose connection is closed. What was seen
 * once holds: a worker that somebody broke could take its mark back. */
static void
look_around(struct guests *guests, uint64_t now)
{
    for (size_t i = 0; i < guests->count; i++) {
        struct guest *guest = &guests->items[i];
        unsigned char mark = *guest->mark;

        if (guest->closed)
            continue;
        if (!guest->seated && mark_kind(mark) != MARK_NONE) {
            guest->seated = true;
            srclimit_seat(&guests->limit, &guest->peer);
        }
        if (mark & MARK_CLOSED) {
            guest->closed = true;
            guest->closed_at = now;
            guests->closed++;
            srclimit_close(&guests->limit, &guest->peer, guest->seated);
        }
    }
}

/* Make room for a source that has nobody waiting, at the cost of the one
 * that has most; where that is one each, of who has had his time. */
static bool
displace(struct guests *guests, uint64_t now)
{
    unsigned char key[sizeof(guests->items->peer.key)];
    unsigned long most = srclimit_crowd(&guests->limit, key);
    struct guest *oldest = NULL;

    for (size_t i = 0; i < guests->count; i++) {
        struct guest *guest = &guests->items[i];

        if (guest->seated || guest->closed ||
            (most > 1 && memcmp(guest->peer.key, key, sizeof(key)) != 0))
            continue;
        if (oldest == NULL || guest->since < oldest->since)
            oldest = guest;
    }
    if (oldest == NULL || (most == 1 && now < oldest->since + HANDSHAKE))
        return false;
    oldest->seated = true;
    srclimit_seat(&guests->limit, &oldest->peer);
    kill(oldest->pid, SIGUSR2);
    return true;
}

const struct excuse *
guests_admit(struct guests *guests, const struct peer *peer, uint64_t now)
{
    enum srclimit_verdict verdict;
    uint32_t dice = 0;

    look_around(guests, now);
    if (guests_active(guests) >= guests->max || guests->count == guests->places)
        return &full;
    if (penalty_holds(&guests->box, peer, now))
        return &penalized;
    /* Without chance, early in the machine's life, nobody is dropped. */
    if (getrandom(&dice, sizeof(dice), GRND_NONBLOCK) < 0)
        dice = 99;
    verdict = srclimit_enter(&guests->limit, peer, dice);
    if (verdict == SRCLIMIT_FULL && displace(guests, now))
        verdict = srclimit_enter(&guests->limit, peer, dice);
    return verdict == SRCLIMIT_WELCOME ? NULL : &excuses[verdict];
}

size_t
guests_active(const struct guests *guests)
{
    return guests->count - guests->closed;
}

atomic_uchar *
guests_next_mark(struct guests *guests)
{
    struct guest *guest = &guests->items[guests->count];

    *guest->mark = MARK_NONE;
    return guest->mark;
}

void
guests_enter(struct guests *guests, const struct peer *peer, pid_t pid,
             uint64_t now)
{
    struct guest *guest = &guests->items[guests->count];

    if (pid < 0) {
        srclimit_leave(&guests->limit, peer, false);
        return;
    }
    guest->pid = pid;
    guest->since = now;
    guest->seated = guest->doomed = guest->closed = false;
    guest->peer = *peer;
    guests->count++;
}

/* How long the source of a visit that ended with STATUS waits outside. */
static unsigned long
judge(const struct penalty_terms *terms, int status)
{
    if (WIFSIGNALED(status))
        return terms->crash;
    if (WEXITSTATUS(status) == WORKER_LATE)
        return terms->grace;
    if (WEXITSTATUS(status) == WORKER_SHY)
        return terms->no_auth;
    return 0;
}

static const struct guest *
let_go(struct guests *guests, struct guest *guest, int status, uint64_t now)
{
    struct guest *last = &guests->items[--guests->count];
    struct guest gone = *guest;

    if (WIFSIGNALED(status))
        LOG(EVENT_CRASHED, LOG_TEXT("peer", gone.peer.text),
            LOG_NUMBER("pid", gone.pid),
            LOG_NUMBER("signal", WTERMSIG(status)));
    penalty_add(&guests->box, &gone.peer, judge(guests->box.terms, status),
                now);
    if (gone.closed) {
        guests->closed--;
        srclimit_reap(&guests->limit, &gone.peer);
    } else {
        srclimit_leave(&guests->limit, &gone.peer, gone.seated);
    }
    *guest = *last;
    *last = gone; /* with its mark, for the next one */
    return last;
}

const struct guest *
guests_leave(struct guests *guests, pid_t pid, int status, uint64_t now)
{
    for (size_t i = 0; i < guests->count; i++)
        if (guests->items[i].pid == pid)
            return let_go(guests, &guests->items[i], status, now);
    return NULL;
}

/* When a worker that heeds its own deadlines, or its alarm, is long gone. */
static uint64_t
end_of(const struct guest *guest, const struct limits *limits)
{
    unsigned long seconds = guest->seated
                                ? limits->session_timeout
                                : limits->grace_time + limits->grace_jitter;

    if (guest->closed)
        return guest->closed_at + EXIT_TIME * 1000;
    return guest->since + (seconds + SLACK) * 1000;
}

uint64_t
guests_expire(struct guests *guests, const struct limits *limits, uint64_t now)
{
    uint64_t next = CLOCK_NEVER;

    look_around(guests, now);
    for (size_t i = 0; i < guests->count; i++) {
        struct guest *guest = &guests->items[i];
        uint64_t end = guest->doomed ? CLOCK_NEVER : end_of(guest, limits);

        if (now >= end) {
            guest->doomed = true;
            kill(guest->pid, SIGKILL);
        } else if (end < next) {
            next = end;
        }
    }
    return next;
}

void
guests_signal(const struct guests *guests, int number)
{
    for (size_t i = 0; i < guests->count; i++)
        kill(guests->items[i].pid, number);
}
