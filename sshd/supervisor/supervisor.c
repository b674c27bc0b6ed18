#include "supervisor/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "process/limits.h"
#include "process/log.h"
#include "base/memory.h"
#include "process/process.h"
#include "supervisor/accept.h"

/* Milliseconds for workers, past the goodbye time: a worker needs 2000 to give
 * up on a launcher that does not answer, and then resets the terminal. */
#define PATIENCE 6000

static void
fill_reserve(struct supervisor *supervisor)
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
    /* SIGUSR1 and 2 are for workers, and wait for one that is just being
     * born. */
    static const int signals[] = {SIGCHLD, SIGHUP,  SIGINT, SIGTERM,
                                  SIGUSR1, SIGUSR2, 0};

    supervisor->connections =
        connections_new(terms->max_sessions, terms->bounds, terms->penalties);
    supervisor->metrics = memory_map_private(sizeof(*supervisor->metrics));
    if (supervisor->connections == NULL || supervisor->metrics == NULL)
        return error_set(error, "no memory for %zu sessions",
                         terms->max_sessions);
    signal(SIGPIPE, SIG_IGN);
    supervisor->signals = process_signalfd_open(signals);
    if (supervisor->signals < 0)
        return error_set(error, "signalfd: %s", strerror(errno));
    supervisor->exited = -1; /* before, no signal was waited for */
    fill_reserve(supervisor);
    /* A renderer whose launcher was killed is ours to reap. */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    supervisor->plan.supervisor = getpid();
    supervisor->plan.files = &supervisor->files;
    supervisor->kill_at = CLOCK_NEVER;
    return 0;
}

void
supervisor_fini(struct supervisor *supervisor)
{
    reject_fini(&supervisor->reject);
    while (supervisor->reserved > 0)
        close(supervisor->reserve[--supervisor->reserved]);
    connections_free(supervisor->connections);
    supervisor->connections = NULL;
    watch_close(&supervisor->watch);
    published_files_close(&supervisor->files);
}

static void
open_doors(struct supervisor *supervisor)
{
    if (supervisor->open)
        return;
    systemd_notify("READY=1");
    supervisor->open = true;
}

/* Hand out what is published now; open visits keep what they have, and may
 * tell of it. */
static void
renew_documents(struct supervisor *supervisor)
{
    if (published_files_open(&supervisor->files,
                             supervisor->publisher.directory) < 0)
        LOG(EVENT_ERROR, LOG_TEXT("documents", strerror(errno)));
    launcher_renew(&supervisor->launcher);
    if (supervisor->shutting == 0)
        connections_signal(supervisor->connections, SIGUSR1);
}

/* See to it that there is a launcher, though one that always dies, or cannot be
 * started, is no reason to do nothing else. Returns when to look again. */
static uint64_t
keep_porter(struct supervisor *supervisor, uint64_t now)
{
    if (supervisor->launcher.pid > 0)
        return CLOCK_NEVER;
    if (now < supervisor->launcher_at)
        return supervisor->launcher_at;
    supervisor->launcher_at = now + SUPERVISOR_REST;
    if (launcher_open(&supervisor->launcher, &supervisor->plan.program) < 0) {
        LOG(EVENT_ERROR, LOG_TEXT("launcher", strerror(errno)));
        return supervisor->launcher_at;
    }
    launcher_renew(&supervisor->launcher);
    return CLOCK_NEVER;
}

static void
count_crash(struct supervisor *supervisor, const char *process, int status)
{
    if (WIFSIGNALED(status))
        metrics_count(supervisor->metrics, METRICS_CRASHES, process);
}

/* Visits go on without their launcher; new ones need another. */
static void
replace_porter(struct supervisor *supervisor, int status, uint64_t now)
{
    count_crash(supervisor, "launcher", status);
    LOG(EVENT_ERROR, LOG_TEXT("launcher", "died; a new one takes over"));
    launcher_close(&supervisor->launcher);
    keep_porter(supervisor, now);
}

/* The publisher ended with STATUS. Returns -1 where its first run left
 * nothing. */
