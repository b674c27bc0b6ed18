#pragma once

/*
 * Rejecting a connection: send our identification and one unencrypted
 * SSH_MSG_DISCONNECT, whose message every client shows to its user, in one
 * write and without cryptography. The socket is closed later, since closing it
 * while the client still sends would reset the connection before the client has
 * read the message. A full table closes a socket of the source that has most of
 * them, so that a flood from some sources leaves a client of another one the
 * time to read.
 */

#include <stddef.h>
#include <stdint.h>

#define REJECT_MAX         256  /* sockets */
#define REJECT_LINGER      1000 /* milliseconds from the message to close(2) */
#define REJECT_MESSAGE_MAX 200

struct peer;

struct reject {
    struct reject_item {
        int fd;
        unsigned others; /* of its source, when it came */
        uint64_t close_at;
        unsigned char key[16]; /* as in struct peer */
    } items[REJECT_MAX];
    size_t count;
};

/* Reject the connection FD of PEER, which is non-blocking; takes ownership of
 * it. MESSAGE is ASCII; what exceeds REJECT_MESSAGE_MAX is cut. */
void reject_send(struct reject *reject, int fd, const struct peer *peer,
                 const char *message, uint64_t now);

/* Close the sockets that are due at NOW. Returns when the next one is, or
 * CLOCK_NEVER. */
uint64_t reject_expire(struct reject *reject, uint64_t now);

/* Close all of them. */
void reject_fini(struct reject *reject);
