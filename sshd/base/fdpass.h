#pragma once

/*
 * Descriptors sent from one process to another (SCM_RIGHTS of unix(7)), with a
 * few bytes, over a socket that keeps message boundaries (SOCK_SEQPACKET).
 */

#include <stddef.h>
#include <sys/types.h>

#define FDPASS_MAX 4 /* descriptors in one message */

/* Send LENGTH BYTES, at least one, with the COUNT descriptors FDS, at most
 * FDPASS_MAX, which stay the caller's. Returns -1 and errno. */
int fdpass_send(int socket, const void *bytes, size_t length, const int *fds,
                size_t count);

/* Receive one message of up to SIZE bytes, and its descriptors: *COUNT of them,
 * close-on-exec and owned by the caller from now on, in FDS, which has room for
 * FDPASS_MAX. If they exceed this process's limit, those that were received are
 * closed, *COUNT is 0 and errno EMFILE. Returns the length, 0 if the other end
 * is closed, -1 and errno; EMSGSIZE if the message was longer than SIZE. */
ssize_t fdpass_receive(int socket, void *bytes, size_t size, int *fds,
                       size_t *count);