static int
note_publication(struct supervisor *supervisor, int status, struct error *error)
{
    struct publisher *publisher = &supervisor->publisher;

    metrics_count(supervisor->metrics, METRICS_PUBLISHES,
                  status == 0 ? "success" : "failure");
    if (publisher_ended(publisher, status))
        renew_documents(supervisor);
    if (!supervisor->open) {
        if (!publisher_has_content(publisher))
            return error_set(error, "nothing was published, and there is "
                                    "nothing to show");
        if (supervisor->files.count == 0)
            renew_documents(supervisor);
    } else if (publisher->pid == 0) {
        systemd_notify("READY=1");
    }
    open_doors(supervisor);
    return 0;
}

/* A process ended with STATUS that is not the publisher. */
static void
note_death(struct supervisor *supervisor, pid_t pid, int status, uint64_t now)
{
    const struct connection *gone;

    if (pid == supervisor->proxy.pid) {
        while (accept_proxied(supervisor, now))
            ;
        proxy_ended(&supervisor->proxy, status);
        count_crash(supervisor, "proxy", status);
        return;
    }
    gone = connections_remove(supervisor->connections, pid, status, now);
    if (gone == NULL)
        return;
    metrics_count_visit(supervisor->metrics, mark_kind(*gone->kind),
                        now - gone->since);
    count_crash(supervisor, "worker", status);
}

/* PID is stopped: kill it where it is the launcher, for which every visitor
 * would wait. Returns whether it is dead, and *STATUS says of what: until that
 * is known, visitors would be led to it. */
static bool
end_stopped(const struct supervisor *supervisor, pid_t pid, int *status)
{
    if (pid != supervisor->launcher.pid)
        return false;
    kill(pid, SIGKILL);
    return waitpid(pid, status, 0) == pid;
}

/* Bury the dead. Returns -1 where the first publication left nothing. */
static int
reap(struct supervisor *supervisor, struct error *error)
{
    pid_t *told = &supervisor->exited, pid;
    int status;

    while ((pid = process_changed(told, &status, WUNTRACED)) > 0) {
        if (WIFSTOPPED(status) && !end_stopped(supervisor, pid, &status))
            continue;
        if (pid == supervisor->publisher.pid) {
            if (note_publication(supervisor, status, error) < 0)
                return -1;
            continue;
        }
        if (pid == supervisor->launcher.pid)
            replace_porter(supervisor, status, clock_now());
        else
            note_death(supervisor, pid, status, clock_now());
    }
    return 0;
}

static void
reload(struct supervisor *supervisor)
{
    struct error error;

    if (supervisor->publisher.again)
        return; /* it will see this change too */
    LOG(EVENT_RELOAD,
        LOG_NUMBER("sessions", connections_active(supervisor->connections)));
    if (supervisor->publisher.content == NULL) {
        renew_documents(supervisor);
        return;
    }
    systemd_notify_reloading();
    if (publisher_start(&supervisor->publisher, &error) < 0) {
        LOG(EVENT_ERROR, LOG_TEXT("publisher", error.text));
        supervisor->watch.due = clock_now() + SUPERVISOR_REST;
        systemd_notify("READY=1");
    }
}

/* Let in who has knocked by now, and nobody after them. */
static void
drain(struct supervisor *supervisor, uint64_t now)
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

/* First politely; workers that do not end, or a second request, end all. */
static void
shut_down(struct supervisor *supervisor, uint64_t now)
{
    if (supervisor->shutting++ == 0) {
        LOG(EVENT_SHUTDOWN,
            LOG_NUMBER("sessions",
                       connections_active(supervisor->connections)));
        systemd_notify("STOPPING=1");
        listener_close(&supervisor->listener);
        proxy_fini(&supervisor->proxy);
        connections_signal(supervisor->connections, SIGTERM);
        supervisor->kill_at =
            now + supervisor->plan.limits->goodbye_time * 1000 + PATIENCE;
    } else {
        supervisor->kill_at = now;
    }
}

static void
obey_signals(struct supervisor *supervisor, uint64_t now)
{
    int number;

    while ((number = process_signalfd_read(supervisor->signals,
                                           &supervisor->exited)) != 0) {
        if (number == SIGHUP && supervisor->shutting == 0)
            reload(supervisor);
        if (number == SIGTERM || number == SIGINT)
            shut_down(supervisor, now);
        if (number == SIGUSR2 && supervisor->shutting == 0 &&
            !supervisor->draining)
            drain(supervisor, now);
    }
}

