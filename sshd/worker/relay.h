#pragma once

/*
 * Moves bytes between a session and its renderer, both ways, with at most one
 * chunk each way in memory: it reads the renderer only when the client has
 * room, and opens the client's window only when the renderer reads.
 */

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "worker/session.h"

#define RELAY_POLLS 3

struct relay {
    bool terminal;
    int in, out, err; /* the renderer's; -1: closed; all one on a PTY */
    bool ended;       /* the client's end of input was passed on */
    size_t start, end;
    enum session_stream stream; /* of what is in `bytes` */
    char *bytes;                /* room for a chunk */
};

/* One relay a process: its room for a chunk is static. */
void relay_init(struct relay *relay);

/* Move bytes through the COUNT descriptors ENDS (see struct renderer), of which
 * it takes ownership. */
void relay_open(struct relay *relay, const int *ends, size_t count);

/* Close the renderer's descriptors: a PTY is hung up. */
void relay_close(struct relay *relay);

/* Fill the RELAY_POLLS entries of POLLS. */
void relay_poll(const struct relay *relay, const struct session *session,
                struct pollfd *polls);

/* Move bytes through the descriptors that POLLS report as ready. */
void relay_move(struct relay *relay, struct session *session,
                const struct pollfd *polls);

/* Whether output waits because the client accepts nothing. */
bool relay_is_stalled(const struct relay *relay, const struct session *session);

/* Whether the renderer has closed its output, and libssh has all of it. */
bool relay_is_drained(const struct relay *relay);

/* Send TEXT after the output of a drained relay; cut at one chunk. */
void relay_send_text(struct relay *relay, enum session_stream stream,
                     const char *text);
