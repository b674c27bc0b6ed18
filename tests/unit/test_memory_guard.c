/* Memory is withheld from a server at each of its allocations in turn, from
 * there on. It ends before it sends what it could not encrypt: its client finds
 * the connection closed after a whole packet, and no word of what it was to
 * get. */

#include "unit.h"

#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "process/memory_guard.h"
#include "worker/session.h"
#include "worker/session_callbacks.h"
#include "worker/transport.h"
#include "worker/worker.h"

#define SECRET   "what-nobody-else-may-read"
#define STEPS    5
#define PATIENCE 60000 /* milliseconds */

/* How many allocations at the end are withheld one by one, where there are
 * about 25 after the key exchange; and how many are left out between two of
 * those before. */
#define EACH   60
#define STRIDE 43

static ssh_bind server_bind;
static ssh_session client;
static ssh_channel channel;
static size_t allocations, allowed = SIZE_MAX;
static size_t *counted; /* by a server that was served with all */
static int quiet;

void *__real___libc_malloc(size_t size);
void *__real___libc_calloc(size_t count, size_t size);
void *__real___libc_realloc(void *memory, size_t size);
void *__wrap___libc_malloc(size_t size);
void *__wrap___libc_calloc(size_t count, size_t size);
void *__wrap___libc_realloc(void *memory, size_t size);

void *
__wrap___libc_malloc(size_t size)
{
    return ++allocations > allowed ? NULL : __real___libc_malloc(size);
}

void *
__wrap___libc_calloc(size_t count, size_t size)
{
    return ++allocations > allowed ? NULL : __real___libc_calloc(count, size);
}

void *
__wrap___libc_realloc(void *memory, size_t size)
{
    return ++allocations > allowed ? NULL : __real___libc_realloc(memory, size);
}

static int
set_up(void **state)
{
    char key[] = "memory-guard-key.XXXXXX", public[sizeof(key) + 4];
    const char *const keys[] = {key};
    char command[128];
    struct error error;

    (void)state;
    assert_true(mkstemp(key) >= 0);
    snprintf(public, sizeof(public), "%s.pub", key);
    snprintf(command, sizeof(command),
             "rm %s; ssh-keygen -q -t ed25519 -N '' -f %s </dev/null", key,
             key);
    assert_int_equal(system(command), 0);
    server_bind = transport_new(keys, 1, NULL, &error);
    assert_non_null(server_bind);
    unlink(key);
    unlink(public);
    memory_guard_reserve();
    counted = mmap(NULL, sizeof(*counted), PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(counted, MAP_FAILED);
    quiet = open("/dev/null", O_WRONLY);
    assert_true(quiet >= 0);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    close(quiet);
    munmap(counted, sizeof(*counted));
    ssh_bind_free(server_bind);
    return 0;
}

/* Serve the client at FD, with ALLOWED allocations. */
static _Noreturn void
serve(int fd)
{
    struct session server = {.fd = -1};
    size_t sent = 0;

    memory_guard_arm(WORKER_FAILED);
    allocations = 0;
    if (session_open(&server, server_bind, fd, 0) < 0)
        _exit(WORKER_LATE);
    while (session_turn(&server)) {
        struct pollfd polled = {fd, session_events(&server), 0};

        if (server.wanted && sent == 0)
            sent = session_write(&server, SESSION_OUT, SECRET, strlen(SECRET));
        if (sent > 0)
            session_close(&server, 0);
        poll(&polled, 1, -1);
    }
    *counted = allocations;
    _exit(WORKER_OK);
}

static void
make_client(int fd)
{
    bool no = false;

    client = ssh_new();
    assert_non_null(client);
    ssh_options_set(client, SSH_OPTIONS_HOST, "localhost");
    ssh_options_set(client, SSH_OPTIONS_USER, "jane");
    ssh_options_set(client, SSH_OPTIONS_SSH_DIR, "/nonexistent");
    ssh_options_set(client, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
    ssh_options_set(client, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    ssh_options_set(client, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(client, SSH_OPTIONS_KEY_EXCHANGE, "curve25519-sha256");
    ssh_options_set(client, SSH_OPTIONS_FD, &fd);
    ssh_set_blocking(client, 0);
    channel = NULL;
}

/* Take the next STEP of a visit. Returns SSH_OK once it is done. */
static int
take(int step)
{
    char text[sizeof(SECRET)];
    int n;

    switch (step) {
    case 0:
        return ssh_connect(client);
    case 1:
        n = ssh_userauth_none(client, NULL);
        return n == SSH_AUTH_AGAIN ? SSH_AGAIN : n;
    case 2:
        if (channel == NULL)
            channel = ssh_channel_new(client);
        return ssh_channel_open_session(channel);
    case 3:
        return ssh_channel_request_exec(channel, "text");
    default:
        n = ssh_channel_read_nonblocking(channel, text, sizeof(text), 0);
        return n > 0 ? SSH_OK : n == 0 ? SSH_AGAIN : SSH_ERROR;
    }
}

/* What FD has for the client is not what it is to get, in clear. */
static void
look_at(int fd)
{
    char bytes[65536];
    ssize_t n = recv(fd, bytes, sizeof(bytes), MSG_PEEK | MSG_DONTWAIT);

    if (n > 0)
        assert_null(memmem(bytes, (size_t)n, SECRET, strlen(SECRET)));
}

/* Returns whether the client at FD is served; else the server has closed the
 * connection. */
static bool
visit(int fd)
{
    struct pollfd polled = {fd, POLLIN, 0};
    int step = 0, outcome = SSH_AGAIN;

    make_client(fd);
    while (step < STEPS && outcome != SSH_ERROR) {
        look_at(fd);
        outcome = take(step);
        if (outcome == SSH_OK)
            step++;
        else if (outcome == SSH_AGAIN)
            assert_int_equal(poll(&polled, 1, PATIENCE), 1);
    }
    if (outcome == SSH_ERROR && step > 0)
        assert_non_null(strstr(ssh_get_error(client), "disconnected"));
    ssh_channel_free(channel);
    ssh_disconnect(client);
    ssh_free(client);
    return step == STEPS;
}

/* Returns whether a server with COUNT allocations serves a client. */
static bool
serves_with(size_t count)
{
    int ends[2], status;
    bool served;
    pid_t pid;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends),
                     0);
    pid = unit_fork();
    if (pid == 0) {
        dup2(quiet, STDERR_FILENO);
        close(ends[1]);
        allowed = count;
        serve(ends[0]);
    }
    close(ends[0]);
    served = visit(ends[1]);
    close(ends[1]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_true(WEXITSTATUS(status) == WORKER_FAILED || served);
    return WEXITSTATUS(status) == WORKER_OK;
}

/* Up to the keys at some allocations, after them at each. How many it takes
 * depends a little on when packets come. */
static void
nothing_is_sent_in_clear(void **state)
{
    size_t count;

    (void)state;
    assert_true(serves_with(SIZE_MAX));
    assert_true(serves_with(SIZE_MAX)); /* with what OpenSSL makes once */
    count = *counted;
    if (count == 0)
        skip(); /* malloc(3) is the address sanitizer's */
    for (size_t i = 1; i < count; i += i + EACH < count ? STRIDE : 1) {
        bool served = serves_with(i);

        assert_false(served && i < count / 2);
    }
    assert_true(serves_with(2 * count));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_sent_in_clear)};

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