/* What is due at NOW; returns when the next thing is. */
static uint64_t
meet_deadlines(struct supervisor *supervisor, uint64_t now)
{
    uint64_t next = reject_expire(&supervisor->reject, now);
    uint64_t expiry = connections_expire(supervisor->connections,
                                         supervisor->plan.limits, now);

    fill_reserve(supervisor);
    next = clock_earlier(next, expiry);
    next = clock_earlier(next, keep_porter(supervisor, now));
    if (supervisor->open)
        next = clock_earlier(next, proxy_keep(&supervisor->proxy, now));
    next = clock_earlier(
        next, metrics_turn(supervisor->metrics,
                           connections_active(supervisor->connections), now));
    if (supervisor->systemd.watchdog > 0) {
        if (now >= supervisor->ping_at) {
            systemd_notify("WATCHDOG=1");
            supervisor->ping_at = now + supervisor->systemd.watchdog;
        }
        next = clock_earlier(next, supervisor->ping_at);
    }
    if (now >= supervisor->kill_at) {
        connections_signal(supervisor->connections, SIGKILL);
        supervisor->kill_at = CLOCK_NEVER;
    }
    next = clock_earlier(next, supervisor->kill_at);
    if (supervisor->rest_until > now)
        next = clock_earlier(next, supervisor->rest_until);
    next = clock_earlier(next, publisher_expire(&supervisor->publisher, now));
    if (watch_is_due(&supervisor->watch, now) && supervisor->shutting == 0)
        reload(supervisor);
    return clock_earlier(next, supervisor->watch.due);
}

static int
turn(struct supervisor *supervisor, struct error *error)
{
    struct listener *listener = &supervisor->listener;
    enum {
        SIGNALS,
        PUBLISHER,
        WATCH,
        PROXY,
        DOORS,
        POLLS = DOORS + LISTENER_MAX
    };
    struct pollfd polls[POLLS] = {
        [SIGNALS] = {supervisor->signals, POLLIN, 0},
        [WATCH] = {supervisor->watch.fd, POLLIN, 0},
    };
    uint64_t now = clock_now();
    uint64_t next = meet_deadlines(supervisor, now);
    bool open = supervisor->open && supervisor->rest_until <= now;
    size_t count = open ? listener->count : 0;

    polls[PUBLISHER] = (struct pollfd){supervisor->publisher.fd, POLLIN, 0};
    polls[PROXY] = (struct pollfd){open ? supervisor->proxy.fd : -1, POLLIN, 0};
    for (size_t i = 0; i < count; i++)
        polls[DOORS + i] = (struct pollfd){listener->fds[i], POLLIN, 0};
    poll(polls, DOORS + count, clock_until(next, now));
    now = clock_now();
    if (polls[PUBLISHER].revents != 0)
        publisher_read(&supervisor->publisher);
    if (polls[WATCH].revents != 0)
        watch_read(&supervisor->watch, now);
    if (polls[SIGNALS].revents != 0)
        obey_signals(supervisor, now);
    if (supervisor->exited != 0 && reap(supervisor, error) < 0)
        return -1;
    /* Who knocks at the end is for the next server; who knocks now finds no
     * dead helpers. */
    if (polls[PROXY].revents != 0 && supervisor->shutting == 0)
        accept_proxied(supervisor, now);
    for (size_t i = 0; i < count && supervisor->shutting == 0; i++)
        if (polls[DOORS + i].revents != 0)
            accept_connections(supervisor, listener->fds[i], now);
    return 0;
}

static bool
is_over(const struct supervisor *supervisor)
{
    return (supervisor->shutting > 0 || supervisor->draining) &&
           supervisor->connections->count == 0 && supervisor->proxy.pid == 0;
}

int
supervisor_run(struct supervisor *supervisor, struct error *error)
{
    if (publisher_start(&supervisor->publisher, error) < 0)
        return -1;
    if (supervisor->publisher.pid == 0) {
        if (!publisher_has_content(&supervisor->publisher))
            return error_set(error, "%s: there is nothing to show",
                             supervisor->publisher.directory);
        renew_documents(supervisor);
        open_doors(supervisor);
    }
    while (!is_over(supervisor))
        if (turn(supervisor, error) < 0)
            return -1;
    return 0;
}
