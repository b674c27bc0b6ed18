#include "supervisor/connections.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "process/limits.h"
#include "process/log.h"
#include "base/memory.h"
#include "worker/worker.h"

/* Milliseconds in which a client can be expected to have a shell. */
#define HANDSHAKE 2000

/* Seconds past a deadline of the worker's own, when its alarm has been, too. */
#define SLACK (LIMIT_ALARM_SLACK + 2)

/* Seconds in which a process exits whose connection is closed: what takes
 * milliseconds, on a machine that hardly moves. */
#define EXIT_TIME 30

static const char rush[] = "Too many visitors are coming in just now; please "
                           "try again in a minute.";

static const struct rejection rejections[] = {
    [SRCLIMIT_CROWDED] = {"per-source",
                          "Too many visits from your address at once; please "
                          "close one first."},
    [SRCLIMIT_WAITING] = {"per-source-waiting",
                          "Too many visits from your address at once have yet "
                          "to begin; please wait for one."},
    [SRCLIMIT_DROPPED] = {"early-drop", rush},
    [SRCLIMIT_FULL] = {"early-drop", rush},
};

static const struct rejection full = {
    "max-sessions",
    "Too many visitors just now; please try again in a minute."};
static const struct rejection penalized = {
    "penalty", "Your address has to wait for a while; please come back later."};

