#include "seat.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "process.h"
#include "visit.h"

#define SEAT_FD     3    /* where the seat keeps its end of the socket */
#define ORPHAN_TIME 1000 /* from SIGHUP to SIGKILL, in milliseconds */

struct order {
    int signal; /* 0: start */
    struct visit visit;
};

struct letter {
    enum seat_news news;
    int value;
};

/* Answer the worker, handing over ENDS. A worker that is gone is noticed
 * when its next order is awaited. */
static void
answer(enum seat_news news, int value, const int *ends, size_t end_count)
{
    struct letter letter = {.news = news, .value = value};
    struct iovec bytes = {.iov_base = &letter, .iov_len = sizeof(letter)};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int) * RENDERER_ENDS_MAX)];
    } control = {.bytes = {0}};
    struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1};

    if (end_count > 0) {
        struct cmsghdr *header = &control.header;

        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * end_count);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int) * end_count);
        memcpy(CMSG_DATA(header), ends, sizeof(int) * end_count);
    }
    sendmsg(SEAT_FD, &message, MSG_NOSIGNAL);
}

static void
start(struct renderer *renderer, const struct program *program,
      const struct visit *visit)
{
    int error = EPROTO;

    if (renderer->pid == 0 && visit_is_sound(visit))
        error = renderer_start(renderer, program, visit);
    if (error != 0) {
        renderer->pid = 0;
        answer(SEAT_FAILED, error, NULL, 0);
        return;
    }
    answer(SEAT_STARTED, 0, renderer->ends, renderer->end_count);
    for (size_t i = 0; i < renderer->end_count; i++)
        close(renderer->ends[i]);
}

static void
send_signal(const struct renderer *renderer, int number)
{
    if (renderer->pid > 0)
        pidfd_send_signal(renderer->pidfd, number, NULL, 0);
}

static void
reap(struct renderer *renderer)
{
    int status = 0;

    waitpid(renderer->pid, &status, 0);
    close(renderer->pidfd);
    renderer->pid = 0;
    renderer->pidfd = -1;
    answer(SEAT_ENDED, status, NULL, 0);
}

/* Do what the worker asks; false where it is gone. */
static bool
obey(struct renderer *renderer, const struct program *program)
{
    static struct order order;
    ssize_t n = recv(SEAT_FD, &order, sizeof(order), MSG_DONTWAIT);

    if (n < 0 && errno == EAGAIN)
        return true;
    if (n != (ssize_t)sizeof(order))
        return false;
    if (order.signal == 0)
        start(renderer, program, &order.visit);
    else if (order.signal == SIGHUP || order.signal == SIGTERM ||
             order.signal == SIGKILL || order.signal == SIGUSR1)
        send_signal(renderer, order.signal);
    return true;
}

static _Noreturn void
run(const struct program *program)
{
    struct renderer renderer = {.pidfd = -1};
    uint64_t kill_at = CLOCK_NEVER;
    bool orphan = false;

    while (!orphan || renderer.pid > 0) {
        struct pollfd fds[] = {{orphan ? -1 : SEAT_FD, POLLIN, 0},
                               {renderer.pidfd, POLLIN, 0}};

        poll(fds, 2, clock_until(kill_at, clock_now()));
        if (fds[1].revents != 0)
            reap(&renderer);
        if (fds[0].revents != 0 && !obey(&renderer, program)) {
            orphan = true;
            send_signal(&renderer, SIGHUP);
            kill_at = clock_now() + ORPHAN_TIME;
        }
        if (clock_now() >= kill_at) {
            kill_at = CLOCK_NEVER;
            send_signal(&renderer, SIGKILL);
        }
    }
    _exit(0);
}

int
seat_open(struct seat *seat, const struct program *program)
{
    int ends[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        dup2(ends[1], SEAT_FD);
        process_close_from(SEAT_FD + 1, false);
        fcntl(SEAT_FD, F_SETFD, FD_CLOEXEC);
        process_limit(RLIMIT_CORE, 0);
        run(program);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return -1;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    seat->fd = ends[0];
    return 0;
}

void
seat_close(struct seat *seat)
{
    if (seat->fd >= 0)
        close(seat->fd);
    seat->fd = -1;
}

static int
send_order(struct seat *seat, const struct order *order)
{
    return send(seat->fd, order, sizeof(*order), MSG_NOSIGNAL) < 0 ? -1 : 0;
}

int
seat_start(struct seat *seat, const struct visit *visit)
{
    struct order order = {.signal = 0, .visit = *visit};

    return send_order(seat, &order);
}

int
seat_signal(struct seat *seat, int signal)
{
    struct order order = {.signal = signal};

    return send_order(seat, &order);
}

int
seat_report(struct seat *seat, struct seat_report *report)
{
    struct letter letter;
    struct iovec bytes = {.iov_base = &letter, .iov_len = sizeof(letter)};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int) * RENDERER_ENDS_MAX)];
    } control;
    struct msghdr message = {.msg_iov = &bytes,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    const struct cmsghdr *header;
    ssize_t n = recvmsg(seat->fd, &message, MSG_CMSG_CLOEXEC);

    if (n < 0 && errno == EAGAIN)
        return 0;
    if (n != (ssize_t)sizeof(letter))
        return -1;
    *report = (struct seat_report){letter.news, letter.value, {-1, -1, -1}, 0};
    header = CMSG_FIRSTHDR(&message);
    if (header != NULL && header->cmsg_type == SCM_RIGHTS) {
        size_t size = header->cmsg_len - CMSG_LEN(0);

        memcpy(report->ends, CMSG_DATA(header), size);
        report->end_count = size / sizeof(int);
    }
    return 1;
}
