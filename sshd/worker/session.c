#include "worker/session.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "process/log.h"

#define FLUSH_TIME  500  /* milliseconds to send what is left */
#define TYPED       512  /* bytes of input, enough for typing */
#define LINGER_TIME 1000 /* milliseconds for the client to disconnect */

int
session_init(struct session *session, ssh_bind bind, int fd,
             unsigned long max_env)
{
    session->fd = fd;
    session->max_env = max_env;
    session->ssh = ssh_new();
    session->event = ssh_event_new();
    if (session->ssh == NULL || session->event == NULL ||
        ssh_bind_accept_fd(bind, session->ssh, fd) != SSH_OK ||
        ssh_options_set(session->ssh, SSH_OPTIONS_COMPRESSION, "none") < 0)
        return -1;
    ssh_set_blocking(session->ssh, 0);
    return 0;
}

int
session_start(struct session *session)
{
    /* The first call sends our identification and makes the poll handle
     * that the event needs. */
    if (ssh_handle_key_exchange(session->ssh) == SSH_ERROR ||
        ssh_event_add_session(session->event, session->ssh) != SSH_OK)
        return -1;
    return 0;
}

/* Let the client read to the end: closing a socket with unread input would
 * reset the connection before that. */
static void
session_linger(int fd)
{
    uint64_t end = clock_now() + LINGER_TIME;
    struct pollfd poller = {.fd = fd, .events = POLLIN};
    char bytes[4096];

    shutdown(fd, SHUT_WR);
    while (clock_now() < end &&
           poll(&poller, 1, clock_until(end, clock_now())) > 0)
        if (read(fd, bytes, sizeof(bytes)) <= 0)
            break;
}

/* After a connection reset during a write, libssh has closed the socket but
 * still considers the session connected. */
static bool
session_is_over(const struct session *session)
{
    return ssh_get_fd(session->ssh) < 0 ||
           (ssh_get_status(session->ssh) & (SSH_CLOSED | SSH_CLOSED_ERROR)) !=
               0;
}

static void
session_flush_and_disconnect(struct session *session, const char *reason)
{
    uint64_t end = clock_now() + FLUSH_TIME;
    int line = dup(session->fd); /* libssh closes its own */

    while ((session_events(session) & POLLOUT) && clock_now() < end) {
        struct pollfd poller = {.fd = session->fd,
                                .events = session_events(session)};

        if (poll(&poller, 1, clock_until(end, clock_now())) <= 0 ||
            !session_turn(session))
            break;
    }
    if (!session_is_over(session)) {
        ssh_session_set_disconnect_message(session->ssh, reason);
        ssh_disconnect(session->ssh);
        session_linger(line);
    }
    close(line);
}

void
session_disconnect(struct session *session, const char *reason)
{
    if (session->ssh != NULL && !session_is_over(session))
        session_flush_and_disconnect(session, reason);
}

void
session_fini(struct session *session)
{
    if (session->event != NULL)
        ssh_event_free(session->event);
    ssh_free(session->ssh);
    free(session->input);
}

unsigned long
session_round_trip(const struct session *session)
{
    struct tcp_info info = {.tcpi_rtt = 0};
    socklen_t size = sizeof(info);

    if (getsockopt(session->fd, IPPROTO_TCP, TCP_INFO, &info, &size) < 0 ||
        info.tcpi_rtt == 0)
        return 1000000;
    return info.tcpi_rtt;
}

short
session_events(const struct session *session)
{
    /* Do not read from a client that does not read our answers: libssh would
     * queue an answer to every keepalive. */
    bool waiting = (ssh_get_poll_flags(session->ssh) & SSH_WRITE_PENDING) != 0;

    return waiting ? POLLOUT : POLLIN;
}

/* Close CHANNEL if libssh can now, and free it once the client has also closed
 * it. */
static void
session_finish_channel(struct session_channel *channel)
{
    if (channel->handle == NULL || !channel->closing ||
        ssh_channel_close(channel->handle) == SSH_AGAIN || !channel->left)
        return;
    ssh_channel_free(channel->handle);
    *channel = (struct session_channel){.handle = NULL};
}

/* Whether the client asked for a channel with a maximum packet size of 0:
 * libssh drops that request, and leaves the client waiting. */
