/* A whole worker, after the key exchange: its event loop, libssh with its
 * callbacks, file transfers and the relay. The input controls the client, the
 * launcher and the renderer around it: the first byte chooses the client, and
 * whether it authenticates at once; each further byte is a packet of
 * ssh_packets.c or one of the acts below. They are carried out where the worker
 * would wait, and time passes only there, so nothing depends on the machine.
 *
 * Checks that the worker ends, that all of its descriptors are closed, that its
 * requests to the launcher are valid, and that it sends whole SSH packets and
 * no more bytes than the windows allow. */

#include "fuzz.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "files/published_files.h"
#include "process/audience_names.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/log_line.h"
#include "process/process.h"
#include "process/session_kind.h"
#include "published.h"
#include "ssh_answers.h"
#include "ssh_packets.h"
#include "worker/session_callbacks.h"
#include "worker/worker_loop.h"

#define TURNS_MAX 20000 /* calls of poll(2) in a session */
#define POLLS_MAX 16    /* descriptors of one */

#define CLIENT_MASK   0x03
#define UNKNOWN       0x80 /* it does not authenticate by itself */
#define ROW_MASK      0x3f
#define HELD          0x40 /* to be sent with the next packet */
#define ACTS          48   /* from here on, acts instead of packets */
#define AUTH_NONE_ROW 5

enum launcher_mood { WILLING, FAILING, SLOW, GONE };

/* Everything around the worker. */
static struct world {
    struct bytes input;
    struct packets packets;
    struct answers answers;
    int client, launcher; /* our ends; -1: closed */
    int streams[RENDERER_ENDS_MAX];
    size_t stream_count; /* 0: no renderer */
    enum launcher_mood mood;
    bool deaf;     /* the client reads nothing */
    bool asked;    /* the launcher has not answered yet */
    bool terminal; /* for that renderer */
    uint64_t now;  /* milliseconds */
    uint64_t used; /* microseconds of CPU time */
    unsigned turns;
} world;

static struct worker_loop loop;
static struct published_files files;
static struct audience_names audiences;

static const struct limits limits = {
    .grace_time = 30,
    .idle_timeout = 600,
    .session_timeout = 3600,
    .stall_timeout = 60,
    .keepalive = 30,
    .goodbye_time = 2,
    .cpu_time = 60,
    .cpu_share = 25,
    .max_refusals = 20,
    .max_resizes = 10,
    .max_env = 10,
};

int __real_poll(struct pollfd *polls, nfds_t count, int timeout);
int __wrap_poll(struct pollfd *polls, nfds_t count, int timeout);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time);
unsigned __wrap_alarm(unsigned seconds);

/* Drop the log. */
void
log_write(enum log_event event, const struct log_field *fields)
{
    const struct log_style style = {.format = LOG_FORMAT_TEXT};
    const struct timespec now = {1800000000, 0};
    struct log_line line;

    log_line_begin(&line, &style, event, &now);
    for (; fields->kind != LOG_KIND_END; fields++)
        log_line_put(&line, fields);
    log_line_end(&line);
}

void
log_error(const char *format, ...)
{
    (void)format;
}

static void
close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void
make_pair(int ends[2], int type)
{
    assert(socketpair(AF_UNIX, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) ==
           0);
}

/* Read the worker's answers. Returns whether there were any. */
static bool
read_answers(void)
{
    struct answers *answers = &world.answers;
    size_t room = ANSWERS_MAX - answers->length;
    ssize_t n;

    if (world.deaf || world.client < 0)
        return false;
    n = read(world.client, answers->bytes + answers->length, room);
    if (n <= 0)
        return false;
    answers->length += (size_t)n;
    answers_check(answers);
    assert(answers->data <= world.packets.granted);
    return true;
}

static void
send_packets(void)
{
    struct packets *packets = &world.packets;
    ssize_t n;

    if (world.client < 0 || packets->length == 0)
        return;
    n = write(world.client, packets->bytes, packets->length);
    if (n <= 0)
        return;
    packets->length -= (size_t)n;
    memmove(packets->bytes, packets->bytes + n, packets->length);
}

static void
reply(enum launcher_event event, int value, const int *fds, size_t count)
{
    const struct launcher_reply message = {
        .event = event, .value = value, .used = 1000};

    fdpass_send(world.launcher, &message, sizeof(message), fds, count);
}

static void
end_renderer(int status)
{
    if (world.stream_count == 0)
        return;
    while (world.stream_count > 0)
        close_end(&world.streams[--world.stream_count]);
    reply(LAUNCHER_ENDED, status, NULL, 0);
}

/* Answer the request for a renderer. */
static void
start_renderer(void)
{
    size_t count = world.terminal ? 2 : RENDERER_ENDS_MAX;
    int theirs[RENDERER_ENDS_MAX];

    world.asked = false;
    if (world.mood == FAILING) {
        reply(LAUNCHER_FAILED, EAGAIN, NULL, 0);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int ends[2];

        make_pair(ends, SOCK_STREAM);
        world.streams[i] = ends[0];
        theirs[i] = ends[1];
    }
    world.stream_count = count;
    reply(LAUNCHER_STARTED, CLOCK_THREAD_CPUTIME_ID, theirs, count);
    for (size_t i = 0; i < count; i++)
        close(theirs[i]);
}

