#include "supervisor/accept.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "net/peer.h"
#include "process/log.h"
#include "supervisor/supervisor_state.h"

#define ACCEPTS_PER_TURN 16

#define OVERLOADED "The server is overloaded; please try again in a minute."

static const struct rejection no_process = {"processes", OVERLOADED};
static const struct rejection no_descriptor = {"descriptors", OVERLOADED};

/* The answer to a balancer's health check. */
static const char healthy[] = "Health check: the server accepts connections.";

/* Reject the connection FD, and log and count it. */
static void
accept_reject(struct supervisor *supervisor, int fd, const struct peer *peer,
              const struct rejection *rejection, uint64_t now)
{
    rejection_log_put(&supervisor->rejection_log, EVENT_REJECTED,
                      rejection->reason, peer->text, now);
    metrics_count(supervisor->metrics, METRICS_REJECTIONS, rejection->reason);
    reject_send(&supervisor->reject, fd, peer, rejection->message, now);
}

/* Returns whether the peer of FD has already reset the connection. Reads
 * nothing from it. */
static bool
accept_is_reset(int fd)
{
    struct pollfd polled = {fd, 0, 0};

    return poll(&polled, 1, 0) > 0 && (polled.revents & (POLLERR | POLLHUP));
}

/* Fork a worker for the connection FD. Returns its pid, or -1 and errno. */
static pid_t
accept_start_worker(struct supervisor *supervisor, int fd,
                    const struct peer *peer)
{
    atomic_uchar *kind = connections_next_kind(supervisor->connections);
    int launcher = launcher_connect(&supervisor->launcher);
    pid_t pid;

    if (launcher < 0)
        return -1;
    pid = memory_fork();
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
    const struct rejection *rejection;
    pid_t pid;

    /* A reset takes neither a worker nor a line of the log. */
    if (accept_is_reset(fd)) {
        connections_note_reset(connections, peer, now);
        close(fd);
        return;
    }
    rejection = connections_admit(connections, peer, now);
    if (rejection != NULL) {
        accept_reject(supervisor, fd, peer, rejection, now);
        return;
    }
    pid = accept_start_worker(supervisor, fd, peer);
    progress_begin(&supervisor->launcher_progress, supervisor->launcher.pid,
                   now);
    connections_add(connections, peer, pid, now);
    if (pid < 0) {
        log_error("cannot start a worker: %s", strerror(errno));
        accept_reject(supervisor, fd, peer, &no_process, now);
        return;
    }
    close(fd);
    LOG(EVENT_ACCEPTED, LOG_TEXT("peer", peer->text), LOG_NUMBER("pid", pid),
        LOG_NUMBER("sessions", connections_active(connections)));
}

/* Only the reserved descriptors are left: accept with each to reject. */
static void
accept_reject_pending(struct supervisor *supervisor, int listening,
                      uint64_t now)
{
    supervisor->accept_at = now + SUPERVISOR_RETRY;
    while (supervisor->reserved > 0) {
        struct peer peer;
        int fd;

        close(supervisor->reserve[--supervisor->reserved]);
        fd = listener_accept(listening, &peer);
        if (fd < 0)
            return;
        accept_reject(supervisor, fd, &peer, &no_descriptor, now);
    }
}

void
accept_connections(struct supervisor *supervisor, int listening, uint64_t now)
{
    supervisor->connections->crowded =
        listener_backlog(listening) > ACCEPTS_PER_TURN;
    for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
        struct peer peer;
        int fd = listener_accept(listening, &peer);

        if (fd >= 0) {
            accept_connection(supervisor, fd, &peer, now);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
                   errno == ENOMEM) {
            log_error("cannot accept connections: %s", strerror(errno));
            accept_reject_pending(supervisor, listening, now);
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

    supervisor->connections->crowded =
        proxy_backlog(&supervisor->proxy) > ACCEPTS_PER_TURN;
    for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
        if (proxy_read(&supervisor->proxy, &report) == 0)
            return false;
        metrics_count(supervisor->metrics, METRICS_PROXY,
                      proxy_header_verdict_name(report.verdict));
        if (report.verdict > PROXY_HEADER_CHECK) {
            rejection_log_put(&supervisor->rejection_log, EVENT_DROPPED,
                              proxy_header_verdict_name(report.verdict), NULL,
                              now);
        } else if (report.fd < 0) {
            log_error("cannot accept proxied connections: %s",
                      strerror(EMFILE));
            supervisor->accept_at = now + SUPERVISOR_RETRY;
            return false;
        } else if (report.verdict == PROXY_HEADER_VISITOR) {
            accept_connection(supervisor, report.fd, &report.peer, now);
        } else {
            reject_send(&supervisor->reject, report.fd, &report.peer, healthy,
                        now);
        }
    }
    return true;
}
