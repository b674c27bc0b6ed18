#include "launcher/launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fdpass.h"
#include "base/title.h"
#include "launcher/zygote.h"
#include "process/process.h"
#include "launcher/program.h"
#include "launcher/renderer.h"
#include "launcher/launcher_client.h"
#include "launcher/session_request.h"
#include "base/array.h"

#define CONTROL_FD   3    /* where the launcher keeps its end */
#define EVENTS       64   /* looked at in one turn */
#define ABANDONED_MS 1000 /* from SIGHUP to SIGKILL, in milliseconds */
#define REPEAT_TIME  1000 /* between two zygotes, in milliseconds */

/* What the supervisor says, in a byte: with the first comes a descriptor, if
 * we have room for one. */
#define CONNECT 's'
#define RENEW   'r'

/* One worker's, as long as that lives or its renderer does. */
struct place {
    struct place *next;
    int fd; /* -1: the worker is gone */
    struct renderer renderer;
    uint64_t kill_at; /* of an abandoned renderer */
};

/* What an event is about, where it is no place: told apart by address. */
static struct place supervisor, dead, zygote_event;

static const struct program *shown;
static struct zygote zygote = {.fd = -1};
static uint64_t opened; /* when the zygote was */
static struct place *places;
static size_t abandoned;
static int events, deaths; /* epoll, signalfd */
static bool closed;        /* no more places */

static int
watch(int fd, struct place *place)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = place};

    return epoll_ctl(events, EPOLL_CTL_ADD, fd, &event);
}

/* A worker that is gone is noticed when its next order is awaited. */
static void
answer(const struct place *place, enum launcher_event event, int value)
{
    const struct launcher_reply reply = {.event = event, .value = value};
    bool started = event == LAUNCHER_STARTED;

    fdpass_send(place->fd, &reply, sizeof(reply), place->renderer.ends,
                started ? place->renderer.end_count : 0);
}

/* Nobody waits until it is ready: visits go on without. */
static void
open_nursery(uint64_t now)
{
    opened = now;
    if (shown->can_fork && zygote_open(&zygote, shown) == 0)
        watch(zygote.fd, &zygote_event);
}

/* A zygote that ended is replaced, but this visit goes on without. Returns 0
 * or an errno. */
static int
start_renderer(struct renderer *renderer, const struct session_request *request)
{
    uint64_t now = clock_now();

    if (zygote.pid == 0 && now >= opened + REPEAT_TIME)
        open_nursery(now);
    return renderer_start(renderer, &zygote, shown, request);
}

static void
start(struct place *place, const struct session_request *request)
{
    struct renderer *renderer = &place->renderer;
    int error = EPROTO;

    if (renderer->pid == 0 && session_request_is_sound(request))
        error = start_renderer(renderer, request);
    if (error != 0) {
        answer(place, LAUNCHER_FAILED, error);
        return;
    }
    answer(place, LAUNCHER_STARTED, 0);
    for (size_t i = 0; i < renderer->end_count; i++)
        close(renderer->ends[i]);
}

static void
send_signal(const struct place *place, int number)
{
    if (place->renderer.pid > 0)
        kill(place->renderer.pid, number);
}

static void
forget(struct place *place)
{
    struct place **link = &places;

    while (*link != NULL && *link != place)
        link = &(*link)->next;
    if (*link != NULL)
        *link = place->next;
    free(place);
}

/* The worker of PLACE is gone: its renderer must go, too. */
static void
abandon(struct place *place)
{
    /* A child that is about to become a program may have it, too: to close it
     * would not be the end of its events. */
    epoll_ctl(events, EPOLL_CTL_DEL, place->fd, NULL);
    close(place->fd);
    place->fd = -1;
    if (place->renderer.pid == 0) {
        forget(place);
        return;
    }
    send_signal(place, SIGHUP);
    place->kill_at = clock_now() + ABANDONED_MS;
    abandoned++;
}

/* Do what a worker asks. */
static void
obey(struct place *place)
{
    static struct launcher_request order;
    ssize_t n = recv(place->fd, &order, sizeof(order), MSG_DONTWAIT);

    if (n < 0 && errno == EAGAIN)
        return;
    if (n != (ssize_t)sizeof(order))
        abandon(place);
    else if (order.signal == 0)
        start(place, &order.request);
    else if (order.signal == SIGHUP || order.signal == SIGTERM ||
             order.signal == SIGKILL || order.signal == SIGUSR1)
        send_signal(place, order.signal);
}