static void
obey(const struct launcher_request *request)
{
    if (request->signal == 0) {
        assert(session_request_is_valid(&request->request));
        assert(world.stream_count == 0 && !world.asked);
        world.asked = true;
        world.terminal = request->request.pty;
    } else if (request->signal == SIGKILL ||
               (request->signal != SIGUSR1 && world.mood == WILLING)) {
        end_renderer(request->signal);
    }
}

/* Returns whether the worker asked for anything, or has an answer. */
static bool
run_launcher(void)
{
    struct launcher_request request;
    bool acted = false;

    if (world.mood == GONE) {
        end_renderer(SIGHUP);
        close_end(&world.launcher);
        return true;
    }
    while (world.launcher >= 0 &&
           recv(world.launcher, &request, sizeof(request), 0) ==
               (ssize_t)sizeof(request)) {
        obey(&request);
        acted = true;
    }
    if (!world.asked || world.launcher < 0 || world.mood == SLOW)
        return acted;
    start_renderer();
    return true;
}

static void
act_write(size_t stream)
{
    struct bytes *input = &world.input;
    char bytes[4096];
    size_t length = (size_t)bytes_take(input) << 4;

    memset(bytes, bytes_take(input), sizeof(bytes));
    if (stream + 1 < world.stream_count)
        (void)!write(world.streams[stream], bytes, length);
}

static void
act_write_out(void)
{
    act_write(world.terminal ? 0 : 1);
}

static void
act_write_err(void)
{
    act_write(2);
}

static void
act_read(void)
{
    char bytes[4096];

    if (world.stream_count > 0)
        while (read(world.streams[0], bytes, sizeof(bytes)) > 0)
            continue;
}

static void
act_close(void)
{
    uint8_t choice = bytes_take(&world.input);

    if (world.stream_count > 0)
        close_end(&world.streams[choice % world.stream_count]);
}

static void
act_end(void)
{
    end_renderer(bytes_take(&world.input) << 8);
}

static void
act_crash(void)
{
    end_renderer(bytes_take(&world.input) & 0x7f);
}

/* Report a page on the screen, or send any bytes in its place. */
static void
act_visit(void)
{
    struct visit_message message = {bytes_take(&world.input), "work"};
    uint8_t choice = bytes_take(&world.input);

    for (size_t i = 0; i < sizeof(message.name) && i < choice; i++)
        message.name[i] = (char)bytes_take(&world.input);
    if (world.stream_count > 0)
        (void)!write(world.streams[world.stream_count - 1], &message,
                     sizeof(message));
}

static void
act_signal(void)
{
    static const int signals[] = {SIGUSR1, SIGUSR2, SIGTERM};

    raise(signals[bytes_take(&world.input) % COUNT(signals)]);
}

static void
act_launcher(void)
{
    world.mood = bytes_take(&world.input) % (GONE + 1);
}

static void
act_deaf(void)
{
    world.deaf = !world.deaf;
}

static void
act_work(void)
{
    world.used += (uint64_t)bytes_take(&world.input) * 10000;
}

static void
act_keys(void)
{
    packets_put_keys_again(&world.packets);
}

static void
act_hang_up(void)
{
    if (world.client >= 0)
        shutdown(world.client, SHUT_WR);
}

static void (*const acts[])(void) = {
    act_write_out, act_write_err, act_read,    act_close,    act_end,
    act_crash,     act_visit,     act_signal,  act_launcher, act_deaf,
    act_work,      act_keys,      act_hang_up,
};

/* Let TIMEOUT, or a part of it, pass. Returns whether all of it has. */
static bool
pass(uint64_t most, int timeout)
{
    bool all = timeout >= 0 && (uint64_t)timeout <= most;

    world.now += all ? (uint64_t)timeout : most;
    return all;
}

/* Carry out what the next byte means. Returns whether TIMEOUT has passed. */
static bool
act(int timeout)
{
    uint8_t byte = bytes_take(&world.input);
    unsigned row = byte & ROW_MASK;

    if (row == ROW_MASK)
        return pass(1u << (bytes_take(&world.input) % 24), timeout);
    if (row >= ACTS && row - ACTS < COUNT(acts))
        acts[row - ACTS]();
    else if (row < PACKETS_ROWS)
        packets_put(&world.packets, row, &world.input);
    if (!(byte & HELD))
        send_packets();
    return false;
}

/* At the end of the input: close all connections, then let time pass. */
static void
leave(int timeout)
{
    if (world.client >= 0) {
        close_end(&world.client);
        return;
    }
    assert(timeout >= 0);
    world.now += (unsigned)timeout;
}

/* Look at POLLS, COUNT of them, and at our own ends: one system call, which is
 * most of what a packet costs. Returns how many of POLLS are ready, or -1 where
 * it has to be called again, because the client or the launcher have acted. */
