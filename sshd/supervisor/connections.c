#include "supervisor/connections.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/memory.h"
#include "process/limits.h"
#include "process/log.h"
#include "worker/worker.h"

/* Milliseconds within which a client is expected to have a shell: one that is
 * younger is not displaced by another source that also has one waiting. */
#define HANDSHAKE_TIME 2000

/* Seconds after a worker's own deadline, when its alarm has also expired. */
#define DEADLINE_SLACK (LIMIT_ALARM_SLACK + 2)

/* Seconds within which a worker exits after its connection is closed. It
 * takes milliseconds; this is for an overloaded machine. */
#define EXIT_TIME 30

/* Milliseconds for which a worker may be stopped. */
#define STOP_TIME 5000

#define BUSY "The server is busy; please try again in a minute."

static const struct rejection rejections[] = {
    [SRCLIMIT_PER_SOURCE] = {.reason = "per-source",
                             .message = "Too many connections from your "
                                        "address; please close one first."},
    [SRCLIMIT_WAITING] = {.reason = "per-source-waiting",
                          .message = "Too many connections from your address "
                                     "are still being set up; please try "
                                     "again in a moment."},
    [SRCLIMIT_DROPPED] = {.reason = "early-drop", .message = BUSY},
    [SRCLIMIT_FULL] = {.reason = "early-drop", .message = BUSY},
};

static const struct rejection rejection_max_sessions = {
    .reason = "max-sessions",
    .message = "Too many visitors are connected; please try again in a "
               "minute."};
static const struct rejection rejection_penalty = {
    .reason = "penalty",
    .message = "Your address is blocked for a while after failed "
               "connections; please try again later."};
static const struct rejection rejection_rate = {
    .reason = "rate",
    .message = "Too many connections a second from your address; please try "
               "again in a moment."};

