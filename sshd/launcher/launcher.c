#include "launcher/launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/fdpass.h"
#include "base/title.h"
#include "launcher/launcher_client.h"
#include "launcher/program.h"
#include "launcher/renderer.h"
#include "launcher/session_request.h"
#include "launcher/zygote.h"
#include "process/privileges.h"
#include "process/process.h"

#define CONTROL_FD      3    /* where the launcher keeps its end */
#define EVENTS_MAX      64   /* handled in one turn */
#define KILL_DELAY_MS   1000 /* from SIGHUP to SIGKILL, in milliseconds */
#define STOPPED_MAX_MS  5000 /* for which a renderer may be stopped */
#define ZYGOTE_RETRY_MS 1000 /* between two zygotes, in milliseconds */

/* A message of the supervisor is one byte; CONNECT comes with a descriptor,
 * unless there was no room for one. PING asks for nothing. */
#define CONNECT 's'
#define RENEW   'r'
#define PING    'p'

/* A worker's connection. It exists until the worker and its renderer have
 * ended. */
struct client {
    struct client *next;
    int fd; /* -1: the worker has exited */
    struct renderer renderer;
    uint64_t kill_at; /* of an abandoned or stopped renderer */
};

/* Event sources other than clients. Only their addresses are used. */
static struct client supervisor, exited, zygote_event;

static const struct program *program_to_run;
static struct zygote zygote = {.fd = -1};
static uint64_t zygote_opened_at; /* when it was started */
static struct client *clients;
static uint64_t kill_at = CLOCK_NEVER; /* the first of all clients */
static int epoll_fd, signal_fd;
static bool is_closed; /* the supervisor connects no more workers */

static int
launcher_watch(int fd, struct client *client)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};

    return epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

/* Errors are ignored: a read detects that the worker has exited. */
static void
launcher_reply_to(const struct client *client,
                  const struct launcher_reply *reply)
{
    bool started = reply->event == LAUNCHER_STARTED;

    fdpass_send(client->fd, reply, sizeof(*reply), client->renderer.ends,
                started ? client->renderer.end_count : 0);
}

/* Does not wait for the zygote; renderers are executed until it is ready. */
static void
launcher_open_zygote(uint64_t now)
{
    zygote_opened_at = now;
    if (program_to_run->can_fork && zygote_open(&zygote, program_to_run) == 0)
        launcher_watch(zygote.fd, &zygote_event);
}

/* Replace a zygote that has ended, but execute this renderer. Returns 0 or an
 * errno. */
static int
launcher_start_renderer(struct renderer *renderer,
                        const struct session_request *request)
{
    uint64_t now = clock_now();

    if (zygote.pid == 0 && now >= zygote_opened_at + ZYGOTE_RETRY_MS)
        launcher_open_zygote(now);
    return renderer_start(renderer, &zygote, program_to_run, request);
}

static void
launcher_start(struct client *client, const struct session_request *request)
{
    struct renderer *renderer = &client->renderer;
    struct launcher_reply reply = {LAUNCHER_STARTED, CLOCK_MONOTONIC, 0};
    int error = EPROTO;

    if (renderer->pid == 0 && session_request_is_valid(request))
        error = launcher_start_renderer(renderer, request);
    if (error != 0) {
        reply = (struct launcher_reply){LAUNCHER_FAILED, error, 0};
        launcher_reply_to(client, &reply);
        return;
    }
    clock_getcpuclockid(renderer->pid, &reply.value);
    launcher_reply_to(client, &reply);
    for (size_t i = 0; i < renderer->end_count; i++)
        close(renderer->ends[i]);
}

static void
launcher_send_signal(const struct client *client, int number)
{
    if (client->renderer.pid > 0)
        kill(client->renderer.pid, number);
}

static void
launcher_remove_client(struct client *client)
{
    struct client **link = &clients;

    while (*link != NULL && *link != client)
        link = &(*link)->next;
    if (*link != NULL)
        *link = client->next;
    free(client);
}

static void
launcher_kill_later(struct client *client, uint64_t milliseconds)
{
    client->kill_at =
        clock_earlier(client->kill_at, clock_now() + milliseconds);
    kill_at = clock_earlier(kill_at, client->kill_at);
}

