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
 * younger is not displaced by another source that has one waiting, too. */
#define HANDSHAKE_TIME 2000

/* Seconds after a worker's own deadline, when its alarm has expired, too. */
#define DEADLINE_SLACK (LIMIT_ALARM_SLACK + 2)

/* Seconds within which a worker exits after its connection is closed. It
 * takes milliseconds; this is for an overloaded machine. */
#define EXIT_TIME 30

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

/* Tell the oldest waiting worker of the busiest source to end; where no source
 * has two waiting, the oldest of all, if its HANDSHAKE_TIME is over. Returns
 * whether there is one. */
static bool
connections_displace(struct connections *connections, uint64_t now)
{
    unsigned char key[sizeof(connections->items->peer.key)];
    unsigned long most = srclimit_busiest(&connections->limit, key);
    struct connection *oldest = NULL;

    for (size_t i = 0; i < connections->count; i++) {
        struct connection *connection = &connections->items[i];

        if (connection->established || connection->closed ||
            (most > 1 && memcmp(connection->peer.key, key, sizeof(key)) != 0))
            continue;
        if (oldest == NULL || connection->since < oldest->since)
            oldest = connection;
    }
    if (oldest == NULL || (most == 1 && now < oldest->since + HANDSHAKE_TIME))
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
    uint32_t random = 0;

    connections_update(connections, now);
    if (connections_active(connections) >= connections->max ||
        connections->count == connections->capacity)
        return &rejection_max_sessions;
    if (penalty_is_active(&connections->penalties, peer, now))
        return &rejection_penalty;
    /* Before the kernel has entropy, drop nobody at random. */
    if (getrandom(&random, sizeof(random), GRND_NONBLOCK) < 0)
        random = 99;
    verdict = srclimit_enter(&connections->limit, peer, random);
    if (verdict == SRCLIMIT_FULL && connections_displace(connections, now))
        verdict = srclimit_enter(&connections->limit, peer, random);
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
        srclimit_leave(&connections->limit, peer, false);
        return;
    }
    connection->pid = pid;
    connection->since = now;
    connection->established = connection->killed = connection->closed = false;
    connection->peer = *peer;
    connections->count++;
}

/* The penalty, in seconds, for a worker that ended with STATUS. */
static unsigned long
connections_penalty(const struct penalty_terms *terms, int status)
{
    if (WIFSIGNALED(status) || WEXITSTATUS(status) == WORKER_GREEDY)
        return terms->crash;
    if (WEXITSTATUS(status) == WORKER_LATE)
        return terms->grace;
    if (WEXITSTATUS(status) == WORKER_SHY)
        return terms->no_auth;
    return 0;
}

/* Take CONNECTION out of the table, and keep it in the first free entry. */
static const struct connection *
connections_release(struct connections *connections,
                    struct connection *connection, int status, uint64_t now)
{
    struct connection *last = &connections->items[--connections->count];
    struct connection gone = *connection;

    if (WIFSIGNALED(status))
        LOG(EVENT_CRASHED, LOG_TEXT("process", "worker"),
            LOG_TEXT("peer", gone.peer.text), LOG_NUMBER("pid", gone.pid),
            LOG_NUMBER("signal", WTERMSIG(status)));
    penalty_add(&connections->penalties, &gone.peer,
                connections_penalty(connections->penalties.terms, status), now);
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

/* When to kill the worker: after its own deadlines and its alarm. */
static uint64_t
connections_deadline(const struct connection *connection,
                     const struct limits *limits)
{
    unsigned long seconds = connection->established
                                ? limits->session_timeout
                                : limits->grace_time + limits->grace_jitter;

    if (connection->closed)
        return connection->closed_at + EXIT_TIME * 1000;
    return connection->since + (seconds + DEADLINE_SLACK) * 1000;
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
