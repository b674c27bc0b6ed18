#include "worker/worker.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/title.h"
#include "files/published_files.h"
#include "net/peer.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/memory_guard.h"
#include "process/privileges.h"
#include "process/process.h"
#include "process/sandbox.h"
#include "process/session_kind.h"
#include "worker/session_callbacks.h"
#include "worker/worker_loop.h"

#define DESCRIPTORS 32
#define PROBES      3

/* Seconds after the stall timeout for which the kernel waits for a client that
 * reads nothing, so that the worker acts first and logs why. A worker that used
 * too much CPU time checks the client only after its rest. */
#define USER_TIMEOUT_SLACK 5
#define REST_MAX(share)    (100 / (int)(share)) /* see cpu_limiter.h */

/* Send answers immediately, queue little for a client that does not read, and
 * let the kernel detect a dead peer: no process has to wake up for that. */
static void
worker_tune_socket(int fd, const struct limits *limits)
{
    const int keepalive = (int)limits->keepalive;
    const int stall = (int)limits->stall_timeout + USER_TIMEOUT_SLACK +
                      REST_MAX(limits->cpu_share);
    const struct {
        int level, name, value;
    } settings[] = {
        {IPPROTO_TCP, TCP_NODELAY, 1},
        {IPPROTO_TCP, TCP_QUICKACK, 1},
        {IPPROTO_TCP, TCP_USER_TIMEOUT, stall * 1000},
        {IPPROTO_TCP, TCP_KEEPIDLE, keepalive},
        {IPPROTO_TCP, TCP_KEEPINTVL, keepalive},
        {IPPROTO_TCP, TCP_KEEPCNT, PROBES},
        {SOL_SOCKET, SO_KEEPALIVE, 1},
        {SOL_SOCKET, SO_SNDBUF, 64 * 1024},
    };

    for (size_t i = 0; i < COUNT(settings); i++)
        setsockopt(fd, settings[i].level, settings[i].name, &settings[i].value,
                   sizeof(settings[i].value));
}

/* The name of the session's kind; see session_kind.h. */
static const char *
worker_kind_name(const struct worker_loop *loop)
{
    static const char *const names[] = {
#define X(kind, name) [kind] = (name),
        SESSION_KINDS(X)
#undef X
    };

    return names[session_kind_of(*loop->kind)];
}

static void
worker_log_closed(struct worker_loop *loop, uint64_t began)
{
    const struct session *session = &loop->session;
    char pages[VISIT_TEXT_MAX], documents[VISIT_TEXT_MAX];

    visit_close(&loop->visit, clock_now());
    visit_print_pages(&loop->visit, pages);
    visit_print_documents(&loop->visit, documents);
    LOG(EVENT_DISCONNECTED,
        LOG_TEXT("reason", disconnect_reason_name(loop->machine.reason)),
        LOG_TEXT("session", worker_kind_name(loop)),
        LOG_TEXT("audience", loop->visit.audience), LOG_TEXT("pages", pages),
        LOG_TEXT("documents", documents),
        LOG_NUMBER("seconds", (clock_now() - began) / 1000),
        LOG_NUMBER("received", session->received),
        LOG_NUMBER("sent", session->sent),
        LOG_NUMBER("refusals", session->refusals),
        LOG_WIRE("detail", session_detail(session)));
}

/* Returns one of enum worker_status. */
static int
worker_exit_status(const struct worker_loop *loop)
{
    if (loop->machine.reason == DISCONNECT_FAILED)
        return WORKER_FAILED;
    if (loop->cpu_limit_hit)
        return WORKER_CPU_LIMIT;
    if (loop->machine.reason == DISCONNECT_GRACE)
        return WORKER_LATE;
    if (!loop->session.authenticated &&
        (loop->machine.reason == DISCONNECT_LEFT ||
         loop->machine.reason == DISCONNECT_MISUSED ||
         loop->machine.reason == DISCONNECT_DISPLACED))
        return WORKER_UNAUTHENTICATED;
    return WORKER_OK;
}

