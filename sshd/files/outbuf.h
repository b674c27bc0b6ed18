#pragma once

/*
 * An output buffer: a few bytes, and after them a range of a file, which is
 * read only when the connection has room for it. The memory for an answer is
 * therefore limited, however much a client requests and however slowly it
 * reads.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define OUTBUF_HEAD_MAX 8192

struct outbuf {
    size_t start, end; /* of the unsent part of `head` */
    int fd;            /* then `left` bytes of this file from `offset` on */
    uint64_t offset, left;
    unsigned char head[OUTBUF_HEAD_MAX];
};

/* Make OUTBUF empty. */
void outbuf_clear(struct outbuf *outbuf);
bool outbuf_is_empty(const struct outbuf *outbuf);

/* Append LENGTH BYTES to the head. More than OUTBUF_HEAD_MAX in all is a
 * programming error, and aborts. */
void outbuf_put(struct outbuf *outbuf, const void *bytes, size_t length);

/* Append LEFT bytes of the file FD, which is borrowed, from OFFSET on. */
void outbuf_attach(struct outbuf *outbuf, int fd, uint64_t offset,
                   uint64_t left);

/* Copy up to ROOM of the next bytes to BYTES. Returns their number; -1 if the
 * file has become shorter. */
ssize_t outbuf_peek(const struct outbuf *outbuf, void *bytes, size_t room);

/* Remove LENGTH bytes, which were sent, from the beginning. */
void outbuf_advance(struct outbuf *outbuf, size_t length);
