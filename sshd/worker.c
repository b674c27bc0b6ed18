#include "worker.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "attendant.h"
#include "clock.h"
#include "documents.h"
#include "error.h"
#include "limit.h"
#include "log.h"
#include "mark.h"
#include "peer.h"
#include "process.h"
#include "sandbox.h"

#define DESCRIPTORS 32
#define PROBES      3

/* Answers leave at once, little is queued for a client that does not read,
 * and one that is gone is noticed: by the kernel, which alone has to wake up
 * for it. */
static void
tune_socket(int fd, const struct limits *limits)
{
    const int keepalive = (int)limits->keepalive;
    const struct {
        int level, name, value;
    } settings[] = {
        {IPPROTO_TCP, TCP_NODELAY, 1},
        {IPPROTO_TCP, TCP_QUICKACK, 1},
        {IPPROTO_TCP, TCP_USER_TIMEOUT, keepalive * (PROBES - 1) * 1000},
        {IPPROTO_TCP, TCP_KEEPIDLE, keepalive},
        {IPPROTO_TCP, TCP_KEEPINTVL, keepalive},
        {IPPROTO_TCP, TCP_KEEPCNT, PROBES},
        {SOL_SOCKET, SO_KEEPALIVE, 1},
        {SOL_SOCKET, SO_SNDBUF, 64 * 1024},
    };

    for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
        setsockopt(fd, settings[i].level, settings[i].name, &settings[i].value,
                   sizeof(settings[i].value));
}

static void
log_closed(const struct attendant *attendant, uint64_t began)
{
    const struct session *session = &attendant->session;

    LOG(EVENT_CLOSED, LOG_TEXT("reason", ending_name(attendant->ending)),
        LOG_NUMBER("seconds", (clock_now() - began) / 1000),
        LOG_NUMBER("received", session->received),
        LOG_NUMBER("sent", session->sent),
        LOG_NUMBER("refusals", session->refusals),
        LOG_WIRE("detail", session_detail(session)));
}

/* One of enum worker_status. */
static int
judge(const struct attendant *attendant)
{
    if (attendant->ending == ENDING_FAILED)
        return WORKER_FAILED;
    if (attendant->ending == ENDING_GRACE)
        return WORKER_LATE;
    if (!attendant->session.authenticated &&
        (attendant->ending == ENDING_LEFT ||
         attendant->ending == ENDING_DISPLACED))
        return WORKER_SHY;
    return WORKER_FINE;
}

/* From here on the visitor's bytes can do nothing but be answered. */
static bool
lock(void)
{
    struct error error;

    if (sandbox_enter(SANDBOX_WORKER, &error) == 0)
        return true;
    LOG(EVENT_TROUBLE, LOG_TEXT("sandbox", error.text));
    return false;
}

/* Of the supervisor's descriptors the documents alone stay, beside ours. */
static void
keep_descriptors(const struct documents *documents, int fd, int seat)
{
    int fds[DOCUMENTS_MAX + 2] = {fd, seat};

    for (size_t i = 0; i < documents->count; i++)
        fds[2 + i] = documents->items[i].fd;
    process_close_others(STDERR_FILENO + 1, fds, documents->count + 2);
}

/* What has to be done before the first byte; afterwards this process can
 * do no more than serve one. */
static bool
prepare(struct attendant *attendant, const struct worker_plan *plan, int seat,
        atomic_uchar *mark, int fd)
{
    process_follow(plan->supervisor, SIGTERM);
    setsid(); /* a Ctrl-C in the supervisor's terminal is not for us, */
    signal(SIGHUP, SIG_IGN); /* and neither is pkill -HUP resume-sshd */
    signal(SIGINT, SIG_IGN);
    process_stand_back();
    keep_descriptors(plan->documents, fd, seat);
    process_limit(RLIMIT_CORE, 0);
    process_limit(RLIMIT_CPU, plan->limits->cpu_time);
    process_limit(RLIMIT_NOFILE, DESCRIPTORS);
    return attendant_init(attendant, plan, seat, mark) == 0 && lock();
}

/* The visit of PEER at FD, to its end. */
static _Noreturn void
serve(struct attendant *attendant, const struct peer *peer, int fd,
      bool prepared)
{
    const struct limits *limits = attendant->plan->limits;
    uint64_t began = clock_now();
    enum ending ending;

    alarm((unsigned)(limits->grace_time + limits->grace_jitter) +
          LIMIT_ALARM_SLACK);
    log_set_peer(peer->text);
    tune_socket(fd, limits);
    attendant_begin(attendant, began);
    if (!prepared)
        attendant->ending = ENDING_FAILED;
    else if (session_init(&attendant->session, attendant->plan->bind, fd,
                          limits->max_env) < 0)
        attendant->ending = ENDING_LEFT; /* already: a port scan */
    else
        attendant_serve(attendant);

    ending = attendant->ending;
    mark_close(attendant->mark); /* first: who reads the log may count on it */
    log_closed(attendant, began);
    relay_close(&attendant->relay);
    seat_close(&attendant->seat);
    if (ending != ENDING_LEFT)
        session_part(&attendant->session, ending_words(ending));
    process_end(judge(attendant));
}

/* Too large for a stack; from where a page begins it takes the fewest. */
static _Alignas(4096) struct attendant attendant;

_Noreturn void
worker_run(const struct worker_plan *plan, int seat, atomic_uchar *mark,
           const struct peer *peer, int fd)
{
    bool prepared = prepare(&attendant, plan, seat, mark, fd);

    serve(&attendant, peer, fd, prepared);
}
