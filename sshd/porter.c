#include "porter.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "handover.h"
#include "nursery.h"
#include "process.h"
#include "renderer.h"
#include "seat.h"
#include "visit.h"

#define CONTROL_FD  3    /* where the porter keeps its end */
#define EVENTS      64   /* looked at in one turn */
#define ORPHAN_TIME 1000 /* from SIGHUP to SIGKILL, in milliseconds */
#define REPEAT_TIME 1000 /* between two nurseries, in milliseconds */

/* What the supervisor says, in a byte: with the first comes a descriptor, if
 * we have room for one. */
#define SEAT  's'
#define RENEW 'r'

/* One worker's, as long as that lives or its renderer does. */
struct place {
    struct place *next;
    int fd; /* -1: the worker is gone */
    struct renderer renderer;
    uint64_t kill_at; /* of an orphan */
};

/* What an event is about, where it is no place: told apart by address. */
static struct place supervisor, dead, infants;

static const struct program *shown;
static struct nursery nursery = {.fd = -1};
static uint64_t opened; /* when the nursery was */
static struct place *places;
static size_t orphans;
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
answer(const struct place *place, enum seat_news news, int value)
{
    const struct seat_letter letter = {.news = news, .value = value};
    bool started = news == SEAT_STARTED;

    handover_send(place->fd, &letter, sizeof(letter), place->renderer.ends,
                  started ? place->renderer.end_count : 0);
}

/* Nobody waits until it is ready: visits go on without. */
static void
open_nursery(uint64_t now)
{
    opened = now;
    if (shown->breeds && nursery_open(&nursery, shown) == 0)
        watch(nursery.fd, &infants);
}

/* A nursery that ended is replaced, but this visit goes on without. Returns 0
 * or an errno. */
static int
start_renderer(struct renderer *renderer, const struct visit *visit)
{
    uint64_t now = clock_now();

    if (nursery.pid == 0 && now >= opened + REPEAT_TIME)
        open_nursery(now);
    return renderer_start(renderer, &nursery, shown, visit);
}

static void
start(struct place *place, const struct visit *visit)
{
    struct renderer *renderer = &place->renderer;
    int error = EPROTO;

    if (renderer->pid == 0 && visit_is_sound(visit))
        error = start_renderer(renderer, visit);
    if (error != 0) {
        answer(place, SEAT_FAILED, error);
        return;
    }
    answer(place, SEAT_STARTED, 0);
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
    place->kill_at = clock_now() + ORPHAN_TIME;
    orphans++;
}

/* Do what a worker asks. */
static void
obey(struct place *place)
{
    static struct seat_order order;
    ssize_t n = recv(place->fd, &order, sizeof(order), MSG_DONTWAIT);

    if (n < 0 && errno == EAGAIN)
        return;
    if (n != (ssize_t)sizeof(order))
        abandon(place);
    else if (order.signal == 0)
        start(place, &order.visit);
    else if (order.signal == SIGHUP || order.signal == SIGTERM ||
             order.signal == SIGKILL || order.signal == SIGUSR1)
        send_signal(place, order.signal);
}

static void
bury(struct place *place, int status)
{
    place->renderer.pid = 0;
    if (place->fd >= 0) {
        answer(place, SEAT_ENDED, status);
        return;
    }
    orphans--;
    forget(place);
}

static void
reap(void)
{
    pid_t pid, told = 0;
    int status;

    process_caught(deaths, &told);
    while ((pid = process_changed(&told, &status, 0)) > 0) {
        struct place *place = places;

        if (pid == nursery.pid)
            nursery_close(&nursery);
        while (place != NULL && place->renderer.pid != pid)
            place = place->next;
        if (place != NULL)
            bury(place, status);
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
    int fds[HANDOVER_MAX];
    char word;
    size_t count;
    ssize_t n = handover_receive(CONTROL_FD, &word, sizeof(word), fds, &count);

    if (n < 0 && errno == EAGAIN)
        return;
    if (n > 0 && word == SEAT) {
        if (count > 0)
            add(fds[0]);
        return;
    }
    nursery_close(&nursery);
    if (n > 0) {
        open_nursery(clock_now());
        return;
    }
    closed = true;
    epoll_ctl(events, EPOLL_CTL_DEL, CONTROL_FD, NULL);
}

/* Kill the orphans that did not end. Returns when to do so again. */
static uint64_t
meet_deadlines(uint64_t now)
{
    uint64_t next = CLOCK_NEVER;

    if (orphans == 0)
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
    deaths = process_catch(signals);
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
            else if (ready[i].data.ptr == &infants)
                nursery_hear(&nursery);
            else
                obey(ready[i].data.ptr);
        }
        if (reaping) /* last: it frees places */
            reap();
    }
    _exit(0);
}

int
porter_open(struct porter *porter, const struct program *program)
{
    static const int ignored[] = {SIGHUP, SIGINT, SIGPIPE, SIGUSR1, SIGUSR2};
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return -1;
    porter->pid = fork();
    if (porter->pid == 0) {
        process_name("resume-porter");
        setsid(); /* a Ctrl-C in the supervisor's terminal is not for us, */
        for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
            signal(ignored[i], SIG_IGN); /* and neither is pkill -HUP */
        dup2(ends[1], CONTROL_FD);
        process_close_from(CONTROL_FD + 1, false);
        fcntl(CONTROL_FD, F_SETFD, FD_CLOEXEC);
        process_limit(RLIMIT_CORE, 0);
        shown = program;
        run();
    }
    close(ends[1]);
    porter->fd = ends[0];
    if (porter->pid > 0)
        return 0;
    porter_close(porter);
    return -1;
}

int
porter_seat(const struct porter *porter)
{
    static const char word = SEAT;
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return -1;
    if (handover_send(porter->fd, &word, sizeof(word), &ends[1], 1) < 0) {
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
porter_renew(const struct porter *porter)
{
    static const char word = RENEW;

    handover_send(porter->fd, &word, sizeof(word), NULL, 0);
}

void
porter_close(struct porter *porter)
{
    if (porter->pid != 0)
        close(porter->fd);
    *porter = (struct porter){.fd = -1};
}
