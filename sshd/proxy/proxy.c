#include "proxy/proxy.h"

#include <errno.h>
#include <linux/sockios.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/fdpass.h"
#include "base/title.h"
#include "process/log.h"
#include "process/process.h"
#include "process/sandbox.h"
#include "proxy/proxy_reader.h"

#define RESTART_MS        1000 /* from one start to the next */
#define SPARE_DESCRIPTORS 16   /* neither listeners nor connections */

/* The number of pending connections that RLIMIT_NOFILE leaves room for; it
 * limits poll(2), too. */
static size_t
proxy_capacity(const struct listener *listeners)
{
    rlim_t fixed = listeners->count + SPARE_DESCRIPTORS;
    struct rlimit limit;

    process_limit(RLIMIT_NOFILE, fixed + PROXY_READER_MAX);
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur <= fixed)
        return 1;
    if (limit.rlim_cur - fixed < PROXY_READER_MAX)
        return (size_t)(limit.rlim_cur - fixed);
    return PROXY_READER_MAX;
}

/* In the child: set up the process, and read headers until the parent ends. */
static _Noreturn void
proxy_run_child(const struct listener *listeners, int parent_fd, pid_t parent)
{
    /* Sent by `pkill resume-sshd`, which is meant for the supervisor. */
    static const int ignored[] = {SIGHUP, SIGUSR1, SIGUSR2, 0};
    int kept[LISTENER_MAX + 1];
    struct error error;
    size_t capacity;

    process_die_with_parent(parent, SIGKILL);
    setsid(); /* leave the terminal: Ctrl-C is for the supervisor */
    process_reset_signals(ignored);
    title_set("resume-proxy", "resume-sshd: proxy");
    memcpy(kept, listeners->fds, listeners->count * sizeof(kept[0]));
    kept[listeners->count] = parent_fd;
    process_close_others(STDERR_FILENO + 1, kept, listeners->count + 1);
    process_limit(RLIMIT_CORE, 0);
    capacity = proxy_capacity(listeners);
    if (sandbox_enter(SANDBOX_PROXY, &error) < 0) {
        log_error("%s", error.text);
        _exit(EXIT_FAILURE);
    }
    proxy_reader_run(listeners, parent_fd, capacity);
}

static void
proxy_close(struct proxy *proxy)
{
    if (proxy->fd >= 0)
        close(proxy->fd);
    proxy->fd = -1;
    proxy->pid = 0;
}

static int
proxy_start(struct proxy *proxy)
{
    pid_t self = getpid();
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return -1;
    proxy->fd = ends[0];
    proxy->pid = fork();
    if (proxy->pid == 0)
        proxy_run_child(&proxy->listeners, ends[1], self);
    close(ends[1]);
    if (proxy->pid < 0) {
        proxy_close(proxy);
        return -1;
    }
    return 0;
}

uint64_t
proxy_keep(struct proxy *proxy, uint64_t now)
{
    if (proxy->pid > 0 || proxy->listeners.count == 0)
        return CLOCK_NEVER;
    if (now < proxy->start_at)
        return proxy->start_at;
    proxy->start_at = now + RESTART_MS;
    if (proxy_start(proxy) == 0)
        return CLOCK_NEVER;
    log_error("cannot start the proxy process: %s", strerror(errno));
    return proxy->start_at;
}

/* Whether an intact proxy process could have sent BODY with FD. LOST: this
 * process had no room for the descriptor. The address of a visitor needs no
 * check beyond its family: every value of its bytes is an address. */
static bool
proxy_is_valid(const struct proxy_message *body, int fd, bool lost)
{
    bool visitor = body->verdict == PROXY_HEADER_VISITOR;
    int family = body->source.ss_family;
    struct stat status;

    if (body->verdict <= PROXY_HEADER_MORE ||
        body->verdict >= PROXY_HEADER_VERDICT_COUNT)
        return false;
    if (!visitor && body->verdict != PROXY_HEADER_CHECK)
        return fd < 0 && !lost;
    if (visitor && family != AF_INET && family != AF_INET6)
        return false;
    return lost ||
           (fd >= 0 && fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode));
}

int
proxy_read(struct proxy *proxy, struct proxy_report *report)
{
    struct proxy_message body = {.verdict = PROXY_HEADER_MORE};
    int fds[FDPASS_MAX];
    size_t count;
    bool lost;
    ssize_t n;

    errno = 0;
    n = fdpass_receive(proxy->fd, &body, sizeof(body), fds, &count);
    lost = n >= 0 && errno == EMFILE;
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EMSGSIZE)) {
        close(proxy->fd); /* wait(2) reports why */
        proxy->fd = -1;
    }
    if (n == 0 || (n < 0 && errno != EMSGSIZE))
        return 0;
    report->fd = count > 0 ? fds[0] : -1;
    if (n != (ssize_t)sizeof(body) || count > 1 ||
        !proxy_is_valid(&body, report->fd, lost)) {
        while (count > 0)
            close(fds[--count]);
        kill(proxy->pid, SIGKILL);
        return 0;
    }
    report->verdict = body.verdict;
    peer_init(&report->peer, &body.source);
    return 1;
}

size_t
proxy_backlog(const struct proxy *proxy)
{
    int bytes = 0;

    /* The bytes of all messages: SOCK_SEQPACKET adds them up. */
    return ioctl(proxy->fd, FIONREAD, &bytes) == 0
               ? (size_t)bytes / sizeof(struct proxy_message)
               : 0;
}

void
proxy_ping(const struct proxy *proxy)
{
    send(proxy->fd, "", 1, MSG_NOSIGNAL);
}

/* One that has retired reads no more. */
bool
proxy_is_behind(const struct proxy *proxy)
{
    int unread = 0;

    if (proxy->pid == 0 || proxy->listeners.count == 0)
        return false;
    return (ioctl(proxy->fd, SIOCOUTQ, &unread) == 0 && unread > 0) ||
           listener_has_pending(&proxy->listeners);
}

void
proxy_retire(struct proxy *proxy)
{
    listener_close(&proxy->listeners);
    if (proxy->fd >= 0)
        shutdown(proxy->fd, SHUT_WR);
}

void
proxy_ended(struct proxy *proxy, int status)
{
    if (status != 0)
        LOG(EVENT_CRASHED, LOG_TEXT("process", "proxy"),
            LOG_NUMBER("pid", proxy->pid),
            LOG_NUMBER("exit", process_exit_status(status)));
    proxy_close(proxy);
}

void
proxy_fini(struct proxy *proxy)
{
    listener_close(&proxy->listeners);
    if (proxy->pid > 0) {
        kill(proxy->pid, SIGKILL);
        waitpid(proxy->pid, NULL, 0);
        proxy_close(proxy);
    }
}
