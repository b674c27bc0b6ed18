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

/* The proxy process or a worker ended with STATUS. */
static void
children_ended(struct supervisor *supervisor, pid_t pid, int status,
               uint64_t now)
{
    const struct connection *gone;

    if (pid == supervisor->proxy.pid) {
        while (accept_proxied(supervisor, now))
            ;
        proxy_ended(&supervisor->proxy, status);
        children_count_crash(supervisor, "proxy", status);
        return;
    }
    gone = connections_remove(supervisor->connections, pid, status, now);
    if (gone == NULL)
        return;
    metrics_count_connection(supervisor->metrics, session_kind_of(*gone->kind),
                             now - gone->since);
    if (session_kind_of(*gone->kind) >= SESSION_KIND_COMMAND)
        metrics_count_audience(supervisor->metrics, &supervisor->audiences,
                               session_kind_audience(gone->kind));
    children_count_crash(supervisor, "worker", status);
}

/* PID is stopped, or continues. Where it is the launcher, which every new
 * session needs, kill and reap it at once; kill the proxy process, too. Returns
 * whether it was reaped, with *STATUS filled. */
static bool
children_stopped(struct supervisor *supervisor, pid_t pid, int *status)
{
    bool stopped = WIFSTOPPED(*status);

    if (stopped && pid == supervisor->launcher.pid) {
        kill(pid, SIGKILL);
        return waitpid(pid, status, 0) == pid;
    }
    if (stopped && pid == supervisor->proxy.pid)
        kill(pid, SIGKILL);
    connections_note_stopped(supervisor->connections, pid, stopped,
                             clock_now());
    return false;
}

uint64_t
children_check_progress(struct supervisor *supervisor, uint64_t now)
{
    struct progress *launcher = &supervisor->launcher_progress,
                    *proxy = &supervisor->proxy_progress;

    if (progress_is_stuck(launcher, supervisor->launcher.pid,
                          launcher_is_behind(&supervisor->launcher), now))
        kill(supervisor->launcher.pid, SIGKILL);
    if (progress_is_stuck(proxy, supervisor->proxy.pid,
                          listener_has_pending(&supervisor->proxy.listeners),
                          now))
        kill(supervisor->proxy.pid, SIGKILL);
    return clock_earlier(progress_due(launcher), progress_due(proxy));
}

int
children_reap(struct supervisor *supervisor, struct error *error)
{
    pid_t *exited = &supervisor->exited, pid;
    int status;

    while ((pid = process_changed(exited, &status, WUNTRACED | WCONTINUED)) >
           0) {
        if ((WIFSTOPPED(status) || WIFCONTINUED(status)) &&
            !children_stopped(supervisor, pid, &status))
            continue;
        if (pid == supervisor->publisher.pid) {
            if (publication_ended(supervisor, status, error) < 0)
                return -1;
            continue;
        }
        if (pid == supervisor->launcher.pid)
            children_replace_launcher(supervisor, status, clock_now());
        else
            children_ended(supervisor, pid, status, clock_now());
    }
    return 0;
}
