#pragma once

/*
 * Rejecting a connection: send our identification and one unencrypted
 * SSH_MSG_DISCONNECT, whose message every client shows to its user, in one
 * write and without cryptography. The socket is closed later, since closing
 * it while the client still sends would reset the connection before the
 * client has read the message.
 */

#include <stdint.h>

#define REJECT_MAX         32   /* sockets; further ones close the oldest */
#define REJECT_LINGER      1000 /* milliseconds from the message to close(2) */
#define REJECT_MESSAGE_MAX 200

struct reject {
    struct {
        int fd;
        uint64_t close_at;
    } ring[REJECT_MAX];
    unsigned first, count;
};

/* Reject the connection FD, which is non-blocking; takes ownership of it.
 * MESSAGE is ASCII; what exceeds REJECT_MESSAGE_MAX is cut. */
void reject_send(struct reject *reject, int fd, const char *message,
                 uint64_t now);

/* Close the sockets that are due at NOW. Returns when the next one is, or
 * CLOCK_NEVER. */
uint64_t reject_expire(struct reject *reject, uint64_t now);

/* Close all of them. */
void reject_fini(struct reject *reject);
