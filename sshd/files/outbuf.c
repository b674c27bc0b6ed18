#include "files/outbuf.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
outbuf_clear(struct outbuf *outbuf)
{
    outbuf->start = outbuf->end = 0;
    outbuf->left = 0;
}

bool
outbuf_is_empty(const struct outbuf *outbuf)
{
    return outbuf->start == outbuf->end && outbuf->left == 0;
}

void
outbuf_put(struct outbuf *outbuf, const void *bytes, size_t length)
{
    if (length > sizeof(outbuf->head) - outbuf->end)
        abort();
    memcpy(outbuf->head + outbuf->end, bytes, length);
    outbuf->end += length;
}

void
outbuf_attach(struct outbuf *outbuf, int fd, uint64_t offset, uint64_t left)
{
    outbuf->fd = fd;
    outbuf->offset = offset;
    outbuf->left = left;
}

ssize_t
outbuf_peek(const struct outbuf *outbuf, void *bytes, size_t room)
{
    size_t head = outbuf->end - outbuf->start;
    ssize_t n = 0;

    if (head > room)
        head = room;
    memcpy(bytes, outbuf->head + outbuf->start, head);
    room -= head;
    if (room > outbuf->left)
        room = (size_t)outbuf->left;
    if (room > 0) {
        n = pread(outbuf->fd, (char *)bytes + head, room,
                  (off_t)outbuf->offset);
        if (n <= 0)
            return -1;
    }
    return (ssize_t)head + n;
}

void
outbuf_advance(struct outbuf *outbuf, size_t length)
{
    size_t head = outbuf->end - outbuf->start;

    if (head > length)
        head = length;
    outbuf->start += head;
    outbuf->offset += length - head;
    outbuf->left -= length - head;
    if (outbuf_is_empty(outbuf))
        outbuf_clear(outbuf);
}
