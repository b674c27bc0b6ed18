#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "error.h"
#include "limit.h"
#include "log.h"
#include "peer.h"
#include "process.h"

#define ACCEPTS_PER_TURN 16
#define REST             500 /* milliseconds from what failed to the next try */
#define PATIENCE         3000 /* and for workers, past the goodbye time */

static const char breathless[] =
    "The server is out of breath; please try again in a minute.";

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
supervisor_init(struct supervisor *supervisor, size_t max_sessions,
                const struct srclimit_bounds *bounds,
                const struct penalty_terms *penalties, struct error *error)
{
    /* SIGUSR1 and 2 are for workers, and wait for one that is just being
     * born. */
    static const int signals[] = {SIGCHLD, SIGHUP,  SIGINT, SIGTERM,
                                  SIGUSR1, SIGUSR2, 0};

    if (guests_init(&supervisor->guests, max_sessions, bounds, penalties) < 0)
        return error_set(error, "no memory for %zu sessions", max_sessions);
    signal(SIGPIPE, SIG_IGN);
    supervisor->signals = process_catch(signals);
    if (supervisor->signals < 0)
        return error_set(error, "signalfd: %s", strerror(errno));
    fill_reserve(supervisor);
    /* A renderer whose porter was killed is ours to reap. */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    supervisor->plan.supervisor = getpid();
    supervisor->plan.documents = &supervisor->documents;
    supervisor->kill_at = CLOCK_NEVER;
    return 0;
}

void
supervisor_fini(struct supervisor *supervisor)
{
    refusal_fini(&supervisor->refusal);
    while (supervisor->reserved > 0)
        close(supervisor->reserve[--supervisor->reserved]);
    guests_fini(&supervisor->guests);
    watch_close(&supervisor->watch);
    documents_close(&supervisor->documents);
}

static void
refuse(struct supervisor *supervisor, int fd, const struct peer *peer,
       const char *why, const char *sentence, uint64_t now)
{
    LOG(EVENT_REFUSED, LOG_TEXT("peer", peer->text), LOG_TEXT("reason", why));
    refusal_send(&supervisor->refusal, fd, sentence, now);
}

/* Let the visitor on FD in, or refuse; FD is taken. */
static void
receive(struct supervisor *supervisor, int fd, const struct peer *peer,
        uint64_t now)
{
    struct guests *guests = &supervisor->guests;
    const struct excuse *excuse = guests_admit(guests, peer, now);
    pid_t pid = -1;
    int seat;

    if (excuse != NULL) {
        refuse(supervisor, fd, peer, excuse->why, excuse->sentence, now);
        return;
    }
    supervisor->plan.seated = guests_next_mark(guests);
    seat = porter_seat(&supervisor->porter);
    if (seat >= 0)
        pid = fork();
    if (pid == 0)
        worker_run(&supervisor->plan, peer, fd, seat);
    guests_enter(guests, peer, pid, now);
    if (pid < 0)
        refuse(supervisor, fd, peer, strerror(errno), breathless, now);
    else
        close(fd);
    if (seat >= 0)
        close(seat);
    if (pid < 0)
        return;
    LOG(EVENT_ACCEPTED, LOG_TEXT("peer", peer->text), LOG_NUMBER("pid", pid),
        LOG_NUMBER("sessions", guests->count));
}

/* There is no descriptor left but those in reserve: they do to say so. */
static void
turn_away(struct supervisor *supervisor, int listening, uint64_t now)
{
    supervisor->rest_until = now + REST;
    while (supervisor->reserved > 0) {
        struct peer peer;
        int fd;

        close(supervisor->reserve[--supervisor->reserved]);
        fd = listener_accept(listening, &peer);
        if (fd < 0)
            return;
        refuse(supervisor, fd, &peer, "descriptors", breathless, now);
    }
}

static void
accept_some(struct supervisor *supervisor, int listening, uint64_t now)
{
    for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
        struct peer peer;
        int fd = listener_accept(listening, &peer);

        if (fd >= 0) {
            receive(supervisor, fd, &peer, now);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
                   errno == ENOMEM) {
            LOG(EVENT_TROUBLE, LOG_TEXT("accept", strerror(errno)));
            turn_away(supervisor, listening, now);
            return;
        } else if (errno == EAGAIN) {
            return;
        }
    }
}

static void
open_doors(struct supervisor *supervisor)
{
    if (!supervisor->open)
        service_notify("READY=1");
    supervisor->open = true;
}

/* Hand out what is published now; open visits keep what they have, and may
 * tell of it. */
static void
renew_documents(struct supervisor *supervisor)
{
    if (documents_open(&supervisor->documents,
                       supervisor->publisher.directory) < 0)
        LOG(EVENT_TROUBLE, LOG_TEXT("documents", strerror(errno)));
    porter_renew(&supervisor->porter);
    if (supervisor->shutting == 0)
        guests_signal(&supervisor->guests, SIGUSR1);
}

/* Visits go on without their porter; new ones need another. */
static void
replace_porter(struct supervisor *supervisor)
{
    LOG(EVENT_TROUBLE, LOG_TEXT("porter", "died; a new one takes over"));
    porter_close(&supervisor->porter);
    if (porter_open(&supervisor->porter, &supervisor->plan.program) < 0)
        LOG(EVENT_TROUBLE, LOG_TEXT("porter", strerror(errno)));
    porter_renew(&supervisor->porter);
}

/* The publisher ended with STATUS. Returns -1 where its first run left
 * nothing. */
