#pragma once

/*
 * The proxy process: it accepts a balancer's connections, reads exactly the
 * header that each begins with, writes nothing to them and passes them to the
 * supervisor. It holds a limited number at a time, each for three seconds at
 * most; above that number the oldest is dropped for the next. It sends one
 * message for each connection and, with a visitor or a check, its descriptor.
 */

#include <stddef.h>
#include <sys/socket.h>

#include "proxy/proxy_header.h"

struct listener;

#define PROXY_READER_MAX 256 /* connections at a time */

struct proxy_message {
    enum proxy_header_verdict verdict;
    struct sockaddr_storage source; /* of a visitor: AF_INET or AF_INET6 */
};

/* In the child: serve LISTENERS, CAPACITY connections at a time, and send
 * messages to the socket PARENT_FD. When its other end shuts down, accept the
 * connections that wait in the backlog, finish all, and exit. */
_Noreturn void proxy_reader_run(const struct listener *listeners, int parent_fd,
                                size_t capacity);