struct connections *
connections_new(size_t max, const struct srclimit_bounds *bounds,
                const struct penalty_terms *terms)
{
    struct connections *connections = memory_map_private(sizeof(*connections));

    if (connections == NULL)
        return NULL;
    connections->max = max;
    connections->places = max + GUESTS_CLOSING;
    connections->box.terms = terms;
    connections->kinds = mmap(NULL, connections->places, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    connections->items =
        memory_map_private(connections->places * sizeof(*connections->items));
    if (connections->kinds == MAP_FAILED || connections->items == NULL ||
        srclimit_init(&connections->limit, connections->places, bounds) < 0)
        return NULL;
    for (size_t i = 0; i < connections->places; i++)
        connections->items[i].kind = &connections->kinds[i];
    return connections;
}

void
connections_free(struct connections *connections)
{
    if (connections == NULL)
        return;
    srclimit_fini(&connections->limit);
    munmap(connections->items,
           connections->places * sizeof(*connections->items));
    munmap(connections->kinds, connections->places);
    munmap(connections, sizeof(*connections));
}

/* See who has a shell by now, and whose connection is closed. What was seen
 * once holds: a worker that somebody broke could take its mark back. */
static void
look_around(struct connections *connections, uint64_t now)
{
    for (size_t i = 0; i < connections->count; i++) {
        struct connection *connection = &connections->items[i];
        unsigned char kind = *connection->kind;

        if (connection->closed)
            continue;
        if (!connection->established && mark_kind(kind) != SESSION_KIND_NONE) {
            connection->established = true;
            srclimit_establish(&connections->limit, &connection->peer);
        }
        if (kind & SESSION_KIND_CLOSED) {
            connection->closed = true;
            connection->closed_at = now;
            connections->closed++;
            srclimit_close(&connections->limit, &connection->peer,
                           connection->established);
        }
    }
}

/* Make room for a source that has nobody waiting, at the cost of the one
 * that has most; where that is one each, of who has had his time. */
static bool
displace(struct connections *connections, uint64_t now)
{
    unsigned char key[sizeof(connections->items->peer.key)];
    unsigned long most = srclimit_crowd(&connections->limit, key);
    struct connection *oldest = NULL;

    for (size_t i = 0; i < connections->count; i++) {
        struct connection *connection = &connections->items[i];

        if (connection->established || connection->closed ||
            (most > 1 && memcmp(connection->peer.key, key, sizeof(key)) != 0))
            continue;
        if (oldest == NULL || connection->since < oldest->since)
            oldest = connection;
    }
    if (oldest == NULL || (most == 1 && now < oldest->since + HANDSHAKE))
        return false;
    oldest->established = true;
    srclimit_establish(&connections->limit, &oldest->peer);
    kill(oldest->pid, SIGUSR2);
    return true;
}

const struct rejection *
connections_admit(struct connections *connections, const struct peer *peer,
                  uint64_t now)
{
    enum srclimit_verdict verdict;
    uint32_t dice = 0;

    look_around(connections, now);
    if (connections_active(connections) >= connections->max ||
        connections->count == connections->places)
        return &full;
    if (penalty_holds(&connections->box, peer, now))
        return &penalized;
    /* Without chance, early in the machine's life, nobody is dropped. */
    if (getrandom(&dice, sizeof(dice), GRND_NONBLOCK) < 0)
        dice = 99;
    verdict = srclimit_enter(&connections->limit, peer, dice);
    if (verdict == SRCLIMIT_FULL && displace(connections, now))
        verdict = srclimit_enter(&connections->limit, peer, dice);
    return verdict == SRCLIMIT_ADMIT ? NULL : &rejections[verdict];
}

size_t
connections_active(const struct connections *connections)
{
    return connections->count - connections->closed;
}

atomic_uchar *
connections_next_kind(struct connections *connections)
{
    struct connection *connection = &connections->items[connections->count];

    *connection->kind = SESSION_KIND_NONE;
    return connection->kind;
}

void
connections_add(struct connections *connections, const struct peer *peer,
                pid_t pid, uint64_t now)
{
    struct connection *connection = &connections->items[connections->count];

    if (pid < 0) {
        srclimit_leave(&connections->limit, peer, false);
        return;
    }
    connection->pid = pid;
    connection->since = now;
    connection->established = connection->killed = connection->closed = false;
    connection->peer = *peer;
    connections->count++;
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

static const struct connection *
let_go(struct connections *connections, struct connection *connection,
       int status, uint64_t now)
{
    struct connection *last = &connections->items[--connections->count];
    struct connection gone = *connection;

    if (WIFSIGNALED(status))
        LOG(EVENT_CRASHED, LOG_TEXT("peer", gone.peer.text),
            LOG_NUMBER("pid", gone.pid),
            LOG_NUMBER("signal", WTERMSIG(status)));
    penalty_add(&connections->box, &gone.peer,
                judge(connections->box.terms, status), now);
    if (gone.closed) {
        connections->closed--;
        srclimit_reap(&connections->limit, &gone.peer);
    } else {
        srclimit_leave(&connections->limit, &gone.peer, gone.established);
    }
    *connection = *last;
    *last = gone; /* with its mark, for the next one */
    return last;
}

const struct connection *
connections_remove(struct connections *connections, pid_t pid, int status,
                   uint64_t now)
{
    for (size_t i = 0; i < connections->count; i++)
        if (connections->items[i].pid == pid)
            return let_go(connections, &connections->items[i], status, now);
    return NULL;
}

/* When a worker that heeds its own deadlines, or its alarm, is long gone. */
static uint64_t
end_of(const struct connection *connection, const struct limits *limits)
{
    unsigned long seconds = connection->established
                                ? limits->session_timeout
                                : limits->grace_time + limits->grace_jitter;

    if (connection->closed)
        return connection->closed_at + EXIT_TIME * 1000;
    return connection->since + (seconds + SLACK) * 1000;
}

uint64_t
connections_expire(struct connections *connections, const struct limits *limits,
                   uint64_t now)
{
    uint64_t next = CLOCK_NEVER;

    look_around(connections, now);
    for (size_t i = 0; i < connections->count; i++) {
        struct connection *connection = &connections->items[i];
        uint64_t end =
            connection->killed ? CLOCK_NEVER : end_of(connection, limits);

        if (now >= end) {
            connection->killed = true;
            kill(connection->pid, SIGKILL);
        } else if (end < next) {
            next = end;
        }
    }
    return next;
}

void
connections_signal(const struct connections *connections, int number)
{
    for (size_t i = 0; i < connections->count; i++)
        kill(connections->items[i].pid, number);
}
