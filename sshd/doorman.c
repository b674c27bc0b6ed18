#include "doorman.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arrivals.h"
#include "clock.h"
#include "error.h"
#include "log.h"
#include "process.h"
#include "sandbox.h"

#define PAUSE 1000 /* milliseconds from one start to the next */
#define SPARE 16   /* descriptors beside doors and arrivals */

/* For how many the descriptors suffice that we may have: poll(2) takes no
 * more, either. */
static size_t
count_places(const struct listener *doors)
{
    rlim_t fixed = doors->count + SPARE;
    struct rlimit limit;

    process_limit(RLIMIT_NOFILE, fixed + ARRIVALS_MAX);
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur <= fixed)
        return 1;
    if (limit.rlim_cur - fixed < ARRIVALS_MAX)
        return (size_t)(limit.rlim_cur - fixed);
    return ARRIVALS_MAX;
}

/* In the child. */
static _Noreturn void
stand(const struct listener *doors, int office, pid_t parent)
{
    int kept[LISTENER_MAX + 1];
    struct error error;
    size_t places;

    process_follow(parent, SIGKILL);
    setsid(); /* a Ctrl-C in the supervisor's terminal is not for us */
    process_reset_signals();
    /* What a pkill means for the supervisor. */
    process_name("resume-doorman");
    signal(SIGHUP, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    signal(SIGUSR2, SIG_IGN);
    memcpy(kept, doors->fds, doors->count * sizeof(kept[0]));
    kept[doors->count] = office;
    process_close_others(STDERR_FILENO + 1, kept, doors->count + 1);
    process_limit(RLIMIT_CORE, 0);
    places = count_places(doors);
    if (sandbox_enter(SANDBOX_DOORMAN, &error) < 0) {
        LOG(EVENT_TROUBLE, LOG_TEXT("sandbox", error.text));
        _exit(EXIT_FAILURE);
    }
    arrivals_run(doors, office, places);
}

static void
let_go(struct doorman *doorman)
{
    if (doorman->fd >= 0)
        close(doorman->fd);
    doorman->fd = -1;
    doorman->pid = 0;
}

static int
start(struct doorman *doorman)
{
    pid_t self = getpid();
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return -1;
    doorman->fd = ends[0];
    doorman->pid = fork();
    if (doorman->pid == 0)
        stand(&doorman->doors, ends[1], self);
    close(ends[1]);
    if (doorman->pid < 0) {
        let_go(doorman);
        return -1;
    }
    return 0;
}

uint64_t
doorman_keep(struct doorman *doorman, uint64_t now)
{
    if (doorman->pid > 0 || doorman->doors.count == 0)
        return CLOCK_NEVER;
    if (now < doorman->start_at)
        return doorman->start_at;
    doorman->start_at = now + PAUSE;
    if (start(doorman) == 0)
        return CLOCK_NEVER;
    LOG(EVENT_TROUBLE, LOG_TEXT("doorman", strerror(errno)));
    return doorman->start_at;
}

/* The one descriptor that MESSAGE brought, or -1. */
static int
take_descriptor(struct msghdr *message)
{
    const struct cmsghdr *header = CMSG_FIRSTHDR(message);
    int fd = -1;

    if (header != NULL && header->cmsg_level == SOL_SOCKET &&
        header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(fd)))
        memcpy(&fd, CMSG_DATA(header), sizeof(fd));
    return fd;
}

/* Whether a doorman in his right mind sends LETTER with FD; one that got LOST
 * on the way is our own fault. The address has no form that could be wrong,
 * for we write it out ourselves. */
static bool
is_sound(const struct arrivals_letter *letter, int fd, bool lost)
{
    bool visitor = letter->verdict == PROXY_VISITOR;
    int family = letter->source.ss_family;
    struct stat status;

    if (letter->verdict <= PROXY_MORE || letter->verdict >= PROXY_VERDICT_COUNT)
        return false;
    if (!visitor && letter->verdict != PROXY_CHECK)
        return fd < 0 && !lost;
    if (visitor && family != AF_INET && family != AF_INET6)
        return false;
    return lost ||
           (fd >= 0 && fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode));
}

int
doorman_read(struct doorman *doorman, struct doorman_report *report)
{
    struct arrivals_letter letter = {.verdict = PROXY_MORE};
    struct iovec bytes = {.iov_base = &letter, .iov_len = sizeof(letter)};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &bytes,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             /* no room for a second one in the padding */
                             .msg_controllen = CMSG_LEN(sizeof(int))};
    ssize_t n = recvmsg(doorman->fd, &message, MSG_CMSG_CLOEXEC);

    if (n <= 0) {
        if (n == 0 || errno != EAGAIN) { /* wait(2) will tell why */
            close(doorman->fd);
            doorman->fd = -1;
        }
        return 0;
    }
    report->fd = take_descriptor(&message);
    if (n != (ssize_t)sizeof(letter) ||
        !is_sound(&letter, report->fd, message.msg_flags & MSG_CTRUNC)) {
        if (report->fd >= 0)
            close(report->fd);
        kill(doorman->pid, SIGKILL);
        return 0;
    }
    report->verdict = letter.verdict;
    peer_init(&report->peer, &letter.source);
    return 1;
}

void
doorman_retire(struct doorman *doorman)
{
    listener_close(&doorman->doors);
    if (doorman->fd >= 0)
        shutdown(doorman->fd, SHUT_WR);
}

void
doorman_ended(struct doorman *doorman, int status)
{
    if (status != 0)
        LOG(EVENT_CRASHED, LOG_TEXT("process", "doorman"),
            LOG_NUMBER("pid", doorman->pid),
            LOG_NUMBER("exit", process_exit_status(status)));
    let_go(doorman);
}

void
doorman_fini(struct doorman *doorman)
{
    listener_close(&doorman->doors);
    if (doorman->pid > 0) {
        kill(doorman->pid, SIGKILL);
        waitpid(doorman->pid, NULL, 0);
        let_go(doorman);
    }
}