static void
reap_renderer(struct place *place, int status)
{
    place->renderer.pid = 0;
    if (place->fd >= 0) {
        answer(place, LAUNCHER_ENDED, status);
        return;
    }
    abandoned--;
    forget(place);
}

static void
reap(void)
{
    pid_t pid, told = 0;
    int status;

    process_signalfd_read(deaths, &told);
    while ((pid = process_changed(&told, &status, 0)) > 0) {
        struct place *place = places;

        if (pid == zygote.pid)
            zygote_close(&zygote);
        while (place != NULL && place->renderer.pid != pid)
            place = place->next;
        if (place != NULL)
            reap_renderer(place, status);
    }
}

/* A worker whose place there is no room for sees that nobody is there. */
static void
add(int fd)
{
    struct place *place = calloc(1, sizeof(*place));

    if (place == NULL || watch(fd, place) < 0) {
        free(place);
        close(fd);
        return;
    }
    *place = (struct place){.next = places, .fd = fd};
    places = place;
}

static void
obey_supervisor(void)
{
    int fds[FDPASS_MAX];
    char word;
    size_t count;
    ssize_t n = fdpass_receive(CONTROL_FD, &word, sizeof(word), fds, &count);

    if (n < 0 && errno == EAGAIN)
        return;
    if (n > 0 && word == CONNECT) {
        if (count > 0)
            add(fds[0]);
        return;
    }
    zygote_close(&zygote);
    if (n > 0) {
        open_nursery(clock_now());
        return;
    }
    closed = true;
    epoll_ctl(events, EPOLL_CTL_DEL, CONTROL_FD, NULL);
}

/* Kill the abandoned renderers that did not end. Returns when to do so again.
 */
static uint64_t
meet_deadlines(uint64_t now)
{
    uint64_t next = CLOCK_NEVER;

    if (abandoned == 0)
        return next;
    for (struct place *place = places; place != NULL; place = place->next) {
        if (place->fd >= 0)
            continue;
        if (now >= place->kill_at) {
            send_signal(place, SIGKILL);
            place->kill_at = CLOCK_NEVER;
        }
        next = clock_earlier(next, place->kill_at);
    }
    return next;
}

static _Noreturn void
run(void)
{
    static const int signals[] = {SIGCHLD, 0};

    process_raise_limit(RLIMIT_NOFILE); /* one for every place */
    events = epoll_create1(EPOLL_CLOEXEC);
    deaths = process_signalfd_open(signals);
    if (watch(CONTROL_FD, &supervisor) < 0 || watch(deaths, &dead) < 0)
        _exit(EXIT_FAILURE);
    while (!closed || places != NULL) {
        struct epoll_event ready[EVENTS];
        uint64_t now = clock_now();
        int n = epoll_wait(events, ready, EVENTS,
                           clock_until(meet_deadlines(now), now));
        bool reaping = false;

        for (int i = 0; i < n; i++) {
            if (ready[i].data.ptr == &supervisor)
                obey_supervisor();
            else if (ready[i].data.ptr == &dead)
                reaping = true;
            else if (ready[i].data.ptr == &zygote_event)
                zygote_receive(&zygote);
            else
                obey(ready[i].data.ptr);
        }
        if (reaping) /* last: it frees places */
            reap();
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
        setsid(); /* a Ctrl-C in the supervisor's terminal is not for us, */
        for (size_t i = 0; i < COUNT(ignored); i++)
            signal(ignored[i], SIG_IGN); /* and neither is pkill -HUP */
        dup2(ends[1], CONTROL_FD);
        process_close_from(CONTROL_FD + 1, false);
        fcntl(CONTROL_FD, F_SETFD, FD_CLOEXEC);
        process_limit(RLIMIT_CORE, 0);
        shown = program;
        run();
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
launcher_close(struct launcher *launcher)
{
    if (launcher->pid != 0)
        close(launcher->fd);
    *launcher = (struct launcher){.fd = -1};
}
