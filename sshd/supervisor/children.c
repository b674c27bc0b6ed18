#include "supervisor/children.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/error.h"
#include "process/log.h"
#include "process/process.h"
#include "supervisor/accept.h"
#include "supervisor/publication.h"
#include "supervisor/supervisor_state.h"

uint64_t
children_keep_launcher(struct supervisor *supervisor, uint64_t now)
{
    if (supervisor->launcher.pid > 0)
        return CLOCK_NEVER;
    if (now < supervisor->launcher_at)
        return supervisor->launcher_at;
    supervisor->launcher_at = now + SUPERVISOR_RETRY;
    if (launcher_open(&supervisor->launcher, &supervisor->plan.program) < 0) {
        log_error("cannot start the launcher: %s", strerror(errno));
        return supervisor->launcher_at;
    }
    launcher_renew(&supervisor->launcher);
    return CLOCK_NEVER;
}

/* The alarm that ends a worker is no crash. */
static void
children_count_crash(struct supervisor *supervisor, const char *process,
                     int status)
{
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGALRM)
        metrics_count(supervisor->metrics, METRICS_CRASHES, process);
}

/* The launcher ended: start another one. Open connections do not need it. */
static void
children_replace_launcher(struct supervisor *supervisor, int status,
                          uint64_t now)
{
    children_count_crash(supervisor, "launcher", status);
    LOG(EVENT_CRASHED, LOG_TEXT("process", "launcher"),
        LOG_NUMBER("pid", supervisor->launcher.pid),
        LOG_NUMBER("exit", process_exit_status(status)));
    launcher_close(&supervisor->launcher);
    children_keep_launcher(supervisor, now);
}

/* The proxy process ended with STATUS. */
static void
children_proxy_ended(struct supervisor *supervisor, int status, uint64_t now)
{
    while (accept_proxied(supervisor, now))
        ;
    proxy_ended(&supervisor->proxy, status);
    children_count_crash(supervisor, "proxy", status);
}

/* A worker ended with STATUS, or a process that was given up before. */
static void
children_worker_ended(struct supervisor *supervisor, pid_t pid, int status,
                      uint64_t now)
{
    const struct connection *gone =
        connections_remove(supervisor->connections, pid, status, now);

    if (gone == NULL)
        return;
    metrics_count_connection(supervisor->metrics, session_kind_of(*gone->kind),
                             now - gone->since);
    if (session_kind_of(*gone->kind) >= SESSION_KIND_COMMAND)
        metrics_count_audience(supervisor->metrics, &supervisor->audiences,
                               session_kind_audience(gone->kind));
    children_count_crash(supervisor, "worker", status);
}

static void
children_ended(struct supervisor *supervisor, pid_t pid, int status,
               uint64_t now)
{
    if (pid == supervisor->launcher.pid)
        children_replace_launcher(supervisor, status, now);
    else if (pid == supervisor->proxy.pid)
        children_proxy_ended(supervisor, status, now);
    else
        children_worker_ended(supervisor, pid, status, now);
}

/* Kill PID, and replace it at once: in a frozen control group (version 1) it
 * ends only when that is thawed. */
static void
children_give_up(struct supervisor *supervisor, pid_t pid, uint64_t now)
{
    kill(pid, SIGKILL);
    children_ended(supervisor, pid, SIGKILL, now); /* as wait(2) reports it */
}

/* PID is stopped, or continues. Replace it where it is the launcher, which
 * every new session needs, or the proxy process. */
static void
children_stopped(struct supervisor *supervisor, pid_t pid, bool stopped,
                 uint64_t now)
{
    if (stopped &&
        (pid == supervisor->launcher.pid || pid == supervisor->proxy.pid))
        children_give_up(supervisor, pid, now);
    else
        connections_note_stopped(supervisor->connections, pid, stopped, now);
}

void
children_ping(struct supervisor *supervisor, uint64_t now)
{
    launcher_ping(&supervisor->launcher);
    progress_begin(&supervisor->launcher_progress, supervisor->launcher.pid,
                   now);
    proxy_ping(&supervisor->proxy);
    progress_begin(&supervisor->proxy_progress, supervisor->proxy.pid, now);
}

uint64_t
children_check_progress(struct supervisor *supervisor, uint64_t now)
{
    struct progress *launcher = &supervisor->launcher_progress,
                    *proxy = &supervisor->proxy_progress;

    if (progress_is_stuck(launcher, supervisor->launcher.pid,
                          launcher_is_behind(&supervisor->launcher), now))
        children_give_up(supervisor, supervisor->launcher.pid, now);
    if (progress_is_stuck(proxy, supervisor->proxy.pid,
                          proxy_is_behind(&supervisor->proxy), now))
        children_give_up(supervisor, supervisor->proxy.pid, now);
    return clock_earlier(progress_due(launcher), progress_due(proxy));
}

int
children_reap(struct supervisor *supervisor, struct error *error)
{
    pid_t *exited = &supervisor->exited, pid;
    int status;

    while ((pid = process_changed(exited, &status, WUNTRACED | WCONTINUED)) >
           0) {
        if (WIFSTOPPED(status) || WIFCONTINUED(status)) {
            children_stopped(supervisor, pid, WIFSTOPPED(status), clock_now());
            continue;
        }
        if (pid == supervisor->publisher.pid) {
            if (publication_ended(supervisor, status, error) < 0)
                return -1;
            continue;
        }
        children_ended(supervisor, pid, status, clock_now());
    }
    return 0;
}
