#pragma once

/*
 * The bytes between a session and its renderer, both ways, never more in
 * memory than one chunk each: the renderer is read only when the client has
 * room, and the client's window opens only when the renderer reads.
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
    char *bytes;                /* room for a chunk, or NULL */
};

void relay_init(struct relay *relay);

/* Carry what goes through the COUNT descriptors ENDS, which are taken; see
 * struct renderer. */
void relay_open(struct relay *relay, const int *ends, size_t count);

/* Let go of the renderer: a PTY is hung up. */
void relay_close(struct relay *relay);

/* Fill the RELAY_POLLS entries of POLLS. */
void relay_poll(const struct relay *relay, const struct session *session,
                struct pollfd *polls);

/* Move what POLLS say can be moved. */
void relay_move(struct relay *relay, struct session *session,
                const struct pollfd *polls);

/* Whether output waits for a client that takes nothing. */
bool relay_is_stalled(const struct relay *relay, const struct session *session);

/* Whether all that the renderer said is with libssh. */
bool relay_is_drained(const struct relay *relay);

/* Words of our own, behind a drained relay; cut at one chunk. */
void relay_say(struct relay *relay, enum session_stream stream,
               const char *words);
