#include "supervisor/accept.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "process/log.h"
#include "net/peer.h"
#include "supervisor/supervisor.h"

#define ACCEPTS_PER_TURN 16

static const char breathless[] =
    "The server is out of breath; please try again in a minute.";

/* What a balancer that only asks how we are is told. */
static const char healthy[] = "This is no visit.";

/* Turn FD away, in the log and in numbers for the reason WHY. */
static void
refuse(struct supervisor *supervisor, int fd, const struct peer *peer,
       const char *why, const char *sentence, uint64_t now)
{
    LOG(EVENT_REJECTED, LOG_TEXT("peer", peer->text), LOG_TEXT("reason", why));
    metrics_count(supervisor->metrics, METRICS_REFUSALS, why);
    reject_send(&supervisor->reject, fd, sentence, now);
}

/* Fork a worker for the visitor on FD. Returns its pid, or -1 and errno. */
static pid_t
start_worker(struct supervisor *supervisor, int fd, const struct peer *peer)
{
    atomic_uchar *kind = connections_next_kind(supervisor->connections);
    int launcher = launcher_connect(&supervisor->launcher);
    pid_t pid;

    if (launcher < 0)
        return -1;
    pid = fork();
    if (pid == 0)
        worker_run(&supervisor->plan, launcher, kind, peer, fd);
    close(launcher);
    return pid;
}

void
accept_connection(struct supervisor *supervisor, int fd,
                  const struct peer *peer, uint64_t now)
{
    struct connections *connections = supervisor->connections;
    const struct rejection *rejection =
        connections_admit(connections, peer, now);
    pid_t pid;

    if (rejection != NULL) {
        refuse(supervisor, fd, peer, rejection->why, rejection->sentence, now);
        return;
    }
    pid = start_worker(supervisor, fd, peer);
    connections_add(connections, peer, pid, now);
    if (pid < 0) {
        refuse(supervisor, fd, peer, strerror(errno), breathless, now);
        return;
    }
    close(fd);
    LOG(EVENT_ACCEPTED, LOG_TEXT("peer", peer->text), LOG_NUMBER("pid", pid),
        LOG_NUMBER("sessions", connections_active(connections)));
}

/* There is no descriptor left but those in reserve: they do to say so. */
static void
turn_away(struct supervisor *supervisor, int listening, uint64_t now)
{
    supervisor->rest_until = now + SUPERVISOR_REST;
    while (supervisor->reserved > 0) {
        struct peer peer;
        int fd;

        close(supervisor->reserve[--supervisor->reserved]);
        fd = listener_accept(listening, &peer);
        if (fd < 0)
            return;
        refuse(supervisor, fd, &peer, "descriptors", breathless, now);
    }
}

void
accept_connections(struct supervisor *supervisor, int listening, uint64_t now)
{
    for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
        struct peer peer;
        int fd = listener_accept(listening, &peer);

        if (fd >= 0) {
            accept_connection(supervisor, fd, &peer, now);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
                   errno == ENOMEM) {
            LOG(EVENT_ERROR, LOG_TEXT("accept", strerror(errno)));
            turn_away(supervisor, listening, now);
            return;
        } else if (errno == EAGAIN) {
            return;
        }
    }
}

bool
accept_proxied(struct supervisor *supervisor, uint64_t now)
{
    struct proxy_report report;

    for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
        if (proxy_read(&supervisor->proxy, &report) == 0)
            return false;
        metrics_count(supervisor->metrics, METRICS_PROXY,
                      proxy_header_verdict_name(report.verdict));
        if (report.verdict > PROXY_HEADER_CHECK) {
            LOG(EVENT_DROPPED,
                LOG_TEXT("reason", proxy_header_verdict_name(report.verdict)));
        } else if (report.fd < 0) {
            LOG(EVENT_ERROR, LOG_TEXT("accept", "no descriptor is left"));
            supervisor->rest_until = now + SUPERVISOR_REST;
            return false;
        } else if (report.verdict == PROXY_HEADER_VISITOR) {
            accept_connection(supervisor, report.fd, &report.peer, now);
        } else {
            reject_send(&supervisor->reject, report.fd, healthy, now);
        }
    }
    return true;
}