struct connections *
connections_new(size_t max, const struct srclimit_bounds *bounds,
                const struct penalty_terms *terms)
{
    struct connections *connections = memory_map_private(sizeof(*connections));

    if (connections == NULL)
        return NULL;
    connections->max = max;
    connections->capacity = max + CONNECTIONS_CLOSING;
    connections->penalties.terms = terms;
    connections->rates.per_second = bounds->rate;
    connections->kinds =
        mmap(NULL, connections->capacity * SESSION_KIND_BYTES,
             PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    connections->items =
        memory_map_private(connections->capacity * sizeof(*connections->items));
    if (connections->kinds == MAP_FAILED || connections->items == NULL ||
        srclimit_init(&connections->limit, connections->capacity, bounds) < 0)
        return NULL;
    for (size_t i = 0; i < connections->capacity; i++)
        connections->items[i].kind =
            &connections->kinds[i * SESSION_KIND_BYTES];
    return connections;
}

void
connections_free(struct connections *connections)
{
    if (connections == NULL)
        return;
    srclimit_fini(&connections->limit);
    munmap(connections->items,
           connections->capacity * sizeof(*connections->items));
    munmap(connections->kinds, connections->capacity * SESSION_KIND_BYTES);
    munmap(connections, sizeof(*connections));
}

/* Read the shared bytes: which connections are established, and which are
 * closed. A change is never reverted, since a compromised worker could
 * otherwise clear its byte. */
static void
connections_update(struct connections *connections, uint64_t now)
{
    for (size_t i = 0; i < connections->count; i++) {
        struct connection *connection = &connections->items[i];
        unsigned char kind = *connection->kind;

        if (connection->closed)
            continue;
        if (!connection->established &&
            session_kind_of(kind) != SESSION_KIND_NONE) {
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

/* The waiting connection to displace: the oldest of the busiest source; if no
 * source has two waiting, the oldest of those whose source has a penalty, or
 * the oldest of all, if its HANDSHAKE_TIME is over. NULL without one. */
static struct connection *
connections_find_waiting(struct connections *connections, uint64_t now)
{
    unsigned char key[sizeof(connections->items->peer.key)];
    unsigned long most = srclimit_busiest(&connections->limit, key);
    struct connection *oldest = NULL, *penalized = NULL;

    for (size_t i = 0; i < connections->count; i++) {
        struct connection *connection = &connections->items[i];

        if (connection->established || connection->closed ||
            (most > 1 && memcmp(connection->peer.key, key, sizeof(key)) != 0))
            continue;
        if (oldest == NULL || connection->since < oldest->since)
            oldest = connection;
        if ((penalized == NULL || connection->since < penalized->since) &&
            penalty_is_pending(&connections->penalties, &connection->peer, now))
            penalized = connection;
    }
    if (most > 1 || oldest == NULL || now >= oldest->since + HANDSHAKE_TIME)
        return oldest;
    return penalized;
}

/* Whether PEER's source may displace another one. One that was displaced may
 * not, from then until its penalty is over: it would reconnect immediately and
 * displace the next. */
static bool
connections_may_displace(const struct connections *connections,
                         const struct peer *peer, uint64_t now)
{
    for (size_t i = 0; i < connections->count; i++)
        if (connections->items[i].displaced &&
            memcmp(connections->items[i].peer.key, peer->key,
                   sizeof(peer->key)) == 0)
            return false;
    return !penalty_is_pending(&connections->penalties, peer, now);
}

/* Signal a waiting worker to end, so that PEER can be admitted. Returns whether
 * one was signalled. */
static bool
connections_displace(struct connections *connections, const struct peer *peer,
                     uint64_t now)
{
    struct connection *oldest;

    if (!connections_may_displace(connections, peer, now))
        return false;
    oldest = connections_find_waiting(connections, now);
    if (oldest == NULL)
        return false;
    oldest->established = oldest->displaced = true;
    srclimit_establish(&connections->limit, &oldest->peer);
    kill(oldest->pid, SIGUSR2);
    return true;
}

/* Penalize PEER's source for a connection that was of no use. */
static void
connections_penalize(struct connections *connections, const struct peer *peer,
                     uint64_t now)
{
    penalty_add(&connections->penalties, peer,
                connections->penalties.terms->no_auth, now);
}

/* Count a connection of PEER for its rate. Returns whether that is exceeded,
 * which is penalized. */
static bool
connections_exceed_rate(struct connections *connections,
                        const struct peer *peer, uint64_t now)
{
    if (!rate_exceeds(&connections->rates, peer, now))
        return false;
    connections_penalize(connections, peer, now);
    return true;
}

void
connections_note_reset(struct connections *connections, const struct peer *peer,
                       uint64_t now)
{
    if (!connections_exceed_rate(connections, peer, now))
        connections_penalize(connections, peer, now);
}

const struct rejection *
connections_admit(struct connections *connections, const struct peer *peer,
                  uint64_t now)
{
    enum srclimit_verdict verdict;
    uint32_t random = 0;

    connections_update(connections, now);
    if (connections_exceed_rate(connections, peer, now))
        return &rejection_rate;
    if (connections_active(connections) >= connections->max ||
        connections->count == connections->capacity)
        return &rejection_max_sessions;
    if (penalty_is_active(&connections->penalties, peer, now) ||
        (connections->crowded &&
         penalty_is_recent(&connections->penalties, peer, now)))
        return &rejection_penalty;
    /* Before the kernel has entropy, drop nobody at random. */
    if (getrandom(&random, sizeof(random), GRND_NONBLOCK) < 0)
        random = 99;
    verdict = srclimit_enter(&connections->limit, peer, random);
    if (verdict == SRCLIMIT_FULL &&
        connections_displace(connections, peer, now))
        verdict = srclimit_enter(&connections->limit, peer, random);
    /* A client that keeps reconnecting while the table is full would take the
     * next entry from a new client. */
    if (verdict == SRCLIMIT_FULL)
        connections_penalize(connections, peer, now);
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
    session_kind_set_audience(connection->kind, 0);
    return connection->kind;
}

void
connections_add(struct connections *connections, const struct peer *peer,
                pid_t pid, uint64_t now)
{
    struct connection *connection = &connections->items[connections->count];

    if (pid < 0) {
        srclimit_cancel(&connections->limit, peer);
        return;
    }
    connection->pid = pid;
    connection->since = now;
    connection->established = connection->killed = connection->closed =
        connection->displaced = false;
    connection->stopped_at = 0;
    connection->peer = *peer;
    connections->count++;
}

/* Whether the wait(2) STATUS is that of a worker that was killed because it did
 * not exit in time, or because the machine lacked memory. Neither is the fault
 * of its client. */
static bool
connections_was_ended(int status)
{
    return WIFSIGNALED(status) &&
           (WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGKILL);
}

/* The penalty, in seconds, for the worker of CONNECTION, which ended with
 * STATUS. */
static unsigned long
connections_penalty(const struct penalty_terms *terms,
                    const struct connection *connection, int status)
{
    bool idle = session_kind_of(*connection->kind) == SESSION_KIND_NONE;

    if ((WIFSIGNALED(status) && !connections_was_ended(status)) ||
        (WIFEXITED(status) && WEXITSTATUS(status) == WORKER_CPU_LIMIT))
        return terms->crash;
    if (connection->displaced && idle)
        return terms->grace;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGALRM && !connection->established &&
                       !connection->closed
                   ? terms->grace
                   : 0;
    if (WEXITSTATUS(status) == WORKER_LATE)
        return terms->grace;
    if (WEXITSTATUS(status) == WORKER_UNAUTHENTICATED)
        return terms->no_auth;
    return 0;
}

/* Log for the worker of CONNECTION, which could not, that it ended for
 * REASON. */
static void
connections_log_reason(const struct connection *connection, const char *reason)
{
    if (!(*connection->kind &
          SESSION_KIND_CLOSED)) /* the worker has not logged its end */
        LOG(EVENT_DISCONNECTED, LOG_TEXT("peer", connection->peer.text),
            LOG_NUMBER("pid", connection->pid), LOG_TEXT("reason", reason));
}

/* Log how the worker of CONNECTION was ended, which the wait(2) STATUS tells.
 * Its alarm is not a crash: the connection was due to be closed. */
static void
connections_log_end(const struct connection *connection, int status)
{
    if (WIFEXITED(status)) {
        if (WEXITSTATUS(status) == WORKER_FAILED) /* it had no memory */
            connections_log_reason(connection, "failed");
    } else if (WTERMSIG(status) == SIGALRM) {
        connections_log_reason(connection, connection->established
                                               ? "session-timeout"
                                               : "grace-time");
    } else {
        LOG(EVENT_CRASHED, LOG_TEXT("process", "worker"),
            LOG_TEXT("peer", connection->peer.text),
            LOG_NUMBER("pid", connection->pid),
            LOG_NUMBER("signal", WTERMSIG(status)));
    }
}

/* Take CONNECTION out of the table, and keep it in the first free entry. */
static const struct connection *
connections_release(struct connections *connections,
                    struct connection *connection, int status, uint64_t now)
{
    struct connection *last = &connections->items[--connections->count];
    struct connection gone = *connection;

    connections_log_end(&gone, status);
    penalty_add(
        &connections->penalties, &gone.peer,
        connections_penalty(connections->penalties.terms, &gone, status), now);
    if (gone.closed) {
        connections->closed--;
        srclimit_reap(&connections->limit, &gone.peer);
    } else {
        srclimit_leave(&connections->limit, &gone.peer, gone.established);
    }
    *connection = *last;
    *last = gone; /* with its byte, which the next worker gets */
    return last;
}

const struct connection *
connections_remove(struct connections *connections, pid_t pid, int status,
                   uint64_t now)
{
    for (size_t i = 0; i < connections->count; i++)
        if (connections->items[i].pid == pid)
            return connections_release(connections, &connections->items[i],
                                       status, now);
    return NULL;
}

void
connections_note_stopped(struct connections *connections, pid_t pid,
                         bool stopped, uint64_t now)
{
    for (size_t i = 0; i < connections->count; i++)
        if (connections->items[i].pid == pid)
            connections->items[i].stopped_at = stopped ? now : 0;
}

/* When to kill the worker: after its own deadlines and its alarm. */
static uint64_t
connections_deadline(const struct connection *connection,
                     const struct limits *limits)
{
    unsigned long seconds = connection->established
                                ? limits->session_timeout
                                : limits->grace_time + limits->grace_jitter;

    uint64_t deadline =
        connection->closed
            ? connection->closed_at + EXIT_TIME * 1000
            : connection->since + (seconds + DEADLINE_SLACK) * 1000;

    return connection->stopped_at == 0
               ? deadline
               : clock_earlier(deadline, connection->stopped_at + STOP_TIME);
}

uint64_t
connections_expire(struct connections *connections, const struct limits *limits,
                   uint64_t now)
{
    uint64_t next = CLOCK_NEVER;

    connections_update(connections, now);
    for (size_t i = 0; i < connections->count; i++) {
        struct connection *connection = &connections->items[i];
        uint64_t deadline = connection->killed
                                ? CLOCK_NEVER
                                : connections_deadline(connection, limits);

        if (now >= deadline) {
            connection->killed = true;
            kill(connection->pid, SIGKILL);
        } else {
            next = clock_earlier(next, deadline);
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
