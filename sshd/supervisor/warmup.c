#include "supervisor/warmup.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "worker/session.h"
#include "worker/session_callbacks.h"

#define WARMUP_TIME 30000 /* milliseconds; a small machine is busy at boot */

/* Fill ERROR: the key exchange failed for REASON. Returns -1. */
static int
warmup_error(struct error *error, const char *reason)
{
    return error_set(error,
                     "cannot exchange keys with a test client: %s (are the "
                     "host keys valid?)",
                     reason);
}

/* libssh looks for the home directory of this process's user although the
 * client's options name every file. A service may have neither $HOME nor a
 * passwd entry (DynamicUser without nss-systemd, a container). Returns
 * whether $HOME was set here. */
static bool
warmup_set_home(void)
{
    return getenv("HOME") == NULL && setenv("HOME", "/nonexistent", 1) == 0;
}

/* Returns a client on FD that reads no file, or NULL without memory. */
static ssh_session
warmup_new_client(int fd)
{
    static const struct {
        enum ssh_options_e option;
        const char *value;
    } settings[] = {
        {SSH_OPTIONS_HOST, "localhost"},
        {SSH_OPTIONS_USER, "warm-up"},
        {SSH_OPTIONS_SSH_DIR, "/nonexistent"},
        {SSH_OPTIONS_KNOWNHOSTS, "/dev/null"},
        {SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null"},
    };
    ssh_session client = ssh_new();
    bool no = false;

    if (client == NULL)
        return NULL;
    for (size_t i = 0; i < COUNT(settings); i++)
        if (ssh_options_set(client, settings[i].option, settings[i].value) < 0)
            goto fail;
    if (ssh_options_set(client, SSH_OPTIONS_PROCESS_CONFIG, &no) < 0 ||
        ssh_options_set(client, SSH_OPTIONS_FD, &fd) < 0)
        goto fail;
    ssh_set_blocking(client, 0);
    return client;

fail:
    ssh_free(client);
    return NULL;
}

/* Run server and client alternately until the client has keys. */
static int
warmup_exchange_keys(struct session *session, ssh_session client, int fd,
                     struct error *error)
{
    uint64_t end = clock_now() + WARMUP_TIME;

    for (;;) {
        struct pollfd polls[] = {
            {session->fd, session_events(session), 0},
            {fd, POLLIN, 0},
        };
        int outcome = ssh_connect(client);

        if (outcome == SSH_OK)
            return 0;
        if (outcome == SSH_ERROR)
            return warmup_error(error, ssh_get_error(client));
        if (!session_turn(session))
            return warmup_error(error, session_detail(session));
        if (clock_now() >= end)
            return warmup_error(error, "timed out");
        poll(polls, 2, clock_until(end, clock_now()));
    }
}

static int
warmup_run_client(ssh_bind bind, struct error *error)
{
    struct session session = {.fd = -1};
    ssh_session client;
    int ends[2], outcome;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return warmup_error(error, strerror(errno));
    client = warmup_new_client(ends[1]);
    if (client == NULL) {
        close(ends[0]);
        close(ends[1]);
        return warmup_error(error, "out of memory");
    }
    if (session_open(&session, bind, ends[0], 0) < 0)
        outcome = warmup_error(error, session_detail(&session));
    else
        outcome = warmup_exchange_keys(&session, client, ends[1], error);
    session_fini(&session);
    ssh_disconnect(client);
    ssh_free(client);
    close(ends[1]); /* ssh_free() does not close it */
    return outcome;
}

int
warmup_run(ssh_bind bind, struct error *error)
{
    bool home_set = warmup_set_home();
    int outcome = warmup_run_client(bind, error);

    if (home_set)
        unsetenv("HOME");
    return outcome;
}
