#include "worker/relay.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Bytes. A terminal delivers at most 4095 in one read; with SSH's overhead for
 * this much, none of libssh's buffers grows past 4096. */
#define PIECE 3840

#define END_OF_INPUT "\004" /* Ctrl-D, because the terminal is raw */

/* Static, because a process that cannot allocate it later would have to drop
 * output. Its pages are allocated with the first bytes. */
static char relay_bytes[SESSION_CHUNK];

void
relay_init(struct relay *relay)
{
    relay->in = relay->out = relay->err = -1;
    relay->start = relay->end = 0;
    relay->bytes = relay_bytes;
}

void
relay_open(struct relay *relay, const int *ends, size_t count)
{
    relay->terminal = count == 1;
    relay->in = ends[0];
    relay->out = ends[relay->terminal ? 0 : 1];
    relay->err = relay->terminal ? -1 : ends[2];
    relay->ended = false;
    relay->start = relay->end = 0;
}

static void
relay_close_in(struct relay *relay)
{
    if (relay->in >= 0 && !relay->terminal)
        close(relay->in);
    relay->in = -1;
}

static void
relay_close_out(struct relay *relay, int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
    if (relay->terminal)
        relay->in = -1;
}

void
relay_close(struct relay *relay)
{
    relay_close_in(relay);
    relay_close_out(relay, &relay->out);
    relay_close_out(relay, &relay->err);
    relay->start = relay->end = 0;
}

static bool
relay_has_input(const struct relay *relay, const struct session *session)
{
    return relay->in >= 0 &&
           (session->length > 0 || (session->end && !relay->ended));
}

/* Leave out an entry without events: poll(2) would report its hang-up
 * repeatedly, before there is room to read up to it. */
static struct pollfd
relay_entry(int fd, int events)
{
    return (struct pollfd){.fd = events != 0 ? fd : -1,
                           .events = (short)events};
}

void
relay_poll(const struct relay *relay, const struct session *session,
           struct pollfd *polls)
{
    bool room = relay->start == relay->end && session_room(session) > 0;
    int readable = room ? POLLIN : 0;
    int writable = relay_has_input(relay, session) ? POLLOUT : 0;

    /* A terminal is `out` alone, which is read and written. */
    polls[0] = relay_entry(relay->out,
                           relay->terminal ? readable | writable : readable);
    polls[1] = relay_entry(relay->err, readable);
    polls[2] = relay_entry(relay->in, relay->terminal ? 0 : writable);
}

static void
relay_move_in(struct relay *relay, struct session *session)
{
    while (session->length > 0) {
        ssize_t n =
            write(relay->in, session->input + session->start, session->length);

        if (n < 0 && errno == EAGAIN)
            return;
        if (n < 0) { /* the reader has closed it */
            relay_close_in(relay);
            session_ignore_input(session);
            return;
        }
        session_consume(session, (size_t)n);
    }
    if (!session->end || relay->ended)
        return;
    if (!relay->terminal)
        relay_close_in(relay);
    else if (write(relay->in, END_OF_INPUT, 1) < 0 && errno == EAGAIN)
        return;
    relay->ended = true;
}

static void
relay_flush(struct relay *relay, struct session *session)
{
    relay->start +=
        session_write(session, relay->stream, relay->bytes + relay->start,
                      relay->end - relay->start);
}

static void
relay_move_out(struct relay *relay, struct session *session, int *fd,
               enum session_stream stream)
{
    size_t room = session_room(session);
    ssize_t n;

    if (relay->terminal && room > PIECE)
        room = PIECE;
    if (relay->start < relay->end || room == 0)
        return;
    n = read(*fd, relay->bytes, room);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0) { /* a PTY ends with EIO, a pipe with 0 */
        relay_close_out(relay, fd);
        return;
    }
    relay->stream = stream;
    relay->start = 0;
    relay->end = (size_t)n;
    relay_flush(relay, session);
}

void
relay_move(struct relay *relay, struct session *session,
           const struct pollfd *polls)
{
    const struct pollfd *in = &polls[relay->terminal ? 0 : 2];

    if (relay->terminal && relay->in >= 0 && (in->revents & POLLHUP)) {
        relay_close_in(relay); /* every process has closed the terminal */
        session_ignore_input(session);
    }
    if (relay->in >= 0 && (in->revents & (POLLOUT | POLLERR)))
        relay_move_in(relay, session);
    if (relay->start < relay->end)
        relay_flush(relay, session);
    if (relay->out >= 0 && (polls[0].revents & (POLLIN | POLLHUP)))
        relay_move_out(relay, session, &relay->out, SESSION_OUT);
    if (relay->err >= 0 && (polls[1].revents & (POLLIN | POLLHUP)))
        relay_move_out(relay, session, &relay->err, SESSION_ERR);
}

bool
relay_is_stalled(const struct relay *relay, const struct session *session)
{
    return !relay_is_drained(relay) && session_room(session) == 0;
}

bool
relay_is_drained(const struct relay *relay)
{
    return relay->out < 0 && relay->err < 0 && relay->start == relay->end;
}

void
relay_send_text(struct relay *relay, enum session_stream stream,
                const char *text)
{
    size_t length = strnlen(text, SESSION_CHUNK);

    relay->stream = stream;
    relay->start = 0;
    relay->end = length;
    memcpy(relay->bytes, text, length);
}
