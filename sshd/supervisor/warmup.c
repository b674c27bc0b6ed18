#include "supervisor/warmup.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "worker/session.h"
#include "base/array.h"

#define TIME 5000 /* milliseconds */

/* Our other half: a client that knows nobody and reads no file. FD is taken
 * where this succeeds. */
static ssh_session
new_client(int fd)
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

/* Both halves in turns, until the client has keys. */
static int
shake_hands(struct session *session, ssh_session client, int fd,
            struct error *error)
{
    uint64_t end = clock_now() + TIME;

    for (;;) {
        struct pollfd polls[] = {
            {session->fd, session_events(session), 0},
            {fd, POLLIN, 0},
        };
        int outcome = ssh_connect(client);

        if (outcome == SSH_OK)
            return 0;
        if (outcome == SSH_ERROR)
            return error_set(error, "warm-up: %s", ssh_get_error(client));
        if (!session_turn(session))
            return error_set(error, "warm-up: %s", session_detail(session));
        if (clock_now() >= end)
            return error_set(error, "warm-up: nothing came of it");
        poll(polls, 2, clock_until(end, clock_now()));
    }
}

int
warmup_run(ssh_bind bind, struct error *error)
{
    struct session session = {.fd = -1};
    ssh_session client;
    int ends[2], outcome;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   ends) < 0)
        return error_set(error, "socketpair: %s", strerror(errno));
    client = new_client(ends[1]);
    if (client == NULL) {
        close(ends[0]);
        close(ends[1]);
        return error_set(error, "libssh: no memory");
    }
    if (session_init(&session, bind, ends[0], 0) < 0)
        outcome = error_set(error, "warm-up: %s", session_detail(&session));
    else
        outcome = shake_hands(&session, client, ends[1], error);
    session_fini(&session);
    ssh_disconnect(client);
    ssh_free(client);
    close(ends[1]); /* libssh leaves the descriptor of a client to its owner */
    return outcome;
}