/* The worker of CLIENT has exited: end its renderer too. */
static void
launcher_abandon(struct client *client)
{
    /* A child before its exec may also have the descriptor: closing it would
     * not end its events. */
    epoll_ctl(epoll_fd, EPOLL_CTL_DEL, client->fd, NULL);
    close(client->fd);
    client->fd = -1;
    if (client->renderer.pid == 0) {
        launcher_remove_client(client);
        return;
    }
    launcher_send_signal(client, SIGHUP);
    launcher_kill_later(client, KILL_DELAY_MS);
}

/* Handle the request of a worker. */
static void
launcher_handle_request(struct client *client)
{
    static struct launcher_request request;
    ssize_t n = recv(client->fd, &request, sizeof(request), MSG_DONTWAIT);

    if (n < 0 && errno == EAGAIN)
        return;
    if (n != (ssize_t)sizeof(request))
        launcher_abandon(client);
    else if (request.signal == 0)
        launcher_start(client, &request.request);
    else if (request.signal == SIGHUP || request.signal == SIGTERM ||
             request.signal == SIGKILL || request.signal == SIGUSR1)
        launcher_send_signal(client, request.signal);
}

static void
launcher_reap_renderer(struct client *client, int status, uint64_t used)
{
    const struct launcher_reply reply = {LAUNCHER_ENDED, status, used};

    client->renderer.pid = 0;
    client->kill_at = CLOCK_NEVER;
    if (client->fd >= 0)
        launcher_reply_to(client, &reply);
    else
        launcher_remove_client(client);
}

/* The renderer of CLIENT was stopped or continued. */
static void
launcher_note_stopped(struct client *client, bool stopped)
{
    if (stopped)
        launcher_kill_later(client, STOPPED_MAX_MS);
    else if (client->fd >= 0)
        client->kill_at = CLOCK_NEVER;
}

static struct client *
launcher_find_client(pid_t renderer)
{
    struct client *client = clients;

    while (client != NULL && client->renderer.pid != renderer)
        client = client->next;
    return client;
}

/* The child PID ended, was stopped or was continued, according to STATUS; it
 * has used USED. */
static void
launcher_handle_child(pid_t pid, int status, uint64_t used)
{
    bool ended = WIFEXITED(status) || WIFSIGNALED(status);
    struct client *client = launcher_find_client(pid);

    if (pid == zygote.pid && ended)
        zygote_close(&zygote);
    if (pid == zygote.pid && WIFSTOPPED(status))
        kill(pid, SIGKILL);
    if (client != NULL && ended)
        launcher_reap_renderer(client, status, used);
    else if (client != NULL)
        launcher_note_stopped(client, WIFSTOPPED(status));
}

static void
launcher_reap(void)
{
    static uint64_t used; /* by all children up to now */
    pid_t pid, first = 0; /* the child that SIGCHLD names */
    int status;

    process_signalfd_read(signal_fd, &first);
    while ((pid = process_changed(&first, &status, WUNTRACED | WCONTINUED)) >
           0) {
        uint64_t before = used;

        used = process_children_used();
        launcher_handle_child(pid, status, used - before);
    }
}

/* Without memory for a worker, close its connection: the worker notices. */
static void
launcher_add_client(int fd)
{
    struct client *client = calloc(1, sizeof(*client));

    if (client == NULL || launcher_watch(fd, client) < 0) {
        free(client);
        close(fd);
        return;
    }
    *client =
        (struct client){.next = clients, .fd = fd, .kill_at = CLOCK_NEVER};
    clients = client;
}

static void
launcher_handle_supervisor(void)
{
    int fds[FDPASS_MAX];
    char word;
    size_t count;
    ssize_t n = fdpass_receive(CONTROL_FD, &word, sizeof(word), fds, &count);

    if (n < 0 && errno == EAGAIN)
        return;
    if (n > 0 && word == CONNECT) {
        if (count > 0)
            launcher_add_client(fds[0]);
        return;
    }
    if (n > 0 && word == PING)
        return;
    zygote_close(&zygote);
    if (n > 0) {
        launcher_open_zygote(clock_now());
        return;
    }
    is_closed = true;
    epoll_ctl(epoll_fd, EPOLL_CTL_DEL, CONTROL_FD, NULL);
}

