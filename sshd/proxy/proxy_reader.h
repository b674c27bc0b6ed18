#pragma once

/*
 * The proxy process's own process: it lets connections in at the doors where a
 * balancer knocks, reads exactly the header that each begins with, says
 * nothing, and passes them on. It holds so many at a time, none longer than a
 * moment, and the one that has kept it waiting longest makes room for the
 * next. What it sends is one body for each, and with a visitor or a check
 * its descriptor.
 */

#include <stddef.h>
#include <sys/socket.h>

#include "proxy/proxy_header.h"

struct listener;

#define PROXY_READER_MAX 256

struct proxy_message {
    enum proxy_header_verdict verdict;
    struct sockaddr_storage source; /* of a visitor: AF_INET or AF_INET6 */
};

/* In a child just forked: serve DOORS, PLACES at a time, until the socket
 * OFFICE, where letters go, ends; then let those in who have knocked by now,
 * and exit. */
_Noreturn void proxy_reader_run(const struct listener *listeners, int parent_fd,
                                size_t places);
