#pragma once

/*
 * Descriptors that go from one process to another, beside a few bytes, over a
 * socket that keeps messages apart.
 */

#include <stddef.h>
#include <sys/types.h>

#define FDPASS_MAX 4 /* descriptors at once */

/* Send LENGTH BYTES with the COUNT descriptors FDS, which stay the caller's.
 * Returns -1 and errno. */
int fdpass_send(int socket, const void *bytes, size_t length, const int *fds,
                size_t count);

/* Receive up to SIZE bytes; of the descriptors that come along, close-on-exec
 * and the caller's from now on, *COUNT go to FDS, which has room for
 * FDPASS_MAX. Returns the length, 0 where the other end is gone, -1 and
 * errno. */
ssize_t fdpass_receive(int socket, void *bytes, size_t size, int *fds,
                       size_t *count);
