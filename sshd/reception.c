#include "reception.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "peer.h"
#include "supervisor.h"

#define ACCEPTS_PER_TURN 16

static const char breathless[] =
    "The server is out of breath; please try again in a minute.";

/* What a balancer that only asks how we are is told. */
static const char healthy[] = "This is no visit.";

/* Turn FD away, in the log and in numbers for the reason WHY. */
static void
refuse(struct supervisor *supervisor, int fd, const struct peer *peer,
       const char *why, const char *sentence, uint64_t now)
{
    LOG(EVENT_REFUSED, LOG_TEXT("peer", peer->text), LOG_TEXT("reason", why));
    metrics_count(supervisor->metrics, METRICS_REFUSALS, why);
    refusal_send(&supervisor->refusal, fd, sentence, now);
}

/* Fork a worker for the visitor on FD. Returns its pid, or -1 and errno. */
static pid_t
start_worker(struct supervisor *supervisor, int fd, const struct peer *peer)
{
    atomic_uchar *mark = guests_next_mark(supervisor->guests);
    int seat = porter_seat(&supervisor->porter);
    pid_t pid;

    if (seat < 0)
        return -1;
    pid = fork();
    if (pid == 0)
        worker_run(&supervisor->plan, seat, mark, peer, fd);
    close(seat);
    return pid;
}

void
reception_receive(struct supervisor *supervisor, int fd,
                  const struct peer *peer, uint64_t now)
{
    struct guests *guests = supervisor->guests;
    const struct excuse *excuse = guests_admit(guests, peer, now);
    pid_t pid;

    if (excuse != NULL) {
        refuse(supervisor, fd, peer, excuse->why, excuse->sentence, now);
        return;
    }
    pid = start_worker(supervisor, fd, peer);
    guests_enter(guests, peer, pid, now);
    if (pid < 0) {
        refuse(supervisor, fd, peer, strerror(errno), breathless, now);
        return;
    }
    close(fd);
    LOG(EVENT_ACCEPTED, LOG_TEXT("peer", peer->text), LOG_NUMBER("pid", pid),
        LOG_NUMBER("sessions", guests_active(guests)));
}

/* There is no descriptor left but those in reserve: they do to say so. */
static void
turn_away(struct supervisor *supervisor, int listening, uint64_t now)
{
    supervisor->rest_until = now + SUPERVISOR_REST;
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

void
reception_accept(struct supervisor *supervisor, int listening, uint64_t now)
{
    for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
        struct peer peer;
        int fd = listener_accept(listening, &peer);

        if (fd >= 0) {
            reception_receive(supervisor, fd, &peer, now);
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

bool
reception_hear(struct supervisor *supervisor, uint64_t now)
{
    struct doorman_report report;

    for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
        if (doorman_read(&supervisor->doorman, &report) == 0)
            return false;
        metrics_count(supervisor->metrics, METRICS_PROXY,
                      proxy_name(report.verdict));
        if (report.verdict > PROXY_CHECK) {
            LOG(EVENT_DROPPED, LOG_TEXT("reason", proxy_name(report.verdict)));
        } else if (report.fd < 0) {
            LOG(EVENT_TROUBLE, LOG_TEXT("accept", "no descriptor is left"));
            supervisor->rest_until = now + SUPERVISOR_REST;
            return false;
        } else if (report.verdict == PROXY_VISITOR) {
            reception_receive(supervisor, report.fd, &report.peer, now);
        } else {
            refusal_send(&supervisor->refusal, report.fd, healthy, now);
        }
    }
    return true;
}
