#include "supervisor/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/process.h"
#include "supervisor/accept.h"
#include "supervisor/children.h"
#include "supervisor/publication.h"

/* Milliseconds for workers, after the goodbye time: a worker needs 2000 to give
 * up on a launcher that does not answer, and then resets the terminal. */
#define EXIT_TIME 6000

static void
supervisor_fill_reserve(struct supervisor *supervisor)
{
    while (supervisor->reserved < SUPERVISOR_RESERVE) {
        int fd = fcntl(supervisor->signals, F_DUPFD_CLOEXEC, 0);

        if (fd < 0)
            return;
        supervisor->reserve[supervisor->reserved++] = fd;
    }
}

int
supervisor_init(struct supervisor *supervisor,
                const struct supervisor_terms *terms, struct error *error)
{
    /* Workers inherit the mask: SIGUSR1 and SIGUSR2 stay pending until a new
     * one has its own signalfd. */
    static const int signals[] = {SIGCHLD, SIGHUP,  SIGINT, SIGTERM,
                                  SIGUSR1, SIGUSR2, 0};

    supervisor->connections =
        connections_new(terms->max_sessions, terms->bounds, terms->penalties);
    supervisor->metrics = memory_map_private(sizeof(*supervisor->metrics));
    if (supervisor->connections == NULL || supervisor->metrics == NULL)
        return error_set(error, "cannot allocate memory for %zu sessions",
                         terms->max_sessions);
    signal(SIGPIPE, SIG_IGN);
    supervisor->signals = process_signalfd_open(signals);
    if (supervisor->signals < 0)
        return error_set(error, "cannot create a signalfd: %s",
                         strerror(errno));
    supervisor->exited = -1; /* a child may have exited before */
    supervisor_fill_reserve(supervisor);
    /* Adopt the renderers of a launcher that was killed, to reap them. */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    supervisor->plan.supervisor = getpid();
    supervisor->plan.files = &supervisor->files;
    supervisor->plan.audiences = &supervisor->audiences;
    supervisor->kill_at = supervisor->reload_at = CLOCK_NEVER;
    return 0;
}

void
supervisor_fini(struct supervisor *supervisor)
{
    reject_fini(&supervisor->reject);
    rejection_log_expire(&supervisor->rejection_log, CLOCK_NEVER);
    while (supervisor->reserved > 0)
        close(supervisor->reserve[--supervisor->reserved]);
    connections_free(supervisor->connections);
    supervisor->connections = NULL;
    watch_close(&supervisor->watch);
    published_files_close(&supervisor->files);
}

/* Accept the connections that are pending, then no more. */
static void
supervisor_drain(struct supervisor *supervisor, uint64_t now)
{
    struct listener *listener = &supervisor->listener;

    LOG(EVENT_DRAINING,
        LOG_NUMBER("sessions", connections_active(supervisor->connections)));
    supervisor->draining = true;
    for (size_t i = 0; i < listener->count; i++)
        accept_connections(supervisor, listener->fds[i], now);
    listener_close(listener);
    proxy_retire(&supervisor->proxy);
}

/* Ask all workers to end. A second request, or EXIT_TIME after the goodbye
 * time, kills them. */
static void
supervisor_shut_down(struct supervisor *supervisor, uint64_t now)
{
    if (supervisor->stop_requests++ == 0) {
        LOG(EVENT_SHUTDOWN,
            LOG_NUMBER("sessions",
                       connections_active(supervisor->connections)));
        systemd_notify("STOPPING=1");
        listener_close(&supervisor->listener);
        proxy_fini(&supervisor->proxy);
        connections_signal(supervisor->connections, SIGTERM);
        supervisor->kill_at =
            now + supervisor->plan.limits->goodbye_time * 1000 + EXIT_TIME;
    } else {
        supervisor->kill_at = now;
    }
}

static void
supervisor_read_signals(struct supervisor *supervisor, uint64_t now)
{
    int number;

    while ((number = process_signalfd_read(supervisor->signals,
                                           &supervisor->exited)) != 0) {
        if (number == SIGHUP && supervisor->stop_requests == 0) {
            publication_check_config(supervisor);
            publication_reload(supervisor);
        }
        if (number == SIGTERM || number == SIGINT)
            supervisor_shut_down(supervisor, now);
        if (number == SIGUSR2 && supervisor->stop_requests == 0 &&
            !supervisor->draining)
            supervisor_drain(supervisor, now);
    }
}

/* Tell systemd's watchdog that this process runs, and find out whether those
 * do that a visitor would have to wait for. Returns when to call again. */
static uint64_t
supervisor_ping(struct supervisor *supervisor, uint64_t now)
{
    if (supervisor->systemd.watchdog == 0)
        return CLOCK_NEVER;
    if (now >= supervisor->ping_at) {
        systemd_notify("WATCHDOG=1");
        children_ping(supervisor, now);
        supervisor->ping_at = now + supervisor->systemd.watchdog;
    }
    return supervisor->ping_at;
}

