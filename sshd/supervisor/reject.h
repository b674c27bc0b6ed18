#pragma once

/*
 * Turning a connection away with a sentence: our identification and one
 * plain SSH_MSG_DISCONNECT, which every client shows to its user, in one
 * write and without cryptography. The socket stays open for a moment, for
 * closing it under a client that is still talking would reset the connection
 * before the sentence is read.
 */

#include <stdint.h>

#define REJECT_MAX 32 /* more at a time are closed early */

struct reject {
    struct {
        int fd;
        uint64_t close_at;
    } ring[REJECT_MAX];
    unsigned first, count;
};

/* Refuse the connection FD, which is taken and non-blocking. SENTENCE is
 * ASCII, 200 characters at most. */
void reject_send(struct reject *reject, int fd, const char *sentence,
                 uint64_t now);

/* Close what has had its moment. Returns when the next one has, or
 * CLOCK_NEVER. */
uint64_t reject_expire(struct reject *reject, uint64_t now);

/* Close all. */
void reject_fini(struct reject *reject);