/* From here on the process reads the client's bytes, and is sandboxed. */
static bool
worker_enter_sandbox(void)
{
    struct error error;

    if (sandbox_enter(SANDBOX_WORKER, &error) == 0)
        return true;
    LOG(EVENT_ERROR, LOG_TEXT("sandbox", error.text));
    return false;
}

/* Keep the published FILES, the client's socket FD and LAUNCHER; close all
 * other descriptors of the supervisor. */
static bool
worker_keep_descriptors(const struct published_files *files, int fd,
                        int launcher)
{
    size_t most = published_files_max(files);
    int *fds = malloc((most + 2) * sizeof(*fds));
    size_t count;

    if (fds == NULL)
        return false;
    count = published_files_descriptors(files, fds, most);
    fds[count++] = fd;
    fds[count++] = launcher;
    process_close_others(STDERR_FILENO + 1, fds, count);
    free(fds);
    return true;
}

/* Prepare the process, before the first byte, for one connection. */
static bool
worker_prepare(struct worker_loop *loop, const struct worker_plan *plan,
               int launcher, atomic_uchar *kind, int fd)
{
    bool kept;

    title_set("resume-sshd", "resume-sshd: worker");
    process_die_with_parent(plan->supervisor, SIGTERM);
    setsid(); /* no Ctrl-C from the supervisor's terminal */
    signal(SIGHUP,
           SIG_IGN); /* `pkill -HUP resume-sshd` is meant for the supervisor */
    signal(SIGINT, SIG_IGN);
    process_prefer_oom_kill();
    title_forget_environment();
    kept = worker_keep_descriptors(plan->files, fd, launcher);
    process_limit(RLIMIT_CORE, 0);
    process_limit_cpu(plan->limits->cpu_time);
    process_limit(RLIMIT_NOFILE, DESCRIPTORS);
    return kept && worker_loop_init(loop, plan, launcher, kind) == 0 &&
           worker_enter_sandbox();
}

/* Serve PEER on FD to the end. */
static _Noreturn void
worker_serve(struct worker_loop *loop, const struct peer *peer, int fd,
             bool prepared)
{
    const struct limits *limits = loop->plan->limits;
    uint64_t began = clock_now();
    enum disconnect_reason reason;

    memory_guard_arm(WORKER_FAILED);
    alarm((unsigned)(limits->grace_time + limits->grace_jitter) +
          LIMIT_ALARM_SLACK);
    log_set_peer(peer->text);
    worker_tune_socket(fd, limits);
    worker_loop_begin(loop, began);
    if (!prepared)
        loop->machine.reason = DISCONNECT_FAILED;
    else if (session_open(&loop->session, loop->plan->bind, fd,
                          limits->max_env) < 0)
        loop->machine.reason = session_was_left(&loop->session)
                                   ? DISCONNECT_LEFT /* a port scan */
                                   : DISCONNECT_MISUSED;
    else
        worker_loop_serve(loop);

    reason = loop->machine.reason;
    /* Before the last line of the log: its readers expect the connection to
     * be closed. */
    session_kind_close(loop->kind);
    worker_log_closed(loop, began);
    relay_close(&loop->relay);
    launcher_client_close(&loop->launcher);
    if (reason != DISCONNECT_LEFT)
        session_disconnect(&loop->session, disconnect_reason_message(reason));
    process_end(worker_exit_status(loop));
}

/* Too large for a stack; aligned so that it takes the fewest pages. */
static _Alignas(4096) struct worker_loop loop;

_Noreturn void
worker_run(const struct worker_plan *plan, int launcher, atomic_uchar *kind,
           const struct peer *peer, int fd)
{
    bool prepared = worker_prepare(&loop, plan, launcher, kind, fd);

    worker_serve(&loop, peer, fd, prepared);
}