/* Do what is due at NOW. Returns when the next action is due. */
static uint64_t
supervisor_expire(struct supervisor *supervisor, uint64_t now)
{
    uint64_t next = reject_expire(&supervisor->reject, now);
    uint64_t expiry = connections_expire(supervisor->connections,
                                         supervisor->plan.limits, now);

    supervisor_fill_reserve(supervisor);
    next = clock_earlier(next, expiry);
    next = clock_earlier(next,
                         rejection_log_expire(&supervisor->rejection_log, now));
    next = clock_earlier(next, supervisor_ping(supervisor, now));
    next = clock_earlier(next, children_check_progress(supervisor, now));
    next = clock_earlier(next, children_keep_launcher(supervisor, now));
    if (supervisor->ready)
        next = clock_earlier(next, proxy_keep(&supervisor->proxy, now));
    next = clock_earlier(
        next, metrics_update(supervisor->metrics,
                             connections_active(supervisor->connections), now));
    if (now >= supervisor->kill_at) {
        connections_signal(supervisor->connections, SIGKILL);
        supervisor->kill_at = CLOCK_NEVER;
    }
    next = clock_earlier(next, supervisor->kill_at);
    if (supervisor->accept_at > now)
        next = clock_earlier(next, supervisor->accept_at);
    next = clock_earlier(next, publisher_expire(&supervisor->publisher, now));
    if ((watch_is_due(&supervisor->watch, now) ||
         now >= supervisor->reload_at) &&
        supervisor->stop_requests == 0)
        publication_reload(supervisor);
    next = clock_earlier(next, supervisor->reload_at);
    return clock_earlier(next, supervisor->watch.due);
}

enum {
    POLL_SIGNALS,
    POLL_PUBLISHER,
    POLL_WATCH,
    POLL_PROXY,
    POLL_LISTENERS,
    POLLS_MAX = POLL_LISTENERS + 2 * LISTENER_MAX
};

/* Fill POLLS: with the listeners where ACCEPTING, and behind them with those of
 * the proxy process, unless it is being checked. Returns the number. */
static size_t
supervisor_fill_polls(const struct supervisor *supervisor, bool accepting,
                      struct pollfd *polls)
{
    const struct listener *listener = &supervisor->listener,
                          *proxied = &supervisor->proxy.listeners;
    bool checked = supervisor->proxy_progress.check_at != 0;
    size_t count = POLL_LISTENERS;

    polls[POLL_SIGNALS] = (struct pollfd){supervisor->signals, POLLIN, 0};
    polls[POLL_WATCH] = (struct pollfd){supervisor->watch.fd, POLLIN, 0};
    polls[POLL_PUBLISHER] =
        (struct pollfd){supervisor->publisher.fd, POLLIN, 0};
    polls[POLL_PROXY] =
        (struct pollfd){accepting ? supervisor->proxy.fd : -1, POLLIN, 0};
    for (size_t i = 0; i < listener->count; i++)
        polls[count++] =
            (struct pollfd){accepting ? listener->fds[i] : -1, POLLIN, 0};
    if (supervisor->proxy.pid > 0 && !checked)
        for (size_t i = 0; i < proxied->count; i++)
            polls[count++] = (struct pollfd){proxied->fds[i], POLLIN, 0};
    return count;
}

/* Accept the pending connections that POLLS report. */
static void
supervisor_accept(struct supervisor *supervisor, const struct pollfd *polls,
                  size_t count, uint64_t now)
{
    size_t own = POLL_LISTENERS + supervisor->listener.count;

    if (polls[POLL_PROXY].revents != 0)
        accept_proxied(supervisor, now);
    for (size_t i = POLL_LISTENERS; i < own; i++)
        if (polls[i].revents != 0)
            accept_connections(supervisor, polls[i].fd, now);
    for (size_t i = own; i < count; i++)
        if (polls[i].revents != 0)
            progress_begin(&supervisor->proxy_progress, supervisor->proxy.pid,
                           now);
}

/* One turn of the event loop. Returns -1 as children_reap() does. */
static int
supervisor_turn(struct supervisor *supervisor, struct error *error)
{
    struct pollfd polls[POLLS_MAX];
    uint64_t now = clock_now();
    uint64_t next = supervisor_expire(supervisor, now);
    bool accepting = supervisor->ready && supervisor->accept_at <= now;
    size_t count = supervisor_fill_polls(supervisor, accepting, polls);

    poll(polls, count, clock_until(next, now));
    now = clock_now();
    if (polls[POLL_PUBLISHER].revents != 0)
        publisher_read(&supervisor->publisher);
    if (polls[POLL_WATCH].revents != 0)
        watch_read(&supervisor->watch, now);
    if (polls[POLL_SIGNALS].revents != 0) {
        supervisor_read_signals(supervisor, now);
        if (supervisor->listener.count == 0)
            count = POLL_LISTENERS; /* the listeners are closed */
    }
    if (supervisor->exited != 0 && children_reap(supervisor, error) < 0)
        return -1;
    /* Accept after reaping, so that a launcher that ended is replaced first.
     * During shutdown pending connections are left to the next server. */
    if (supervisor->stop_requests == 0)
        supervisor_accept(supervisor, polls, count, now);
    return 0;
}

static bool
supervisor_is_done(const struct supervisor *supervisor)
{
    return (supervisor->stop_requests > 0 || supervisor->draining) &&
           supervisor->connections->count == 0 && supervisor->proxy.pid == 0;
}

int
supervisor_run(struct supervisor *supervisor, struct error *error)
{
    if (publisher_start(&supervisor->publisher, error) < 0)
        return -1;
    if (supervisor->publisher.pid == 0) {
        if (!publisher_has_content(&supervisor->publisher))
            return error_set(error, "cannot serve %s: no published file in it",
                             supervisor->publisher.directory);
        publication_renew(supervisor);
        publication_set_ready(supervisor);
    }
    while (!supervisor_is_done(supervisor))
        if (supervisor_turn(supervisor, error) < 0)
            return -1;
    return 0;
}
