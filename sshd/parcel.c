#include "parcel.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
parcel_clear(struct parcel *parcel)
{
    parcel->start = parcel->end = 0;
    parcel->left = 0;
}

bool
parcel_is_empty(const struct parcel *parcel)
{
    return parcel->start == parcel->end && parcel->left == 0;
}

void
parcel_put(struct parcel *parcel, const void *bytes, size_t length)
{
    if (length > sizeof(parcel->head) - parcel->end)
        abort();
    memcpy(parcel->head + parcel->end, bytes, length);
    parcel->end += length;
}

void
parcel_attach(struct parcel *parcel, int fd, uint64_t offset, uint64_t left)
{
    parcel->fd = fd;
    parcel->offset = offset;
    parcel->left = left;
}

ssize_t
parcel_peek(const struct parcel *parcel, void *bytes, size_t room)
{
    size_t head = parcel->end - parcel->start;
    ssize_t n = 0;

    if (head > room)
        head = room;
    memcpy(bytes, parcel->head + parcel->start, head);
    room -= head;
    if (room > parcel->left)
        room = (size_t)parcel->left;
    if (room > 0) {
        n = pread(parcel->fd, (char *)bytes + head, room,
                  (off_t)parcel->offset);
        if (n <= 0)
            return -1;
    }
    return (ssize_t)head + n;
}

void
parcel_advance(struct parcel *parcel, size_t length)
{
    size_t head = parcel->end - parcel->start;

    if (head > length)
        head = length;
    parcel->start += head;
    parcel->offset += length - head;
    parcel->left -= length - head;
    if (parcel_is_empty(parcel))
        parcel_clear(parcel);
}