static bool
session_is_misused(const struct session *session)
{
    return ssh_get_error_code(session->ssh) == SSH_FATAL &&
           strstr(ssh_get_error(session->ssh), "packet size 0") != NULL;
}

bool
session_turn(struct session *session)
{
    int yes = 1;

    /* Delayed acknowledgements cost 40 ms when both sides wait. */
    if (!session->authenticated)
        setsockopt(session->fd, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof(yes));
    session->blocked = false;
    if (ssh_event_dopoll(session->event, 0) == SSH_ERROR ||
        session_is_over(session))
        return false;
    session->misused |= session_is_misused(session);
    session_finish_channel(&session->channel);
    session_finish_channel(&session->spent);
    return !session_is_over(session);
}

const char *
session_detail(const struct session *session)
{
    const char *error = session->ssh != NULL ? ssh_get_error(session->ssh) : "";

    if (session->failure.text[0] != '\0')
        return session->failure.text;
    if (error[0] == '\0' && session->ssh != NULL &&
        (ssh_get_status(session->ssh) & SSH_CLOSED_ERROR))
        return "malformed packet";
    return error;
}

bool
session_was_left(const struct session *session)
{
    static const char *const ends[] = {"Socket error: ",
                                       "Received SSH_MSG_DISCONNECT"};
    const char *error = session_detail(session);

    for (size_t i = 0; i < COUNT(ends); i++)
        if (strncmp(error, ends[i], strlen(ends[i])) == 0)
            return true;
    return false;
}

static bool
session_is_open(const struct session *session)
{
    const struct session_channel *channel = &session->channel;

    return channel->handle != NULL && !channel->left && !channel->closing;
}

size_t
session_room(const struct session *session)
{
    size_t window;

    if (!session_is_open(session) || session->blocked ||
        (session_events(session) & POLLOUT))
        return 0;
    window = ssh_channel_window_size(session->channel.handle);
    return window < SESSION_CHUNK ? window : SESSION_CHUNK;
}

size_t
session_write(struct session *session, enum session_stream stream,
              const void *bytes, size_t length)
{
    size_t room = session_room(session);
    ssh_channel channel = session->channel.handle;
    int n;

    if (length > room)
        length = room;
    if (length == 0)
        return 0;
    n = stream == SESSION_OUT
            ? ssh_channel_write(channel, bytes, (uint32_t)length)
            : ssh_channel_write_stderr(channel, bytes, (uint32_t)length);
    if (n <= 0) {
        /* Out of memory; or the channel is closed, or a key exchange is in
         * progress. */
        session->failed |=
            n < 0 && ssh_get_error_code(session->ssh) == SSH_FATAL;
        session->blocked = !session->failed;
        return 0;
    }
    session->sent += (unsigned)n;
    return (size_t)n;
}

bool
session_reserve(struct session *session, size_t size)
{
    char *input;

    if (size <= TYPED)
        size = TYPED;
    else if (size < SESSION_CHUNK)
        size = SESSION_CHUNK;
    /* Free the memory of a large paste with the next key. */
    if (size == session->size)
        return true;
    input = realloc(session->input, size);
    if (input == NULL)
        return false;
    session->input = input;
    session->size = size;
    return true;
}

void
session_consume(struct session *session, size_t length)
{
    int n = 0;

    session->received += length;
    session->start += length;
    session->length -= length;
    if (session->length > 0 || session->held == 0)
        return;
    /* Before it reads, libssh receives more, and calls callbacks_on_data(). */
    session->fetching = true;
    if (session_is_open(session) && session_reserve(session, session->held))
        n = ssh_channel_read_nonblocking(session->channel.handle,
                                         session->input,
                                         (uint32_t)session->held, 0);
    session->fetching = false;
    session->start = 0;
    session->length = n > 0 ? (size_t)n : 0;
    session->held -= session->length;
    if (n <= 0)
        session->held = 0;
}

void
session_ignore_input(struct session *session)
{
    session->input_ignored = true;
    while (session->length > 0)
        session_consume(session, session->length);
}

void
session_close(struct session *session, int status)
{
    struct session_channel *channel = &session->channel;

    if (!session_is_open(session))
        return;
    ssh_channel_request_send_exit_status(channel->handle, status);
    channel->closing = true;
    session_finish_channel(channel);
}