/* Kill the abandoned renderers that did not end, and those that stay stopped.
 * Returns when to call it again. */
static uint64_t
launcher_kill_due(uint64_t now)
{
    if (now < kill_at)
        return kill_at;
    kill_at = CLOCK_NEVER;
    for (struct client *client = clients; client != NULL;
         client = client->next) {
        if (now >= client->kill_at) {
            launcher_send_signal(client, SIGKILL);
            client->kill_at = CLOCK_NEVER;
        }
        kill_at = clock_earlier(kill_at, client->kill_at);
    }
    return kill_at;
}

static _Noreturn void
launcher_run(void)
{
    static const int signals[] = {SIGCHLD, 0};

    process_raise_limit(RLIMIT_NOFILE); /* one for every client */
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    signal_fd = process_signalfd_open(signals);
    if (launcher_watch(CONTROL_FD, &supervisor) < 0 ||
        launcher_watch(signal_fd, &exited) < 0)
        _exit(EXIT_FAILURE);
    while (!is_closed || clients != NULL) {
        struct epoll_event ready[EVENTS_MAX];
        uint64_t now = clock_now();
        int n = epoll_wait(epoll_fd, ready, EVENTS_MAX,
                           clock_until(launcher_kill_due(now), now));
        bool reaping = false;

        for (int i = 0; i < n; i++) {
            if (ready[i].data.ptr == &supervisor)
                launcher_handle_supervisor();
            else if (ready[i].data.ptr == &exited)
                reaping = true;
            else if (ready[i].data.ptr == &zygote_event)
                zygote_receive(&zygote);
            else
                launcher_handle_request(ready[i].data.ptr);
        }
        if (reaping) /* last: it frees clients */
            launcher_reap();
    }
    _exit(0);
}

int
launcher_open(struct launcher *launcher, const struct program *program)
{
    static const int ignored[] = {SIGHUP, SIGINT, SIGPIPE, SIGUSR1, SIGUSR2};
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return -1;
    launcher->pid = fork();
    if (launcher->pid == 0) {
        title_set("resume-launcher", "resume-sshd: launcher");
        setsid(); /* no Ctrl-C from the supervisor's terminal */
        for (size_t i = 0; i < COUNT(ignored); i++)
            signal(ignored[i], SIG_IGN); /* pkill -HUP resume-sshd */
        dup2(ends[1], CONTROL_FD);
        process_close_from(CONTROL_FD + 1);
        fcntl(CONTROL_FD, F_SETFD, FD_CLOEXEC);
        process_limit(RLIMIT_CORE, 0);
        if (privileges_become(program->user) < 0)
            _exit(EXIT_FAILURE);
        program_to_run = program;
        launcher_run();
    }
    close(ends[1]);
    launcher->fd = ends[0];
    if (launcher->pid > 0)
        return 0;
    launcher_close(launcher);
    return -1;
}

int
launcher_connect(const struct launcher *launcher)
{
    static const char word = CONNECT;
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return -1;
    if (fdpass_send(launcher->fd, &word, sizeof(word), &ends[1], 1) < 0) {
        int saved = errno;

        close(ends[0]);
        close(ends[1]);
        errno = saved;
        return -1;
    }
    close(ends[1]);
    return ends[0];
}

void
launcher_renew(const struct launcher *launcher)
{
    static const char word = RENEW;

    fdpass_send(launcher->fd, &word, sizeof(word), NULL, 0);
}

void
launcher_ping(const struct launcher *launcher)
{
    static const char word = PING;

    fdpass_send(launcher->fd, &word, sizeof(word), NULL, 0);
}

bool
launcher_is_behind(const struct launcher *launcher)
{
    int unread = 0;

    return launcher->pid > 0 && ioctl(launcher->fd, SIOCOUTQ, &unread) == 0 &&
           unread > 0;
}

void
launcher_close(struct launcher *launcher)
{
    if (launcher->pid != 0)
        close(launcher->fd);
    *launcher = (struct launcher){.fd = -1};
}