static int
look(struct pollfd *polls, nfds_t count)
{
    struct pollfd all[POLLS_MAX + 2];
    struct pollfd *own = &all[count];
    int ready = 0;

    assert(count <= POLLS_MAX);
    memcpy(all, polls, count * sizeof(*polls));
    own[0] = (struct pollfd){world.deaf ? -1 : world.client, POLLIN, 0};
    own[1] = (struct pollfd){world.launcher, POLLIN, 0};
    __real_poll(all, count + 2, 0);
    if ((own[0].revents != 0 && read_answers()) ||
        ((own[1].revents != 0 || world.asked || world.mood == GONE) &&
         world.launcher >= 0 && run_launcher()))
        return -1;
    memcpy(polls, all, count * sizeof(*polls));
    for (nfds_t i = 0; i < count; i++)
        ready += polls[i].revents != 0;
    return ready;
}

/* Replaces poll(2): the client, the launcher and the renderer act in it. */
int
__wrap_poll(struct pollfd *polls, nfds_t count, int timeout)
{
    bool over = false;

    assert(world.turns++ < TURNS_MAX);
    for (;;) {
        int ready = look(polls, count);

        if (ready < 0)
            continue;
        if (ready != 0 || timeout == 0 || over)
            return ready;
        if (world.input.left > 0 && world.client >= 0) {
            over = act(timeout);
        } else {
            over = world.client < 0;
            leave(timeout);
        }
    }
}

int
__wrap_clock_gettime(clockid_t clock, struct timespec *time)
{
    uint64_t now = clock == CLOCK_MONOTONIC ? world.now * 1000 : world.used;

    *time = (struct timespec){(time_t)(now / 1000000),
                              (long)(now % 1000000) * 1000};
    return 0;
}

unsigned
__wrap_alarm(unsigned seconds)
{
    (void)seconds;
    return 0;
}

static ssh_bind
new_bind(void)
{
    ssh_bind bind = ssh_bind_new();
    ssh_key key = NULL;
    bool no = false;

    assert(bind != NULL);
    assert(ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no) ==
           0);
    assert(ssh_pki_generate_key(SSH_KEYTYPE_ED25519, NULL, &key) == SSH_OK);
    assert(ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, key) == 0);
    return bind;
}

static struct worker_plan plan = {
    .files = &files, .audiences = &audiences, .limits = &limits};

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    signal(SIGPIPE, SIG_IGN);
    assert(published_files_open(&files, publish()) == 0);
    plan.bind = new_bind();
    return 0;
}

static void
begin(const uint8_t *data, size_t size, int *server)
{
    static const char *const clients[CLIENT_MASK + 1] = {
        "SSH-2.0-fuzz", "SSH-2.0-libssh2_1.10.0", "SSH-2.0-PuTTY_Release_0.78",
        "SSH-2.0-OpenSSH_9.2"};
    static atomic_uchar kind[SESSION_KIND_BYTES];
    int client[2], launcher[2];

    memset(&world, 0, sizeof(world));
    memset(&loop, 0, sizeof(loop));
    make_pair(client, SOCK_STREAM);
    make_pair(launcher, SOCK_SEQPACKET);
    world.client = client[0];
    world.launcher = launcher[0];
    *server = client[1];
    world.input = (struct bytes){data + 1, size - 1};
    world.now = 1000;
    packets_put_keys(&world.packets, clients[data[0] & CLIENT_MASK]);
    if (!(data[0] & UNKNOWN))
        packets_put(&world.packets, AUTH_NONE_ROW, &world.input);
    send_packets();
    kind[0] = kind[1] = 0;
    assert(worker_loop_init(&loop, &plan, launcher[1], kind) == 0);
}

/* End the session as worker_serve() does. */
static void
end(void)
{
    static const int blocked[] = {SIGTERM, SIGUSR1, SIGUSR2};
    char text[VISIT_TEXT_MAX];
    sigset_t signals;

    visit_close(&loop.visit, world.now);
    visit_print_pages(&loop.visit, text);
    visit_print_documents(&loop.visit, text);
    relay_close(&loop.relay);
    launcher_client_close(&loop.launcher);
    if (loop.machine.reason != DISCONNECT_LEFT)
        session_disconnect(&loop.session,
                           disconnect_reason_message(loop.machine.reason));
    session_fini(&loop.session);
    while (process_signalfd_read(loop.signals, NULL) != 0)
        continue;
    close(loop.signals);
    sigemptyset(&signals);
    for (size_t i = 0; i < COUNT(blocked); i++)
        sigaddset(&signals, blocked[i]);
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
    close_end(&world.client);
    close_end(&world.launcher);
    while (world.stream_count > 0)
        close_end(&world.streams[--world.stream_count]);
}

/* The lowest descriptor that is free. */
static int
next_descriptor(void)
{
    int fd = dup(STDIN_FILENO);

    close(fd);
    return fd;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int before = next_descriptor(), server;

    if (size < 1)
        return 0;
    begin(data, size, &server);
    worker_loop_begin(&loop, world.now);
    if (session_open(&loop.session, plan.bind, server, limits.max_env) == 0)
        worker_loop_serve(&loop);
    end();
    assert(next_descriptor() == before);
    return 0;
}