static int
note_publication(struct supervisor *supervisor, int status, struct error *error)
{
    struct publisher *publisher = &supervisor->publisher;

    if (publisher_ended(publisher, status))
        renew_documents(supervisor);
    if (!supervisor->open) {
        if (!publisher_has_content(publisher))
            return error_set(error, "nothing was published, and there is "
                                    "nothing to show");
        if (supervisor->documents.count == 0)
            renew_documents(supervisor);
    } else if (publisher->pid == 0) {
        service_notify("READY=1");
    }
    open_doors(supervisor);
    return 0;
}

/* Bury the dead. Returns -1 where the first publication left nothing. */
static int
reap(struct supervisor *supervisor, struct error *error)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0) {
        if (WIFSTOPPED(status)) {
            if (pid == supervisor->porter.pid)
                kill(pid, SIGKILL); /* everybody waits for it */
            continue;
        }
        if (pid == supervisor->publisher.pid) {
            if (note_publication(supervisor, status, error) < 0)
                return -1;
            continue;
        }
        if (pid == supervisor->porter.pid)
            replace_porter(supervisor);
        else
            guests_leave(&supervisor->guests, pid, status, clock_now());
    }
    return 0;
}

static void
reload(struct supervisor *supervisor)
{
    struct error error;

    if (supervisor->publisher.again)
        return; /* it will see this change too */
    LOG(EVENT_RELOAD, LOG_NUMBER("sessions", supervisor->guests.count));
    if (supervisor->publisher.content == NULL) {
        renew_documents(supervisor);
        return;
    }
    service_notify_reloading();
    if (publisher_start(&supervisor->publisher, &error) < 0) {
        LOG(EVENT_TROUBLE, LOG_TEXT("publisher", error.text));
        supervisor->watch.due = clock_now() + REST;
        service_notify("READY=1");
    }
}

/* First politely; workers that do not end, or a second request, end all. */
static void
shut_down(struct supervisor *supervisor, uint64_t now)
{
    if (supervisor->shutting++ == 0) {
        LOG(EVENT_SHUTDOWN, LOG_NUMBER("sessions", supervisor->guests.count));
        service_notify("STOPPING=1");
        listener_close(&supervisor->listener);
        guests_signal(&supervisor->guests, SIGTERM);
        supervisor->kill_at =
            now + supervisor->plan.limits->goodbye_time * 1000 + PATIENCE;
    } else {
        supervisor->kill_at = now;
    }
}

static void
obey_signal(struct supervisor *supervisor, uint64_t now)
{
    int number = process_caught(supervisor->signals);

    if (number == SIGHUP && supervisor->shutting == 0)
        reload(supervisor);
    if (number == SIGTERM || number == SIGINT)
        shut_down(supervisor, now);
}

/* What is due at NOW; returns when the next thing is. */
static uint64_t
meet_deadlines(struct supervisor *supervisor, uint64_t now)
{
    uint64_t next = refusal_expire(&supervisor->refusal, now);
    uint64_t expiry =
        guests_expire(&supervisor->guests, supervisor->plan.limits, now);

    if (expiry < next)
        next = expiry;
    fill_reserve(supervisor);
    if (supervisor->service.watchdog > 0) {
        if (now >= supervisor->ping_at) {
            service_notify("WATCHDOG=1");
            supervisor->ping_at = now + supervisor->service.watchdog;
        }
        if (supervisor->ping_at < next)
            next = supervisor->ping_at;
    }
    if (now >= supervisor->kill_at) {
        guests_signal(&supervisor->guests, SIGKILL);
        supervisor->kill_at = CLOCK_NEVER;
    }
    if (supervisor->kill_at < next)
        next = supervisor->kill_at;
    if (supervisor->rest_until > now && supervisor->rest_until < next)
        next = supervisor->rest_until;
    expiry = publisher_expire(&supervisor->publisher, now);
    if (expiry < next)
        next = expiry;
    if (watch_is_due(&supervisor->watch, now) && supervisor->shutting == 0)
        reload(supervisor);
    if (supervisor->watch.due < next)
        next = supervisor->watch.due;
    return next;
}

static int
turn(struct supervisor *supervisor, struct error *error)
{
    struct listener *listener = &supervisor->listener;
    enum { SIGNALS, PUBLISHER, WATCH, DOORS, POLLS = DOORS + LISTENER_MAX };
    struct pollfd polls[POLLS] = {
        [SIGNALS] = {supervisor->signals, POLLIN, 0},
        [WATCH] = {supervisor->watch.fd, POLLIN, 0},
    };
    uint64_t now = clock_now();
    uint64_t next = meet_deadlines(supervisor, now);
    bool open = supervisor->open && supervisor->rest_until <= now;
    size_t count = open ? listener->count : 0;

    polls[PUBLISHER] = (struct pollfd){supervisor->publisher.fd, POLLIN, 0};
    for (size_t i = 0; i < count; i++)
        polls[DOORS + i] = (struct pollfd){listener->fds[i], POLLIN, 0};
    poll(polls, DOORS + count, clock_until(next, now));
    now = clock_now();
    if (polls[PUBLISHER].revents != 0)
        publisher_read(&supervisor->publisher);
    if (polls[WATCH].revents != 0)
        watch_read(&supervisor->watch, now);
    if (polls[SIGNALS].revents != 0)
        obey_signal(supervisor, now);
    /* Who knocks at the end is for the next server. */
    for (size_t i = 0; i < count && supervisor->shutting == 0; i++)
        if (polls[DOORS + i].revents != 0)
            accept_some(supervisor, listener->fds[i], now);
    return reap(supervisor, error);
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
    while (supervisor->shutting == 0 || supervisor->guests.count > 0)
        if (turn(supervisor, error) < 0)
            return -1;
    return 0;
}
