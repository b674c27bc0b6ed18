#pragma once

/*
 * What is on its way to a client: a few bytes, and behind them a stretch of
 * a document, which is read no sooner than there is room for it. So however
 * much is asked for, and however slowly it is taken, this is all the memory
 * that it costs.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define OUTBUF_HEAD_MAX 8192

struct outbuf {
    size_t start, end; /* of what is left of `head` */
    int fd;            /* then `left` bytes of this from `offset` on */
    uint64_t offset, left;
    unsigned char head[OUTBUF_HEAD_MAX];
};

/* Nothing on its way. */
void outbuf_clear(struct outbuf *outbuf);
bool outbuf_is_empty(const struct outbuf *outbuf);

/* LENGTH more BYTES; what OUTBUF_HEAD_MAX does not hold is a mistake of
 * ours, and fatal. */
void outbuf_put(struct outbuf *outbuf, const void *bytes, size_t length);

/* LEFT bytes of FD, which is borrowed, from OFFSET on, behind the others. */
void outbuf_attach(struct outbuf *outbuf, int fd, uint64_t offset,
                   uint64_t left);

/* Copy up to ROOM of the next bytes to BYTES. Returns how many; -1 where the
 * document is no longer as long as it was. */
ssize_t outbuf_peek(const struct outbuf *outbuf, void *bytes, size_t room);

/* The first LENGTH of those were sent. */
void outbuf_advance(struct outbuf *outbuf, size_t length);
